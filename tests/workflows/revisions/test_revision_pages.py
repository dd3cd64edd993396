"""A revision led through its page, with plain forms: every step, what is refused, what is kept."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import WorkItem
from directives.models import Revision
from directives.plans import building
from directives.plans.difference import MARKS
from directives.plans.revisions import counting, planning
from ledger.public_id import new_public_id
from tests import factories, plans
from tests.revisions import as_user, asked, begun, give, report_of, said, shown, step
from workflows import milestone_reports, revising_plans

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]

State = Revision.State


@pytest.fixture
def made():
    return plans.adopted("SkaS")


def test_it_is_planned_by_hand_once_a_year_and_between_the_years_by_a_decision(made):
    url = reverse("plan_revisions", args=[made.plan.public_id])
    keeper = as_user(made.keeper)
    once = {"do": "year", "year-year": "2027", "once_key": new_public_id()}
    assert keeper.post(url, once).url == keeper.post(url, once).url
    [yearly] = Revision.objects.all()
    assert (yearly.year, yearly.preliminary) == (2027, True)
    assert "preliminärt" in said(keeper.get(url))
    again = keeper.post(url, once | {"once_key": new_public_id()})
    assert "Årets revidering 2027 av planen finns redan." in said(again)
    wrong = keeper.post(url, {"do": "year", "year-year": "snart", "once_key": new_public_id()})
    assert 'value="snart"' in said(wrong)
    empty = keeper.post(url, {"do": "extra", "extra-decide_on": "2027-05-20", "once_key": new_public_id()})
    assert "Skriv vilket beslut som ligger bakom." in said(empty)
    assert 'value="2027-05-20"' in said(empty)
    extra = {"extra-occasion": "SSN 2027-01-20 § 4", "extra-decide_on": "2027-05-20"}
    keeper.post(url, {"do": "extra", "once_key": new_public_id()} | extra)
    assert Revision.objects.get(kind="extra").decide_on == date(2027, 5, 20)


def test_it_goes_from_planned_to_the_item_before_the_board_through_its_page(made):
    found = planning.plan_revision(made.plan, 2027, by=made.keeper)
    assert "Den börjar av sig själv" in shown(made.head, found)
    step(made.keeper, found, "begin")
    assert found.state == State.PREPARING
    orphan = made.milestone("DI-2", found.draft)
    building.change(orphan, by=made.keeper, owner=None, unit=None)
    assert "1 milstolpe saknar ägare" in shown(made.keeper, found)
    nobody = step(made.keeper, found, "owner", orphan.part.public_id, holder="Ingen alls")
    assert "Ingen alls finns inte i organisationen." in said(nobody)
    step(made.keeper, found, "owner", orphan.part.public_id, holder=made.head.name)
    orphan.refresh_from_db()
    assert orphan.owner == made.head
    step(made.keeper, found, "ask", about="", text="Vem tar över?")
    assert found.questions.filter(text="Vem tar över?").exists() is False  # of what is it asked?
    step(made.keeper, found, "open")
    assert found.state == State.REPORTING
    assert "Har inte rapporterat" in shown(made.keeper, found)
    give(made, "PA-1", status="reached", reason="Klart överallt.")
    give(made, "NV-1", new_title="En vårdnivå närmare", reason="Tydligare.")
    step(made.keeper, found, "close")
    assert found.state == State.COMPILING
    assert "2 rapporter är inte hanterade." in shown(made.keeper, found)
    refused = step(made.keeper, found, "refer", last_day="2027-10-01")
    assert "rapporter är inte hanterade ännu" in said(refused)
    assert 'value="2027-10-01"' in said(refused)
    step(made.keeper, found, "take", report_of(made, "PA-1").public_id)
    own = report_of(made, "NV-1").public_id
    step(made.keeper, found, "reword", own, title="Vård nära hemmet", description="Så.")
    assert made.milestone("NV-1", found.draft).title == "Vård nära hemmet"
    page = shown(made.keeper, found)
    assert "Alla lämnade rapporter är hanterade." in page
    assert "Det som ändras" in page
    step(made.keeper, found, "summary", text="Två ändringar.", edition="0")
    assert found.summary == "Två ändringar."
    why = step(made.keeper, found, "skip", reason=" ")
    assert "Skriv en motivering." in said(why)
    step(made.keeper, found, "skip", reason="Små ändringar.")
    assert found.state == State.REVISING
    assert "Små ändringar." in shown(made.keeper, found)
    proposed = step(made.keeper, found, "propose")
    assert proposed.url == reverse("item", args=[found.item.public_id])
    assert found.state == State.PROPOSED
    assert "Planen är föreslagen för nämnden" in shown(made.head, found)


def test_the_changes_go_on_referral_and_a_round_that_is_not_sent_comes_back(made):
    found = asked(made)
    give(made, "PA-1", status="reached", reason="Klart.")
    step(made.keeper, found, "close")
    step(made.keeper, found, "take_all")
    done = step(made.keeper, found, "refer", last_day="2027-10-01")
    assert done.url == reverse("round", args=[found.round.public_id])
    assert "Remissrundan är förberedd men inte utskickad" in shown(made.keeper, found)
    step(made.keeper, found, "recall", reason="Fel mottagare.")
    assert (found.state, found.round) == (State.REVISING, None)


def test_two_revisions_of_one_year_never_bear_one_name(made):
    yearly = planning.plan_revision(made.plan, 2027, by=made.keeper)
    extra = planning.plan_extra(made.plan, by=made.keeper, occasion="SSN § 4", decide_on=date(2027, 5, 20))
    assert (yearly.name, extra.name) == ("Revidering 2027", "Extra revidering 2027, beslut 20 maj")
    listed = said(as_user(made.keeper).get(reverse("plan_revisions", args=[made.plan.public_id])))
    assert (">Revidering 2027</a>" in listed, f">{extra.name}</a>" in listed) == (True, True)
    for name in ("revision", "revision_evaluation"):
        if name == "revision_evaluation":
            extra = revising_plans.begin(extra, by=made.keeper)
        assert extra.name in said(as_user(made.keeper).get(reverse(name, args=[extra.public_id])))
    which = "(extra revidering, beslut 20 maj)"
    assert extra.case.title == f"Revidering 2027 av {made.plan.title} {which}"
    revising_plans.open_reporting(extra, by=made.keeper)
    titles = WorkItem.objects.filter(target_type="revision", done_at=None).values_list("title", flat=True)
    assert set(titles) == {f"{made.plan.name} 2027 {which}"}
    assert extra.name in said(as_user(made.head).get(reverse("my_reports", args=[extra.public_id])))
    refused = said(step(made.keeper, yearly, "begin"))
    assert "Extra revidering 2027, beslut 20 maj är inte avslutad ännu." in refused


def test_how_much_changes_is_said_in_proper_swedish(made):
    found = asked(made)
    give(made, "PA-1", new_title="Ett")
    give(made, "PA-2", new_title="Två")
    give(made, "NV-1", status="reached")
    step(made.keeper, found, "close")
    step(made.keeper, found, "take_all")
    marks = as_user(made.keeper).get(reverse("revision", args=[found.public_id])).context["marks"]
    assert marks == ["0 nya", "2 ändrade", "0 flyttade", "1 klar", "0 strukna"]
    assert [counting.counted(mark, count) for mark in MARKS for count in (1, 2)] == [
        *("1 ny", "2 nya", "1 ändrad", "2 ändrade", "1 flyttad", "2 flyttade"),
        *("1 klar", "2 klara", "1 struken", "2 strukna"),
    ]


def test_a_report_is_kept_out_returned_or_given_to_somebody_else(made):
    found = asked(made)
    kept, returned = give(made, "PA-1"), give(made, "PA-2")
    assert "Skriv en motivering." in said(step(made.keeper, found, "keep", kept.public_id, reason=""))
    step(made.keeper, found, "keep", kept.public_id, reason="Inget nytt.")
    step(made.keeper, found, "return", returned.public_id, reason="Vad har hänt?")
    assert report_of(made, "PA-1").outcome == "kept"
    assert report_of(made, "PA-2").return_reason == "Vad har hänt?"
    late = step(made.keeper, found, "return", returned.public_id, reason="En gång till")
    assert (late.status_code, "En gång till" in said(late)) == (409, True)
    other = factories.person("nagon", ("head", made.place))
    step(made.keeper, found, "reassign", report_of(made, "NV-1").public_id, holder=other.name)
    assert report_of(made, "NV-1").owner == other


def test_a_second_click_is_answered_as_the_first_and_nothing_happens_twice(made):
    found = planning.plan_revision(made.plan, 2027, by=made.keeper)
    client, url = as_user(made.keeper), reverse("revision", args=[found.public_id])
    sent = {"do": "begin", "about": "", "once_key": new_public_id()}
    assert [client.post(url, sent).status_code for _click in range(2)] == [302, 302]
    late = client.post(url, sent | {"once_key": new_public_id()})
    assert late.status_code == 409
    assert made.plan.versions.count() == 2


def test_two_who_write_the_summary_both_keep_their_words(made):
    found = asked(made)
    step(made.keeper, found, "summary", text="Först.", edition="0")
    second = step(made.keeper, found, "summary", text="Sedan.", edition="0")
    page = said(second)
    assert ("Sedan." in page, "Först." in page, found.summary) == (True, True, "Först.")
    assert 'name="summary-edition" value="1"' in page
    step(made.keeper, found, "summary", text="Sedan.", edition="1")
    assert found.summary == "Sedan."


def test_questions_are_added_and_taken_away_but_only_this_revisions(made):
    found = begun(made)
    typed = {"ask-about": "plan", "ask-text": "Vad saknas?", "do": "ask", "about": ""}
    as_user(made.keeper).post(reverse("revision", args=[found.public_id]), typed)
    question = found.questions.get(text="Vad saknas?")
    other = planning.plan_revision(made.plan, 2028, by=made.keeper)
    step(made.keeper, other, "unask", str(question.pk))
    assert found.questions.filter(pk=question.pk).exists()
    step(made.keeper, found, "unask", str(question.pk))
    assert not found.questions.filter(pk=question.pk).exists()


def test_goals_and_indicators_are_evaluated_and_two_tabs_do_not_overwrite_each_other(made):
    found = begun(made)
    url = reverse("revision_evaluation", args=[found.public_id])
    client = as_user(made.keeper)
    goal = found.draft.goalwordings.first().part.public_id
    page = client.get(url)
    first = next(row for row in page.context["goals"] if row.part.public_id == goal)
    seen = {f"seen-{goal}": str(first.seen)}
    assert client.post(url, {f"text-{goal}": "På väg."} | seen).status_code == 302
    clash = client.post(url, {f"text-{goal}": "Inte alls."} | seen)
    text = said(clash)
    assert (clash.status_code, "På väg." in text, "Inte alls." in text) == (409, True, True)
    alone = client.post(
        url, {f"text-{goal}": ""} | seen
    )  # another row was written in; this one was left alone
    assert alone.status_code == 302
    assert found.evaluations.get(part__public_id=goal).text == "På väg."
    about_plan = found.questions.get(about="plan")
    client.post(url, {f"q{about_plan.pk}": "Nej.", f"seen-q{about_plan.pk}": "0"})
    about_plan.refresh_from_db()
    assert about_plan.answer == "Nej."


def test_a_cancelled_revision_says_why_and_the_plan_stands(made):
    found = begun(made)
    step(made.keeper, found, "cancel", reason="Vi väntar ett år.")
    assert found.state == State.CANCELLED
    assert "Vi väntar ett år." in shown(made.head, found)


def test_a_stranger_finds_nothing_and_an_owner_leads_nothing(made):
    found = asked(made)
    stranger = factories.person("stranger")
    names = ("revision", "revision_evaluation", "my_reports")
    for name in names:
        assert as_user(stranger).get(reverse(name, args=[found.public_id])).status_code == 404, name
    assert step(made.head, found, "close").status_code == 404
    assert as_user(made.head).get(reverse("revision_evaluation", args=[found.public_id])).status_code == 404
    page = shown(made.head, found)
    assert ("Rapportera dina milstolpar" in page, "Avsluta rapporteringen" in page) == (True, False)


def test_what_an_owner_has_not_given_is_nowhere_on_the_keepers_page(made):
    found = asked(made)
    report = report_of(made, "PA-1")
    milestone_reports.save(report, by=made.head, edition=0, reason="Hemligt utkast.", status="not_reached")
    assert "Hemligt utkast." not in shown(made.keeper, found)
    give(made, "PA-2", reason="Lämnat.")
    assert "Lämnat." in shown(made.keeper, found)


def test_a_step_leads_to_the_page_and_not_to_the_place_the_step_before_led_to(made):
    """A form without an address is sent to the page's own, with its #part, which the browser then keeps."""
    found = asked(made)
    give(made, "PA-1")
    page = shown(made.keeper, found)
    forms = re.findall(r"<form[^>]*method=\"post\"[^>]*>", page.partition("<main")[2].partition("</main>")[0])
    here = reverse("revision", args=[found.public_id])
    assert len(forms) > 5
    assert [form for form in forms if f'action="{here}"' not in form] == []


