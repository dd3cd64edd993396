"""A plan is followed up: owners are asked with their last words written, and the report never changes once frozen."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from cases.errors import AlreadyDone
from cases.models import Document, WorkItem
from directives.models import FollowUp, MilestoneReport
from directives.paper.follow_up import follow_up_pdf
from directives.plans import cutting, follow_ups, indicators
from directives.plans.errors import ChangedMeanwhile
from directives.plans.follow_up_errors import FollowUpFrozen, FollowUpThere, NotInForce
from directives.plans.revisions import reporting
from directives.plans.revisions.errors import ReportClosed
from directives.views.plans.follow_up_paper import paper_of
from organisation import clock
from tests import plans

pytestmark = pytest.mark.django_db
REPORT_BY = clock.today() + timedelta(days=28)


@pytest.fixture
def made():
    return plans.adopted(since=clock.today())


def begin(made, period="year", year=2026):
    return follow_ups.begin(made.plan, period=period, year=year, report_by=REPORT_BY, by=made.keeper)


def give(made, follow_up, code, **facts):
    report = follow_up.reports.get(part=made.milestone(code).part)
    saved = reporting.save(report, by=made.head, edition=report.edition, **facts)
    return reporting.give(saved, by=made.head)


def rows(follow_up, kind):
    return {row["code"] or row["text"]: row for row in follow_up.content if row["kind"] == kind}


def test_every_owner_is_asked_once_about_all_milestones(made):
    follow_up = begin(made)
    assert follow_up.reports.count() == 6
    (task,) = WorkItem.objects.filter(kind=WorkItem.Kind.REPORT_PLAN)
    assert (task.user, task.due_on, task.target_id) == (made.head, REPORT_BY, follow_up.pk)
    assert (follow_up.until, follow_up.case.title) == (
        date(2026, 12, 31),
        "Helår 2026: Genomförandeplan för omställningen",
    )
    with pytest.raises(FollowUpThere):
        begin(made)


def test_an_owner_is_named_with_the_unit_because_every_administration_has_a_head(made):
    made.head.title = "Förvaltningschef"
    made.head.save()
    owner = rows(follow_ups.freeze(begin(made), by=made.keeper), "milestone")["PA-1"]["owner"]
    assert owner == f"Förvaltningschef, {made.place.name}"


def test_the_next_one_begins_with_what_was_said_last(made):
    first = begin(made, "part_1")
    give(
        made,
        first,
        "PA-1",
        status="under_way",
        reason="Upphandling pågår.",
        trend="better",
        evidence="Protokoll",
    )
    second = begin(made, "part_2")
    report = second.reports.get(part=made.milestone("PA-1").part)
    assert (report.state, report.status, report.reason, report.trend, report.evidence) == (
        MilestoneReport.State.WAITING,
        "under_way",
        "Upphandling pågår.",
        "better",
        "Protokoll",
    )


def test_a_plan_without_a_version_in_force_is_not_followed_up():
    made = plans.drafted()
    with pytest.raises(NotInForce):
        begin(made)


def test_what_is_frozen_holds_what_was_reported_and_says_what_was_not(made):
    follow_up = begin(made)
    give(made, follow_up, "PA-1", status="reached", reason="Klart i maj.")
    measured = made.version.indicatorwordings.select_related("part__plan").get()
    indicators.report(measured, by=made.keeper, until=date(2024, 12, 31), value="87,5")
    frozen = follow_ups.freeze(follow_up, by=made.keeper)
    milestones = rows(frozen, "milestone")
    assert (milestones["PA-1"]["status"], milestones["PA-1"]["reported"]) == ("reached", True)
    silent = milestones["PA-2"]
    assert (silent["status"], silent["reported"], silent["said_on"], silent["stale"]) == (
        "not_started",
        False,
        None,
        True,
    )
    (indicator,) = rows(frozen, "indicator").values()
    assert (indicator["value"], indicator["target"], indicator["stale"]) == ("87.5", "90", True)
    assert len(rows(frozen, "goal")) == 4
    assert not WorkItem.objects.filter(kind=WorkItem.Kind.REPORT_PLAN, done_at=None).exists()


def test_a_report_from_an_earlier_time_stands_with_its_day(made):
    give(made, begin(made, "part_1"), "PA-1", status="under_way", reason="Pågår.")
    frozen = follow_ups.freeze(begin(made, "part_2"), by=made.keeper)
    row = rows(frozen, "milestone")["PA-1"]
    assert (row["status"], row["reported"], row["said_on"]) == ("under_way", False, clock.today().isoformat())


def test_what_is_frozen_never_changes(made):
    follow_up = begin(made)
    frozen = follow_ups.freeze(follow_up, by=made.keeper)
    with pytest.raises(AlreadyDone):
        follow_ups.freeze(follow_up, by=made.keeper)
    with pytest.raises(FollowUpFrozen):
        follow_ups.save_summary(follow_up, by=made.keeper, edition=0, text="Efteråt")
    with pytest.raises(ReportClosed):
        give(made, follow_up, "PA-1", status="reached", reason="För sent.")
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUp.objects.filter(pk=frozen.pk).update(summary="Efteråt")
    cutting.cut(made.plan, by=made.keeper)
    frozen.refresh_from_db()
    assert rows(frozen, "milestone")["PA-1"]["title"] == "Milstolpe 1 i personcentrerat arbetssätt"


def test_two_who_write_the_summary_do_not_overwrite_each_other(made):
    follow_up = begin(made)
    saved = follow_ups.save_summary(follow_up, by=made.keeper, edition=0, text=" Det går bra. ")
    assert (saved.summary, saved.edition) == ("Det går bra.", 1)
    with pytest.raises(ChangedMeanwhile):
        follow_ups.save_summary(follow_up, by=made.keeper, edition=0, text="Det går dåligt.")


def test_the_frozen_report_is_a_registered_document_and_a_pdf(made):
    follow_up = begin(made)
    give(made, follow_up, "PA-1", status="reached", reason="Klart i maj.", trend="better")
    follow_ups.save_summary(follow_up, by=made.keeper, edition=0, text="Ett bra år.")
    frozen = follow_ups.freeze(follow_up, by=made.keeper)
    wording = follow_ups.wording_of(frozen)
    assert (frozen.document.kind, frozen.document.case) == (Document.Kind.REPORT, follow_up.case)
    assert frozen.document.registered_at is not None
    texts = {part.heading: part.text for part in wording.sections.all()}
    assert texts["Sammanfattning"] == (
        "Ett bra år.\n\nMilstolpar: inte påbörjad 5, uppnådd 1. 5 är inte rapporterade den här gången."
    )
    assert texts["PA Personcentrerat arbetssätt"].splitlines()[-2:] == [
        "- PA-1 Milstolpe 1 i personcentrerat arbetssätt (2026) – uppnådd (trend: bättre). Klart i maj.",
        "- PA-2 Milstolpe 2 i personcentrerat arbetssätt (2027) – inte påbörjad. Inte rapporterad.",
    ]
    assert texts["Indikatorer"] == (
        "- I-01 Andel trygga: värde saknas, mål 90 % – kan ej bedömas (värde saknas)."
    )
    content = follow_up_pdf(paper_of(frozen, wording))
    assert content == follow_up_pdf(paper_of(frozen, wording))
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    assert "Ett bra år." in said


def test_beginning_and_freezing_take_the_same_queries_however_long(made, django_assert_max_num_queries):
    with django_assert_max_num_queries(60):
        follow_up = begin(made)
    with django_assert_max_num_queries(90):
        follow_ups.freeze(follow_up, by=made.keeper)
