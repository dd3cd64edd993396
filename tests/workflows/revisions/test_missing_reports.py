"""What nobody handed in: named before the changes are sent and after, decided upon, never dropped unseen."""

import pytest

from cases.errors import NotAllowed
from directives.models import MilestoneReport, Revision
from directives.plans.revisions import unreported
from directives.plans.revisions.errors import ReportClosed, ReturnedWaiting
from ledger.models import Event
from tests import plans
from tests.revisions import compiling, give, give_back, report_of, said, shown, step
from workflows import milestone_reports, revising_plans
from workflows.models import MilestoneReportProcess

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]

State = Revision.State


@pytest.fixture
def made():
    return plans.adopted("SkaS")


@pytest.fixture
def found(made):
    """Compiled: PA-1 is taken in, PA-2 is back for completion, nobody has said anything of the rest."""
    revision = compiling(made, "PA-1")
    give_back(made, "PA-2")
    return revision


def left(page):
    """What the page says is left before the next step."""
    return page.partition('<ul class="blockers">')[2].partition("</ul>")[0]


def test_a_returned_report_and_the_silent_owners_are_named_before_the_changes_are_sent(made, found):
    told = left(shown(made.keeper, found))
    assert "1 rapport är åter för komplettering: PA-2 Milstolpe 2 i personcentrerat arbetssätt" in told
    assert "4 milstolpar är inte rapporterade: Forvaltningschefen (4)." in told
    assert "Alla lämnade rapporter är hanterade." in told


@pytest.mark.parametrize("do", ["refer", "skip"])
def test_nothing_is_sent_on_while_a_returned_report_is_undecided(made, found, do):
    refused = said(step(made.keeper, found, do, last_day="2027-10-01", reason="Små ändringar."))
    assert "Åter för komplettering: PA-2 Milstolpe 2" in refused
    assert (found.state, found.round) == (State.COMPILING, None)
    with pytest.raises(ReturnedWaiting):
        revising_plans.skip_round(found, by=made.keeper, reason="Små ändringar.")


def test_the_plan_is_left_as_it_stands_on_purpose_and_the_event_says_who_and_why(made, found):
    report = report_of(made, "PA-2")
    assert "Skriv en motivering." in said(step(made.keeper, found, "stand", report.public_id, reason=" "))
    step(made.keeper, found, "stand", report.public_id, reason="Vi tar det nästa år.")
    report.refresh_from_db()
    assert (report.state, report.outcome, report.outcome_reason) == (
        "returned",
        "kept",
        "Vi tar det nästa år.",
    )
    event = Event.objects.get(kind="milestone.kept_unreported")
    assert (event.actor_id, event.case_id) == (made.keeper.pk, found.case_id)
    assert {name: event.data[name] for name in ("report", "was", "reason")} == {
        "report": report.pk,
        "was": "returned",
        "reason": "Vi tar det nästa år.",
    }
    page = shown(made.keeper, found)
    assert "åter för komplettering" not in left(page)
    assert "Vi tar det nästa år." in page
    late = step(made.keeper, found, "stand", report.public_id, reason="Igen.")
    assert (late.status_code, "Igen." in said(late)) == (409, True)
    step(made.keeper, found, "refer", last_day="2027-10-01")
    assert found.state == State.REFERRED


def test_everything_that_never_came_is_decided_at_once_but_not_what_was_returned(made, found):
    step(made.keeper, found, "stand_all", reason="Ingen ändring anmäld.")
    kept = MilestoneReport.objects.filter(revision=found, outcome="kept")
    assert {made.milestone_of(row) for row in kept} == {"NV-1", "NV-2", "DI-1", "DI-2"}
    assert unreported.returned(found).get() == report_of(made, "PA-2")
    told = left(shown(made.keeper, found))
    assert "är inte rapporterade" not in told
    step(made.keeper, found, "stand", report_of(made, "PA-2").public_id, reason="Nästa år.")
    assert "Alla milstolpar är rapporterade eller avgjorda." in left(shown(made.keeper, found))


def test_a_report_that_comes_after_all_waits_for_a_new_position(made, found):
    milestone_reports.let_stand(report_of(made, "PA-2"), by=made.keeper, reason="Nästa år.")
    given = give(made, "PA-2", status="reached", reason="Nu är det klart.")
    assert (given.outcome, given.outcome_reason) == ("", "")
    assert "1 rapport är inte hanterad." in left(shown(made.keeper, found))
    with pytest.raises(ReportClosed):
        unreported.let_stand(given, by=made.keeper, reason="Nej.")


def test_somebody_else_is_asked_about_what_was_decided(made, found):
    milestone_reports.let_stand(report_of(made, "NV-1"), by=made.keeper, reason="Ingen ägare.")
    again = milestone_reports.reassign(report_of(made, "NV-1"), by=made.keeper, unit=made.region.office)
    assert (again.unit, again.outcome) == (made.region.office, "")


def test_who_did_not_report_is_named_in_every_step_that_follows_and_in_what_is_published(made, found):
    step(made.keeper, found, "stand", report_of(made, "PA-2").public_id, reason="Vi tar det nästa år.")
    revising_plans.refer(found, by=made.keeper)
    for state in (State.REFERRED, State.REVISING, State.PROPOSED, State.ADOPTED):
        Revision.objects.filter(pk=found.pk).update(state=state)
        page = shown(made.keeper, found)
        missing = page.partition("Rapporterade inte")[2]
        assert ("PA-2 Milstolpe 2" in missing, "NV-1 Milstolpe 1" in missing) == (True, True), state
        assert "Vi tar det nästa år." in missing, state
        assert "Fråga någon annan" not in page, state
    revision = revising_plans.publish(found, by=made.keeper)
    section = revision.difference.versions.get().sections.get(heading="Inte rapporterade")
    assert "- PA-2 Milstolpe 2 i personcentrerat arbetssätt: Vi tar det nästa år." in section.text
    assert "- NV-1 Milstolpe 1 i nära vård" in section.text
    assert "PA-1" not in section.text


def test_what_was_begun_and_never_given_ends_with_the_collecting(made, found):
    process = MilestoneReportProcess.objects.get(report=report_of(made, "PA-2"))
    revising_plans.follow(found)
    process.refresh_from_db()
    assert process.status == "NEW"
    milestone_reports.let_stand(report_of(made, "PA-2"), by=made.keeper, reason="Nästa år.")
    revising_plans.skip_round(found, by=made.keeper, reason="Små ändringar.")
    assert revising_plans.follow(found) is True
    process.refresh_from_db()
    assert process.status == "DONE"


def test_somebody_who_only_owns_milestones_decides_nothing(made, found):
    report = report_of(made, "PA-2")
    assert step(made.head, found, "stand", report.public_id, reason="Jag låter den stå.").status_code == 404
    with pytest.raises(NotAllowed):
        milestone_reports.let_stand(report, by=made.head, reason="Jag låter den stå.")
    with pytest.raises(NotAllowed):
        milestone_reports.let_all_stand(found, by=made.head, reason="Jag låter den stå.")
