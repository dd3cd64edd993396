"""An assignment's process follows its rows, whichever way they turn."""

from datetime import date

import pytest
from viewflow.workflow.status import PROCESS

from cases import access
from cases.errors import NotAllowed
from cases.models import Case, Document, WorkItem
from directives.assignments import carrying_out, ending, staff
from directives.assignments.errors import (
    AppointsNobody,
    AppointsWithoutRight,
    ChildrenOpen,
    NotNow,
    ParentNotGiven,
)
from directives.models import Assignment, Process
from tests import assignments, factories
from workflows import assigning
from workflows.flows.assignment import AssignmentFlow
from workflows.models import AssignmentProcess
from workflows.steps import open_task

pytestmark = pytest.mark.django_db

State = Assignment.State


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


def waits_at(assignment):
    """The name of the step that waits; of the newest process."""
    process = AssignmentProcess.objects.filter(assignment=assignment).order_by("-pk")[0]
    here = [name for name, node in assigning.NODES.items() if open_task(process, node)]
    return here[0] if here else process.status


def waiting():
    """What is on anybody's list: kind and holder."""
    return sorted(
        (item.kind, item.user.username if item.user else f"{item.role}@{item.unit.short_name}")
        for item in WorkItem.objects.filter(done_at__isnull=True)
    )


def test_from_draft_to_fulfilled(made):
    assignment = assignments.drafted(made)
    assert (waits_at(assignment), waiting()) == ("prepare", [])
    assignment = assignments.offered(made, title="Ett annat")
    assert (waits_at(assignment), waiting()) == ("take", [("take", "head@SkaS")])
    assigning.accept(assignment, by=made.head)
    assert (waits_at(assignment), waiting()) == ("carry_out", [("carry_out", "forvaltningschefen")])
    assigning.report_finally(assignment, by=made.head, text="Klart.")
    assert (waits_at(assignment), waiting()) == ("answer", [("final_report", "director@Koncernkontoret")])
    assigning.return_report(assignment, by=made.giver, comment="Bifoga underlaget.")
    assert (waits_at(assignment), waiting()) == ("carry_out", [("carry_out", "forvaltningschefen")])
    assigning.report_finally(assignment, by=made.head, text="Nu med underlag.")
    done = assigning.approve_report(assignment, by=made.giver)
    assert (waits_at(done), waiting(), done.state) == (PROCESS.DONE, [], State.FULFILLED)


def test_a_declined_one_is_offered_to_somebody_else(made):
    assignment = assignments.offered(made)
    assigning.decline(assignment, by=made.head, reason="Vi saknar folk.")
    assert (waits_at(assignment), waiting()) == ("prepare", [("declined", "director@Koncernkontoret")])
    assignments.drafting.change_facts(assignment, by=made.giver, taker_user=made.leader, taker_unit=None)
    assigning.offer(assignment, by=made.giver)
    assert (waits_at(assignment), waiting()) == ("take", [("take", "owner")])


def test_what_has_ended_is_opened_again_with_a_process_of_its_own(made):
    assignment = assigning.approve_report(assignments.reported(made), by=made.giver)
    assigning.reopen(assignment, by=made.giver, reason="Det kom mer.")
    assert (waits_at(assignment), AssignmentProcess.objects.filter(assignment=assignment).count()) == (
        "carry_out",
        2,
    )
    assigning.withdraw(assignment, by=made.giver, reason="Behövs inte.")
    assert waits_at(assignment) == PROCESS.CANCELED


def test_a_child_is_a_process_below_its_parents_step(made):
    parent = assignments.under_way(made)
    child = assigning.accept(assignments.offered(made, parent=parent, to=made.leader), by=made.leader)
    process = AssignmentProcess.objects.get(assignment=child)
    assert process.parent_task.flow_task == AssignmentFlow.carry_out
    assigning.report_finally(parent, by=made.head, text="Klart.")
    with pytest.raises(ChildrenOpen):
        assigning.approve_report(parent, by=made.giver)
    assigning.approve_report(parent, by=made.giver, with_children=True)
    child.refresh_from_db()
    assert child.state == State.FULFILLED
    assert assigning.follow(child)
    assert waits_at(child) == PROCESS.DONE
    assert not assigning.follow(child)


def test_a_step_is_nobody_elses(made):
    assignment = assignments.offered(made)
    for stranger in (made.leader, made.region.representative(made.place), made.giver):
        with pytest.raises(NotAllowed):
            assigning.accept(assignment, by=stranger)
    assigning.accept(assignment, by=made.head)
    with pytest.raises(NotNow):
        assigning.accept(assignment, by=made.head)
    with pytest.raises(NotAllowed):
        assigning.withdraw(assignment, by=made.head, reason="Vill inte.")


def test_both_authorities_register_the_document(made):
    assignment = assignments.offered(made)
    rows = Document.objects.filter(kind="assignment").order_by("pk")
    assert [(row.case.unit.short_name, row.direction) for row in rows] == [
        ("Koncernkontoret", "out"),
        ("SkaS", "in"),
    ]
    assert assignment.taker_case.unit == made.place


