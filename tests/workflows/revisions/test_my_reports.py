"""An owner's whole list in one sitting, with plain forms and field by field; nothing that was typed is lost."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import WorkItem
from directives.models import FollowUp, MilestoneReport, PartProposal, Revision
from directives.plans import follow_ups
from directives.plans.revisions import planning, proposals
from ledger.public_id import new_public_id
from organisation import clock
from tests import factories, plans
from workflows import milestone_reports, revising_plans
from workflows.views.revisions.fields import edition

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]


@pytest.fixture
def made():
    return plans.adopted("SkaS")


@pytest.fixture
def found(made):
    planned = planning.plan_revision(made.plan, 2027, by=made.keeper)
    begun = revising_plans.begin(planned, by=made.keeper)
    return revising_plans.open_reporting(begun, by=made.keeper)


def as_user(user):
    client = Client()
    client.force_login(user)
    return client


def report_of(made, code):
    return MilestoneReport.objects.get(part=made.milestone(code).part)


def said(response):
    """The page's text."""
    return " ".join(response.content.decode().split())


def typed(report, **facts):
    """Fields of a row as the page would send them, with the editions it was drawn with."""
    sent = {}
    for name, value in facts.items():
        now = getattr(report, name)
        sent[f"{name}-{report.public_id}"] = value
        sent[f"{name}-{report.public_id}-version"] = str(edition("" if now is None else str(now)))
    return sent


def send(user, found, do="save", **fields):
    url = reverse("my_reports", args=[found.public_id])
    return as_user(user).post(url, {"do": do, "once_key": new_public_id()} | fields)


def save_field(user, report, field, value, version):
    url = reverse("report_autosave", args=[report.public_id, field])
    return as_user(user).post(url, {"value": value, "version": str(version)})


def test_everything_typed_is_saved_at_once_and_all_that_is_ready_is_given(made, found):
    one, other = report_of(made, "PA-1"), report_of(made, "PA-2")
    both = typed(one, status="reached", reason="Klart.", next_year="2027") | typed(other, status="under_way")
    saved = send(made.head, found, **both)
    assert saved.status_code == 302
    one.refresh_from_db()
    assert (one.status, one.reason, one.next_year, one.state) == ("reached", "Klart.", 2027, "draft")
    url = reverse("my_reports", args=[found.public_id])
    answered = as_user(made.head).post(url, {"do": "give_all", "once_key": new_public_id()}, follow=True)
    text = said(answered)
    assert "1 rapport är lämnad." in text
    assert "Skriv varför PA-2 Milstolpe 2 i personcentrerat arbetssätt har den statusen." in text
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state) == ("given", "draft")


def test_a_second_click_gives_nothing_twice_and_the_task_ends_with_the_last_report(made, found):
    fields = {}
    for report in MilestoneReport.objects.all():
        fields |= typed(report, status="under_way", reason="Pågår.")
    url, client = reverse("my_reports", args=[found.public_id]), as_user(made.head)
    sent = {"do": "give_all", "once_key": new_public_id()} | fields
    assert [client.post(url, sent).status_code for _click in range(2)] == [302, 302]
    assert set(MilestoneReport.objects.values_list("state", flat=True)) == {"given"}
    assert not WorkItem.objects.filter(kind="report_plan", done_at=None).exists()
    assert "Lämna alla färdiga" not in said(client.get(url))


def test_one_is_given_alone_and_what_is_missing_is_said(made, found):
    one, other = report_of(made, "NV-1"), report_of(made, "NV-2")
    send(made.head, found, f"give {one.public_id}", **typed(one, status="reached", reason="Ja."))
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state) == ("given", "waiting")


def test_a_wrong_year_stays_in_its_field_and_the_rest_is_saved(made, found):
    one = report_of(made, "PA-1")
    answered = send(made.head, found, "give_all", **typed(one, next_year="2050", reason="Det tar tid."))
    one.refresh_from_db()
    assert (answered.status_code, one.reason, one.next_year) == (409, "Det tar tid.", 2026)
    text = said(answered)
    assert "2050 ligger utanför planens år 2026–2029." in text
    assert '<option value="2050" selected>' in text
    assert not MilestoneReport.objects.filter(state="given").exists()


def test_two_tabs_never_overwrite_each_other(made, found):
    one = report_of(made, "PA-1")
    first, second = (
        typed(one, reason="Från ena fliken.", trend=""),
        typed(one, reason="Från andra.", trend="better"),
    )
    send(made.head, found, **first)
    clash = send(made.head, found, **second)
    text = said(clash)
    assert (clash.status_code, "Från ena fliken." in text, "Från andra." in text) == (409, True, True)
    one.refresh_from_db()
    assert (one.reason, one.trend) == ("Från ena fliken.", "better")  # the other field was nobody else's
    again = send(made.head, found, **typed(one, reason="Från andra."))
    one.refresh_from_db()
    assert (again.status_code, one.reason) == (302, "Från andra.")


