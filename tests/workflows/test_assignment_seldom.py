"""What is seldom done with an assignment, through its pages: a new taker, the next term, no more time, a child."""

from datetime import date

import pytest
import time_machine

from cases.models import WorkItem
from directives.assignments import ending
from directives.models import Assignment, Need, Process
from directives.processes import needs, turning
from ledger.work import work
from tests import assignments
from tests.workflows.test_assignment_page import as_user, page_of, said, step
from workflows import assigning

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def day():
    with time_machine.travel("2026-11-23 09:00 +0100"):
        yield


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


def waiting():
    """What waits for whom."""
    rows = WorkItem.objects.filter(done_at=None).order_by("pk").select_related("user", "unit")
    return [(row.kind, row.user.username if row.user else f"{row.role} {row.unit.name}") for row in rows]


def test_no_more_time_leaves_the_day_and_says_why(made):
    assignment = assignments.under_way(made, due_on=date(2026, 12, 18))
    step(made.head, assignment, "time", wanted_on="2027-01-15", reason="Julen.")
    refused = step(made.giver, assignment, "refuse", reason="Nämnden väntar.")
    assert (refused.status_code, assignment.due_on) == (302, date(2026, 12, 18))
    assert waiting() == [("carry_out", "forvaltningschefen")]
    page = said(as_user(made.head).get(page_of(assignment)))
    assert ("Nämnden väntar." in page, "Be om mer tid" in page) == (True, True)


def test_more_time_is_never_less_time(made):
    assignment = assignments.under_way(made, due_on=date(2026, 12, 18))
    step(made.head, assignment, "time", wanted_on="2027-01-15", reason="Julen.")
    response = step(made.giver, assignment, "grant", day="2026-12-01")
    assert (response.status_code, assignment.due_on) == (200, date(2026, 12, 18))
    assert "senare än" in said(response)


def test_a_new_taker_takes_over_with_everything_that_was_reported(made):
    assignment = assignments.under_way(made, due_on=date(2026, 12, 18))
    step(made.head, assignment, "status", status="at_risk", happened="Enkäten är försenad.")
    step(made.head, assignment, "time", wanted_on="2027-01-15", reason="Julen.")
    step(made.giver, assignment, "transfer", to=made.leader.name, reason="Förvaltningen hinner inte.")
    assert (assignment.state, assignment.taker_user) == ("offered", made.leader)
    assert waiting() == [("take", "owner")], (
        "nothing waits for whoever had it, nor for the wish nobody answers"
    )
    page = said(as_user(made.leader).get(page_of(assignment)))
    assert ("Tar du emot uppdraget?" in page, "Enkäten är försenad." in page) == (True, True)
    step(made.leader, assignment, "accept")
    assert (assignment.state, waiting()) == ("under_way", [("carry_out", "owner")])
    assert as_user(made.head).post(page_of(assignment), {"do": "status"}).status_code == 404
    names = [version.named["taker"] for version in assignment.versions.all()]
    assert names[-1] == made.leader.name


def test_the_next_term_leads_to_the_one_before_and_back(made):
    assignment = assignments.reported(made, yearly=True, starts_on=date(2026, 1, 1), due_on=date(2026, 12, 1))
    step(made.giver, assignment, "approve", comment="")
    following = Assignment.objects.get(previous=assignment)
    after = said(as_user(made.head).get(page_of(following)))
    before = said(as_user(made.head).get(page_of(assignment)))
    assert (page_of(assignment) in after, page_of(following) in before) == (True, True)
    assert "Omgång 2" in after
    step(made.head, following, "accept")
    assert (following.state, following.due_on) == ("under_way", date(2027, 12, 1))


def test_a_draft_of_a_need_goes_with_what_is_declared_fulfilled_by_nobody_in_person(made):
    parent = assignments.under_way(made)
    process = Process.objects.create(name="Screening", kind="care", unit=made.region.process_unit)
    need = needs.ask(process, by=made.head, kind="need", text="Gemensamma kallelser.")
    draft = assignments.drafted(made, title="Kallelser", parent=parent)
    turning.turn(need, by=made.leader, assignment=draft)
    with work():
        ending.fulfil(ending.locked(parent), by=None)
    need.refresh_from_db()
    draft.refresh_from_db()
    assert (draft.state, need.state) == ("withdrawn", Need.State.NEW)


def test_a_child_is_begun_taken_and_reported_below_its_parent(made):
    parent = assignments.under_way(made, to=made.leader, process=None)
    begin = as_user(made.leader)
    address = f"/uppdragshandlingar/nytt/?under={parent.public_id}"
    form = {"title": "Enkäten", "kind": "workstream", "unit": str(made.region.process_unit.pk)}
    form |= {"parent": parent.public_id, "diary": str(made.region.diary.pk)}
    response = begin.post(address, form)
    assert response.status_code == 302, said(response)
    child = Assignment.objects.get(parent=parent)
    assert (child.kind, child.giver_user, child.case == parent.case) == ("workstream", made.leader, False)
    assignments.drafting.change_facts(child, by=made.leader, taker_unit=made.place)
    assignments.write(child, "description", "Fråga alla.", by=made.leader)
    assigning.offer(child, by=made.leader)
    step(made.head, child, "accept")
    step(made.head, child, "final", text="Alla har svarat.")
    assert ("final_report", "process_owner Invånarinteraktion") in waiting()
    step(made.leader, child, "approve", comment="")
    page = said(as_user(made.leader).get(page_of(parent)))
    assert (child.state, "Enkäten" in page, "Fullgjort" in page) == ("fulfilled", True, True)