def test_a_yearly_one_begins_its_next_term_by_itself(made):
    from datetime import date

    assignment = assignments.reported(made, yearly=True, starts_on=date(2026, 1, 1), due_on=date(2027, 2, 28))
    assigning.approve_report(assignment, by=made.giver)
    following = Assignment.objects.get(previous=assignment)
    assert (following.term, following.due_on, following.state) == (2, date(2028, 2, 28), State.OFFERED)
    assert waiting() == [("take", "forvaltningschefen")]
    assert assigning.follow(following)
    assert waits_at(following) == "take"


def test_the_chain_below_ends_with_what_is_withdrawn(made):
    parent = assignments.under_way(made)
    child = assignments.under_way(made, parent=parent, to=made.leader)
    grandchild = assignments.offered(made, parent=child, to=made.leader)
    assigning.withdraw(parent, by=made.giver, reason="Inställt.")
    states = Assignment.objects.filter(pk__in=[child.pk, grandchild.pk]).values_list("state", flat=True)
    assert set(states) == {State.WITHDRAWN}
    assert waiting() == []
    with pytest.raises(NotNow):
        ending.pause(child, by=made.giver, reason="x")


def test_nothing_is_given_below_what_is_still_a_draft(made):
    parent = assignments.drafted(made)
    with pytest.raises(ParentNotGiven):
        assignments.offered(made, parent=parent)


def test_a_named_taker_answers_in_person(made):
    assignment = assignments.offered(made, to=made.leader, place=made.region.process_unit)
    colleague = factories.person("kollegan", ("officer", made.region.process_unit))
    with pytest.raises(NotAllowed):
        assigning.accept(assignment, by=colleague)
    with pytest.raises(NotAllowed):
        assigning.decline(assignment, by=colleague, reason="Nej.")
    assert assigning.accept(assignment, by=made.leader).taker_user == made.leader


def test_a_place_at_the_head_of_a_process_is_not_passed_on_by_others(made):
    process = Process.objects.create(
        name="Screening", kind="care", unit=made.region.process_unit, keeper=made.office
    )
    assignment = assignments.offered(made, to=made.head, process=process, appoints=True)
    manager = factories.person("enhetschefen", ("manager", made.office))
    with pytest.raises(AppointsWithoutRight):
        assigning.transfer(assignment, by=manager, reason="Byte.", unit=None, user=made.leader)
    with pytest.raises(AppointsNobody):
        assigning.transfer(assignment, by=made.giver, reason="Byte.", unit=made.place, user=None)


def test_each_wording_keeps_the_names_it_was_given_with(made):
    assignment = assignments.under_way(made)
    unit = made.region.process_unit
    assigning.transfer(assignment, by=made.giver, reason="Byte.", unit=unit, user=made.leader)
    assigning.take_over(assignment, by=made.leader)
    named = [(version.named["taker"], version.named["taker_unit"]) for version in assignment.versions.all()]
    assert named == [("", "SkaS"), ("Owner", unit.name)]


def test_who_is_asked_instead_is_named_in_the_wording_and_the_first_one_has_no_task(made):
    assignment = assignments.offered(made)
    assigning.transfer(assignment, by=made.giver, reason="Fel enhet.", unit=None, user=made.leader)
    assert (waits_at(assignment), waiting()) == ("take", [("take", "owner")])
    assert not access.can(made.head, "see_assignment", assignment)
    assigning.decline(assignment, by=made.leader, reason="Nej.")
    assignments.drafting.change_facts(assignment, by=made.giver, taker_user=None, taker_unit=made.place)
    assigning.offer(assignment, by=made.giver)
    named = [version.named["taker"] or version.named["taker_unit"] for version in assignment.versions.all()]
    assert named == ["SkaS", "Owner", "SkaS"]
    assert list(assignment.transfers.all()) == []


def test_what_was_opened_again_is_approved_though_the_next_term_has_begun(made):
    assignment = assigning.approve_report(
        assignments.reported(made, yearly=True, due_on=date(2027, 5, 1)), by=made.giver
    )
    assigning.reopen(assignment, by=made.giver, reason="Mer.")
    assigning.report_finally(assignment, by=made.head, text="Klart igen.")
    assigning.approve_report(assignment, by=made.giver)
    assert Assignment.objects.filter(previous=assignment).count() == 1


def test_a_part_is_done_by_its_person_or_the_taker_alone(made):
    assignment = assignments.under_way(made)
    person = made.region.representative(made.place)
    own = carrying_out.add_part(assignment, by=made.head, title="Min", user=person)
    other = carrying_out.add_part(assignment, by=made.head, title="Någon annans")
    with pytest.raises(NotAllowed):
        carrying_out.finish_part(assignment, by=person, code=other.public_id)
    carrying_out.finish_part(assignment, by=person, code=own.public_id)
    assigning.withdraw(assignment, by=made.giver, reason="Inställt.")
    assert waiting() == []


def test_a_situation_report_tells_nothing_of_a_secret_or_a_draft(made):
    top = assignments.under_way(made, title="Arbetet")
    secret = assignments.offered(made, title="Hemligt", parent=top, to=made.leader)
    Case.objects.filter(pk=secret.case_id).update(secrecy_provision="OSL 25:1", secrecy_on=date(2026, 11, 1))
    assignments.drafted(made, title="Utkast", parent=top)
    assert [line["title"] for line in staff.put_together(top)] == ["Arbetet"]