def test_ones_own_other_window_is_not_called_a_colleague(made, found):
    one = report_of(made, "PA-1")
    MilestoneReport.objects.filter(pk=one.pk).update(owner=None)  # whoever leads the unit is asked
    save_field(made.head, one, "reason", "Från ena fönstret.", edition(""))
    clash = save_field(made.head, one, "reason", "Från andra.", edition("")).json()
    assert (clash["by"], clash["message"]) == (
        "du själv i ett annat fönster",
        "Du har själv sparat en annan text här i ett annat fönster.",
    )
    second = typed(one, reason="Från andra.")
    assert "Du har själv sparat ”Från ena fönstret.” här i ett annat fönster." in said(
        send(made.head, found, **second)
    )
    colleague = factories.person("kollega", ("manager", made.place))
    assert save_field(colleague, one, "reason", "Från en annan.", edition("")).json()["by"] == made.head.name
    assert "Någon annan har sparat ”Från ena fönstret.” här." in said(send(colleague, found, **second))


def test_the_card_says_how_much_is_given_and_that_it_is_closed(made, found):
    url = reverse("revision", args=[found.public_id])

    def card():
        return said(as_user(made.head).get(url)).partition('id="mina"')[2].partition("</section>")[0]

    assert "Du har lämnat 0 av 6 rapporter. Lämna senast" in card()
    assert "Rapportera dina milstolpar" in card()
    one = report_of(made, "PA-1")
    send(made.head, found, f"give {one.public_id}", **typed(one, status="reached", reason="Klart."))
    revising_plans.close_reporting(found, by=made.keeper)
    assert "Rapporteringen är avslutad. Du har lämnat 1 av 6 rapporter." in card()
    assert "Lämna senast" not in card()
    milestone_reports.take(report_of(made, "PA-1"), by=made.keeper)
    revising_plans.refer(found, by=made.keeper)
    assert "Rapporteringen är stängd. 1 av dina 6 rapporter lämnades." in card()
    assert ("Läs dina rapporter" in card(), "Rapportera dina milstolpar" in card()) == (True, False)


def test_what_was_typed_in_a_report_given_meanwhile_is_shown(made, found):
    one = report_of(made, "PA-1")
    late = typed(one, reason="En sen mening.")
    send(made.head, found, f"give {one.public_id}", **typed(one, status="reached", reason="Klart."))
    answered = send(made.head, found, **late)
    one.refresh_from_db()
    assert (answered.status_code, one.reason, "En sen mening." in said(answered)) == (409, "Klart.", True)


def test_a_field_saves_itself_and_a_newer_one_is_answered(made, found):
    one = report_of(made, "PA-1")
    stored = save_field(made.head, one, "reason", "Pågår.", edition(""))
    assert (stored.status_code, stored.json()["version"]) == (200, edition("Pågår."))
    assert save_field(made.head, one, "status", "reached", edition("not_started")).status_code == 200
    newer = save_field(made.head, one, "reason", "Något annat.", edition(""))
    assert (newer.status_code, newer.json()["theirs"]) == (409, "Pågår.")
    assert save_field(made.head, one, "next_year", "snart", edition("2026")).status_code == 400
    assert save_field(made.head, one, "next_year", "2050", edition("2026")).status_code == 400
    assert save_field(made.head, one, "state", "given", 0).status_code == 404
    question = found.questions.get(about="milestone")
    assert save_field(made.head, one, f"q{question.pk}", "Ja", edition("")).status_code == 200
    of_plan = found.questions.get(about="plan")
    assert save_field(made.head, one, f"q{of_plan.pk}", "Ja", edition("")).status_code == 404
    one.refresh_from_db()
    assert (one.reason, one.status, one.answers) == ("Pågår.", "reached", {str(question.pk): "Ja"})
    assert (
        as_user(made.keeper).get(reverse("report_autosave", args=[one.public_id, "reason"])).status_code
        == 405
    )
    assert save_field(made.keeper, one, "reason", "Inte min.", edition("Pågår.")).status_code == 404


def test_a_returned_report_stands_first_with_what_is_missing(made, found):
    last = report_of(made, "DI-2")
    send(made.head, found, f"give {last.public_id}", **typed(last, status="reached", reason="?"))
    last.refresh_from_db()
    milestone_reports.give_back(last, by=made.keeper, reason="Skriv vad som hänt.")
    page = as_user(made.head).get(reverse("my_reports", args=[found.public_id]))
    assert page.context["rows"][0].report == last
    assert "Skriv vad som hänt." in said(page)