def test_the_tasks_of_a_revision_lead_to_its_pages_and_its_case_shows_it(made):
    found = asked(made)
    mine, whole = (reverse(name, args=[found.public_id]) for name in ("my_reports", "revision"))
    assert f'href="{mine}"' in said(as_user(made.head).get(reverse("start")))
    assert f'href="{whole}"' in said(as_user(made.keeper).get(reverse("start")))
    case = said(as_user(made.keeper).get(reverse("case", args=[found.case.public_id])))
    assert f'href="{whole}"' in case
    assert "Milstolparnas ägare ombads rapportera" in case


def test_the_page_asks_as_few_questions_for_six_reports_as_for_one(made):
    found = asked(made)
    give(made, "PA-1")
    client, url = as_user(made.keeper), reverse("revision", args=[found.public_id])
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    for code in ("PA-2", "NV-1", "NV-2", "DI-1"):
        give(made, code)
    with CaptureQueriesContext(connection) as five:
        client.get(url)
    assert len(five) <= len(one) + 1


def test_how_it_goes_is_told_apart_from_what_changes_in_the_plan(made):
    found = asked(made)
    give(
        made, "PA-1", status="reached", trend="better", reason="Klart.", next_year=2027, new_title="Ny rubrik"
    )
    give(made, "PA-2", status="reached", trend="", reason="Klart.")
    one, other = as_user(made.keeper).get(reverse("revision", args=[found.public_id])).context["reports"]
    told = [[change["label"] for change in part] for part in (one.standing, one.changes)]
    assert told == [["Status", "Trend"], ["År", "Milstolpe"]]
    told = [[change["label"] for change in part] for part in (other.standing, other.changes)]
    assert told == [["Status"], []]
    page = shown(made.keeper, found)
    first, second = page.split('<li id="r-')[1:3]
    assert first.index("<h4>Så går det</h4>") < first.index("<h4>Det här ändras i planen</h4>")
    assert "<h4>Så går det</h4>" in second
    assert "<h4>Det här ändras i planen</h4>" not in second
    assert "Planens ord och år ändras inte." in second
