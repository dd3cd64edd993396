"""A revision's days and steps: computed back from the meeting, never two at once, nothing taken without a position."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calendar import is_working_day
from cases.errors import NotAllowed
from cases.meetings import planning as meeting_planning
from cases.models import ReferralRound, WorkItem
from directives.models import MilestoneReport, Revision
from directives.plans import building, cutting
from directives.plans.errors import ReasonMissing, YearOutside
from directives.plans.revisions import calendar, compiling, owners, planning, publishing, referring, reporting
from directives.plans.revisions.errors import (
    AlreadyPlanned,
    BodyMissing,
    NotThisStep,
    ReportClosed,
    RevisionUnderWay,
    RoleMissing,
    StatusMissing,
    WhyMissing,
)
from organisation import clock
from tests import factories, plans
from workflows import milestone_reports, revising_plans

NAMES = ("begins_on", "report_by", "compile_by", "refer_by", "answers_by", "manuscript_by")


@given(st.dates(date(2024, 1, 1), date(2054, 12, 31)))
def test_the_days_before_a_decision_come_in_order_on_working_days_for_thirty_years(day):
    days = calendar.days(day)
    ordered = [getattr(days, name) for name in NAMES]
    assert ordered == sorted(ordered)
    assert ordered[-1] < day
    assert all(is_working_day(one) for one in ordered)
    assert days.decide_on == day


def test_the_year_of_the_source_begins_and_reports_in_september_and_refers_in_october():
    assert calendar.days(date(2026, 11, 26)) == calendar.RevisionDays(
        begins_on=date(2026, 9, 2),
        report_by=date(2026, 9, 23),
        compile_by=date(2026, 9, 30),
        refer_by=date(2026, 10, 1),
        answers_by=date(2026, 10, 22),
        manuscript_by=date(2026, 11, 5),
        decide_on=date(2026, 11, 26),
    )


@pytest.mark.parametrize(
    ("year", "earlier", "day"),
    [
        (2027, date(2026, 11, 26), date(2027, 11, 25)),  # the fourth Thursday
        (2026, date(2024, 11, 29), date(2026, 11, 27)),  # a fifth Friday, which this year lacks
        (2026, None, date(2026, 11, 19)),
    ],
)
def test_a_meeting_nobody_has_planned_is_expected_where_the_last_one_stood(year, earlier, day):
    assert calendar.preliminary_day(year, 11, earlier) == day


@pytest.fixture
def made(db):
    return plans.adopted(since=clock.today())


@pytest.fixture
def revision(made):
    planned = planning.plan_revision(made.plan, clock.today().year + 1, by=made.keeper)
    return revising_plans.begin(planned, by=made.keeper)


@pytest.fixture
def asked(made, revision):
    return revising_plans.open_reporting(revision, by=made.keeper)


def test_a_year_is_planned_once_and_only_before_a_body(made):
    planning.plan_revision(made.plan, 2031, by=made.keeper)
    with pytest.raises(AlreadyPlanned):
        planning.plan_revision(made.plan, 2031, by=made.keeper)
    made.plan.body = None
    made.plan.save()
    with pytest.raises(BodyMissing):
        planning.plan_revision(made.plan, 2032, by=made.keeper)


def test_an_extra_revision_says_what_decided_it_and_waits_for_the_one_under_way(made, revision):
    day = clock.today() + timedelta(days=90)
    with pytest.raises(ReasonMissing):
        planning.plan_extra(made.plan, by=made.keeper, occasion=" ", decide_on=day)
    extra = planning.plan_extra(made.plan, by=made.keeper, occasion="SSN § 12.", decide_on=day)
    with pytest.raises(RevisionUnderWay):
        revising_plans.begin(extra, by=made.keeper)


def test_a_planning_version_somebody_has_begun_is_gone_on_with(made):
    begun = cutting.cut(made.plan, by=made.keeper)
    planned = planning.plan_revision(made.plan, clock.today().year + 1, by=made.keeper)
    assert revising_plans.begin(planned, by=made.keeper).draft == begun


def test_a_meeting_that_is_planned_moves_the_days_and_the_tasks(made, asked):
    assert asked.preliminary
    day = date(asked.year, 11, 5)
    meeting_planning.plan_meeting(
        made.board.body, by=made.board.secretary, on=day, starts_at=time(9), place="Residenset"
    )
    asked.refresh_from_db()
    assert (asked.preliminary, asked.decide_on) == (False, day)
    due = set(WorkItem.objects.filter(target_type="revision", done_at=None).values_list("due_on", flat=True))
    assert due == {calendar.days(day).report_by}


def test_a_report_says_how_it_goes_and_why_before_it_is_given(made, asked):
    report = reporting.mine(asked, made.head)[0]
    saved = milestone_reports.save(report, by=made.head, edition=0, status="", reason="")
    with pytest.raises(StatusMissing):
        milestone_reports.give(saved, by=made.head)
    saved = milestone_reports.save(saved, by=made.head, edition=1, status="under_way")
    with pytest.raises(WhyMissing):
        milestone_reports.give(saved, by=made.head)
    with pytest.raises(YearOutside):
        milestone_reports.save(saved, by=made.head, edition=2, next_year=2050)
    saved = milestone_reports.save(saved, by=made.head, edition=2, reason="Det går.")
    milestone_reports.give(saved, by=made.head)
    with pytest.raises(ReportClosed):
        milestone_reports.save(saved, by=made.head, edition=3, reason="Nej.")


def test_nobody_else_reports_a_milestone(made, asked):
    report = asked.reports.all()[0]
    other = factories.person("annan", ("head", made.region.administrations[1]))
    with pytest.raises(NotAllowed):
        milestone_reports.save(report, by=other, edition=0, reason="Inte min.")
    assert not reporting.mine(asked, other).exists()
    with pytest.raises(NotAllowed):
        revising_plans.close_reporting(asked, by=made.head)


def test_a_report_is_asked_of_somebody_else_and_the_task_follows(made, asked):
    other = factories.person("annan", ("head", made.region.administrations[1]))
    for report in asked.reports.all():
        milestone_reports.reassign(report, by=made.keeper, owner=other)
    open_tasks = WorkItem.objects.filter(kind="report_plan", done_at=None)
    assert [item.user for item in open_tasks] == [other]
    assert reporting.mine(asked, other).count() == 6
    assert made.milestone("PA-1", asked.draft).owner == other


def test_the_task_is_done_with_the_last_report(made, asked):
    tasks = WorkItem.objects.filter(kind="report_plan", done_at=None)
    for left, report in zip(range(5, -1, -1), reporting.mine(asked, made.head), strict=True):
        saved = milestone_reports.save(report, by=made.head, edition=0, status="under_way", reason="Det går.")
        milestone_reports.give(saved, by=made.head)
        assert tasks.count() == (1 if left else 0)


def test_a_wording_an_owner_proposes_keeps_the_old_one_beside_it(made, asked):
    report = reporting.mine(asked, made.head)[0]
    was = made.milestone("PA-1", asked.draft).title
    saved = milestone_reports.save(
        report, by=made.head, edition=0, status="under_way", reason="Tydligare.", new_title="Ny lydelse"
    )
    milestone_reports.take(milestone_reports.give(saved, by=made.head), by=made.keeper)
    row = made.milestone("PA-1", asked.draft)
    assert (row.title, row.earlier_wording, row.reason) == ("Ny lydelse", was, "Tydligare.")
    assert MilestoneReport.objects.get(pk=report.pk).outcome == "taken"


def test_only_what_changed_is_sent_and_nothing_changed_is_said(made, asked):
    closed = revising_plans.close_reporting(asked, by=made.keeper)
    with pytest.raises(referring.NothingChanged):
        revising_plans.refer(closed, by=made.keeper)
    effect = building.add(
        closed.draft, "effect", by=made.keeper, milestone=made.milestone("NV-1").part, text="Kortare väg"
    )
    (section,) = referring.changed_sections(closed)
    assert section.heading.startswith("NV-1 ")
    assert effect.text in section.text
    was = "I den fastställda planen:\n\n- Effekter: Tryggare patienter (invånarna)"
    assert section.text.startswith(f"Ändrad.\n\n{was}\n\nI förslaget:\n\nSå här ska det ")


def test_what_is_sent_says_how_it_read_before(made, asked):
    closed = revising_plans.close_reporting(asked, by=made.keeper)
    row = made.milestone("NV-1", closed.draft)
    building.change(
        row, by=made.keeper, last_year=2028, first_year=2028, title="Närmare hemmet", reason="Nytt."
    )
    (section,) = referring.changed_sections(closed)
    was = "I den fastställda planen:\n\n- Rubrik: Milstolpe 1 i nära vård\n- År: 2026"
    assert section.text.startswith(
        f"Flyttad, Ändrad. Varför: Nytt.\n\n{was}\n\nI förslaget:\n\nSå här ska det "
    )
    assert "- År: 2028\n" in section.text


def test_what_is_sent_says_by_title_what_a_milestone_builds_on(made, asked):
    closed = revising_plans.close_reporting(asked, by=made.keeper)
    building.change(made.milestone("NV-2", closed.draft), by=made.keeper, title="Nytt", reason="Tydligare.")
    (section,) = referring.changed_sections(closed)
    assert "- Bygger på: PA-1 Milstolpe 1 i personcentrerat arbetssätt\n" in section.text + "\n"


def test_a_round_that_was_never_sent_is_taken_back(made, asked):
    closed = revising_plans.close_reporting(asked, by=made.keeper)
    building.change(made.milestone("NV-1", closed.draft), by=made.keeper, last_year=2028, first_year=2028)
    revising_plans.refer(closed, by=made.keeper)
    back = revising_plans.recall(closed, by=made.keeper, reason="För tidigt.")
    assert (back.state, back.round) == (Revision.State.REVISING, None)
    again = revising_plans.refer(back, by=made.keeper)
    assert again.state == "draft"


def test_a_cancelled_revision_leaves_the_adopted_plan_and_nobodys_task(made, asked):
    with pytest.raises(ReasonMissing):
        revising_plans.cancel(asked, by=made.keeper, reason="")
    cancelled = revising_plans.cancel(asked, by=made.keeper, reason="Ny politisk ledning.")
    assert (cancelled.state, cancelled.draft.state) == (Revision.State.CANCELLED, "dropped")
    assert not WorkItem.objects.filter(target_type="revision", done_at=None).exists()
    assert cutting.adopted(made.plan) == made.version
    with pytest.raises(NotThisStep):
        revising_plans.open_reporting(cancelled, by=made.keeper)
    assert planning.plan_revision(made.plan, asked.year, by=made.keeper).state == Revision.State.PLANNED


def test_a_plan_of_every_second_year_plans_the_year_after_next(made, revision):
    made.plan.every_years = 2
    made.plan.save()
    revision.plan.refresh_from_db()
    assert publishing.plan_next(revision, by=made.keeper).year == revision.year + 2
    assert publishing.plan_next(revision, by=made.keeper) is None


def test_every_milestone_is_asked_about_in_a_constant_number_of_queries(
    made, revision, django_assert_max_num_queries
):
    missing = owners.without_owner(revision)
    assert missing == []
    with django_assert_max_num_queries(60):
        revising_plans.open_reporting(revision, by=made.keeper)
    assert compiling.unhandled(revision).count() == 0
    assert reporting.silent(revision).count() == 6


def test_who_keeps_the_plan_but_could_not_run_its_round_begins_none(made, asked):
    director = factories.person("planens.direktor", ("director", made.region.office))
    closed = revising_plans.close_reporting(asked, by=director)
    building.change(made.milestone("NV-1", closed.draft), by=director, last_year=2028, first_year=2028)
    with pytest.raises(RoleMissing):
        revising_plans.refer(closed, by=director)
    assert not ReferralRound.objects.exists()
    skipped = revising_plans.skip_round(closed, by=director, reason="En flytt.")
    with pytest.raises(RoleMissing):
        revising_plans.propose(skipped, by=director)
    skipped.draft.refresh_from_db()
    assert skipped.draft.is_draft