def test_new_merged_and_dropped_milestones_are_proposed_and_the_answer_is_read(made, found):
    area = made.milestone("NV-1", found.draft).area.public_id
    new = {"new-area": area, "new-title": "Hemmet", "new-year": "2050", "new-reason": "Behövs."}
    refused = send(made.head, found, "new", **new)
    assert "2050 ligger utanför" in said(refused)
    assert 'value="2050"' in said(refused)
    send(made.head, found, "new", **(new | {"new-year": "2028"}))
    parts = [report_of(made, code).part.public_id for code in ("DI-1", "DI-2")]
    one = send(
        made.head, found, "merge", **{"merge-parts": parts[:1], "merge-title": "Ett", "merge-reason": "Så."}
    )
    assert "Välj minst två milstolpar." in said(one)
    send(made.head, found, "merge", **{"merge-parts": parts, "merge-title": "Ett", "merge-reason": "Så."})
    send(made.head, found, "drop", **{"drop-part": parts[0], "drop-reason": "Gammal."})
    assert list(PartProposal.objects.values_list("kind", flat=True)) == ["new", "merge", "drop"]
    proposals.decline(PartProposal.objects.get(kind="drop"), by=made.keeper, answer="Den behövs.")
    page = said(as_user(made.head).get(reverse("my_reports", args=[found.public_id])))
    own = page.partition("Dina förslag")[2]
    assert "Den behövs." in own
    assert "DI-1 Milstolpe 1 i digitalisering" in own.partition("Stryk")[2].partition("Inte intagen")[0]


def test_the_list_is_closed_with_the_compilation_and_can_still_be_read(made, found):
    one = report_of(made, "PA-1")
    send(made.head, found, f"give {one.public_id}", **typed(one, status="reached", reason="Klart."))
    Revision.objects.filter(pk=found.pk).update(state="revising")
    page = said(as_user(made.head).get(reverse("my_reports", args=[found.public_id])))
    assert ("Rapporteringen är stängd" in page, "Klart." in page, "Lämna alla" in page) == (True, True, False)


def test_only_the_owner_or_whoever_leads_the_unit_gets_in(made, found):
    others = {
        "keeper": made.keeper,
        "stranger": factories.person("stranger"),
        "other head": factories.person("chefen-su", ("head", made.region.office)),
    }
    url = reverse("my_reports", args=[found.public_id])
    assert {name: as_user(user).get(url).status_code for name, user in others.items()} == dict.fromkeys(
        others, 404
    )
    assert as_user(made.head).get(url).status_code == 200
    milestone_reports.reassign(report_of(made, "PA-1"), by=made.keeper, unit=made.region.office)
    page = as_user(others["other head"]).get(url)
    assert [row.name[:4] for row in page.context["rows"]] == ["PA-1"]
    revoked = made.head
    MilestoneReport.objects.filter(owner=revoked).update(owner=None, unit=made.place)
    revoked.memberships.update(ends_on=date(2026, 11, 22))
    assert as_user(revoked).get(url).status_code == 404


def test_the_page_asks_as_few_questions_for_six_milestones_as_for_one(made, found):
    client, url = as_user(made.head), reverse("my_reports", args=[found.public_id])
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as six:
        client.get(url)
    MilestoneReport.objects.exclude(part=made.milestone("PA-1").part).update(owner=made.keeper)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    assert len(six) <= len(one) + 1


def test_a_follow_up_is_reported_on_the_same_page_without_what_only_a_revision_asks(made):
    follow_up = follow_ups.begin(
        made.plan, period=FollowUp.Period.PART_2, year=2026, report_by=clock.today(), by=made.keeper
    )
    url, client = reverse("my_follow_up_reports", args=[follow_up.public_id]), as_user(made.head)
    page = said(client.get(url))
    assert ("PA-1" in page, "Uppnås år" in page, "Dina förslag" in page) == (True, False, False)
    one = report_of(made, "PA-1")
    sent = {"do": f"give {one.public_id}", "once_key": new_public_id()}
    client.post(url, sent | typed(one, status="reached", reason="Klart."))
    one.refresh_from_db()
    assert (one.state, one.follow_up) == ("given", follow_up)
    [task] = WorkItem.objects.filter(kind="report_plan", done_at=None)
    assert f'href="{url}"' in said(client.get(reverse("start")))
    assert task.target_id == follow_up.pk
    assert as_user(made.keeper).get(url).status_code == 404


def test_the_head_counts_what_is_given_while_the_list_is_open_and_no_longer(made, found):
    url, client = reverse("my_reports", args=[found.public_id]), as_user(made.head)
    assert "0 av 6" in said(client.get(url))
    Revision.objects.filter(pk=found.pk).update(state="revising")
    closed = said(client.get(url))
    assert "Rapporteringen är stängd" in closed
    assert " av 6" not in closed
    assert "Lämna senast" not in closed
