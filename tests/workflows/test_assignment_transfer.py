"""A change of taker: whoever has the assignment keeps it until somebody else has said yes."""

from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from viewflow.workflow.status import PROCESS

from cases import access
from cases.errors import NotAllowed
from cases.models import Document, WorkItem
from desk import event_text, pictures, work_rows
from directives.assignments import adjusting, carrying_out, history, more_time
from directives.assignments.errors import HasItAlready, NotNow, TransferOver, TransferUnderWay
from directives.models import Assignment, Process, ProcessOwner, Transfer
from directives.paper.of_version import paper_of
from ledger.models import Event
from ledger.public_id import new_public_id
from notifications import relay
from organisation.models import Membership
from tests import assignments, factories
from tests.workflows.test_assignment_flow import waiting, waits_at
from tests.workflows.test_assignment_page import as_user, page_of, said, step
from workflows import assigning
from workflows.flows.assignment import AssignmentFlow
from workflows.models import TransferProcess
from workflows.tasks import follow_assignments

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]

HEADS_WORK = ("carry_out", "forvaltningschefen")


@pytest.fixture
def made():
    return assignments.commission("SkaS", "SU")


@pytest.fixture
def assignment(made):
    return assignments.under_way(made, due_on=date(2026, 12, 18))


def asked(made, assignment):
    """The process owner is asked to take it over."""
    assigning.transfer(
        assignment,
        by=made.giver,
        reason="Förvaltningen hinner inte.",
        unit=made.region.process_unit,
        user=made.leader,
    )
    return assignment.transfers.get(state="asked")


def kinds(assignment):
    """What the assignment's own timeline says of the change, the oldest first."""
    found = [line.kind.partition(".")[2] for line in history.lines(assignment)]
    return [kind for kind in reversed(found) if "transfer" in kind or kind == "taken_over"]


def test_nothing_changes_hands_while_somebody_is_asked(made, assignment):
    transfer = asked(made, assignment)
    process = TransferProcess.objects.get(transfer=transfer)
    assert process.parent_task.flow_task == AssignmentFlow.carry_out
    assert (waits_at(assignment), waiting()) == ("carry_out", [HEADS_WORK, ("take", "owner")])

    carrying_out.report_status(
        assignment, by=made.head, status="at_risk", happened="Stopp.", decision_needed="Mer pengar?"
    )
    carrying_out.add_part(assignment, by=made.head, title="Enkät")
    more_time.ask_for_time(assignment, by=made.head, wanted_on=date(2027, 1, 15), reason="Julen.")
    assert step(made.giver, assignment, "answer", comment="Ja.").status_code == 302
    more_time.grant_time(assignment, by=made.giver, day=date(2027, 1, 15))

    assignment.refresh_from_db()
    assert (assignment.state, assignment.taker_user, assignment.due_on) == (
        "under_way",
        made.head,
        date(2027, 1, 15),
    )
    page = said(as_user(made.head).get(page_of(assignment)))
    assert "Owner är tillfrågad om att ta över" in page
    assert "Förvaltningen hinner inte." in page
    assert "Du har uppdraget tills svaret är ja" in page
    assert "Du har uppdraget" not in said(as_user(made.giver).get(page_of(assignment)))
    assert ("Lämna lägesrapporten" in page, "Tar du över uppdraget?" in page) == (True, False)


def test_the_case_page_draws_the_question_while_it_waits(made, assignment):
    asked(made, assignment)
    title = f"Byte av uppdragstagare: {assignment.title}"
    drawn = {
        user.username: [picture.title for picture in pictures.of_case(assignment.case, user)]
        for user in (made.giver, made.head, made.leader, made.region.director)
    }
    assert {name: title in titles for name, titles in drawn.items()} == {
        "givaren": True,
        "forvaltningschefen": True,
        "owner": True,
        "director": False,
    }
    steps = [
        step.title
        for picture in pictures.of_case(assignment.case, made.giver)
        if picture.title == title
        for step in picture.steps
    ]
    assert "Ta över uppdraget" in steps
    assigning.take_over(assignment, by=made.leader)
    assert title not in [picture.title for picture in pictures.of_case(assignment.case, made.giver)]


def test_the_case_page_says_each_thing_of_the_change_once(made, assignment):
    asked(made, assignment)
    assigning.take_over(assignment, by=made.leader)
    page = as_user(made.giver).get(reverse("case", args=[assignment.case.public_id]))
    told = [line.text for line in page.context["events"] if "ta över" in line.text or "tog över" in line.text]
    assert told == ["Owner tillfrågades om att ta över uppdraget"]
    assert [line.text for line in page.context["events"]].count("Uppdraget fick en ny uppdragstagare") == 1


def test_a_yes_moves_everything_at_once(made, assignment):
    carrying_out.report_status(
        assignment, by=made.head, status="at_risk", happened="Stopp.", decision_needed="Mer pengar?"
    )
    more_time.ask_for_time(assignment, by=made.head, wanted_on=date(2027, 1, 15), reason="Julen.")
    transfer = asked(made, assignment)

    assert step(made.leader, assignment, "take_over").status_code == 302

    transfer.refresh_from_db()
    assert (transfer.state, transfer.from_user, transfer.from_unit) == ("accepted", made.head, made.place)
    assert (assignment.taker_user, assignment.taker_unit) == (made.leader, made.region.process_unit)
    assert (assignment.state, waits_at(assignment)) == ("under_way", "carry_out")
    assert waiting() == [
        ("carry_out", "owner"),
        ("more_time", "director@Koncernkontoret"),
        ("needs_decision", "director@Koncernkontoret"),
    ]
    assert TransferProcess.objects.get(transfer=transfer).status == PROCESS.DONE
    last = assignment.versions.latest("number")
    assert (last.named["taker"], last.named["taker_unit"]) == ("Owner", "Invånarinteraktion")
    assert (last.frozen_by, last.acknowledged_by, last.reason) == (
        made.giver,
        made.leader,
        "Förvaltningen hinner inte.",
    )
    assert Document.objects.filter(kind="assignment", case=assignment.case).count() == 2
    assert kinds(assignment) == ["transfer_begun", "taken_over"]
    assert step(made.leader, assignment, "status", status="on_track", happened="Igång.").status_code == 302


def test_the_wish_of_whoever_left_is_answered_for_the_one_who_has_it(made, assignment):
    more_time.ask_for_time(assignment, by=made.head, wanted_on=date(2027, 1, 15), reason="Julen.")
    asked(made, assignment)
    assigning.take_over(assignment, by=made.leader)
    more_time.grant_time(assignment, by=made.giver, day=date(2027, 1, 15))
    assert waiting() == [("adjusted", "owner"), ("carry_out", "owner")]
    assert assignment.versions.latest("number").acknowledged_at is None


def test_whoever_had_it_reads_what_was_until_then_and_does_nothing_more(made, assignment):
    carrying_out.report_status(assignment, by=made.head, status="on_track", happened="Enkäten är ute.")
    asked(made, assignment)
    with time_machine.travel("2026-11-24 09:00 +0100"):
        assigning.take_over(assignment, by=made.leader)
    with time_machine.travel("2026-11-25 09:00 +0100"):
        carrying_out.report_status(assignment, by=made.leader, status="on_track", happened="Svaren är inne.")
        more_time.ask_for_time(assignment, by=made.leader, wanted_on=date(2027, 1, 15), reason="Julen.")
        more_time.grant_time(assignment, by=made.giver, day=date(2027, 1, 15))
        head = as_user(made.head)
        page = said(head.get(page_of(assignment)))
        versions = [head.get(f"{page_of(assignment)}versioner/{number}/").status_code for number in (1, 2, 3)]
        assert head.post(page_of(assignment), {"do": "status"}).status_code == 404
        assert "Pågående" not in page
        assigning.report_finally(assignment, by=made.leader, text="Klart.")
        assigning.approve_report(assignment, by=made.giver)
        ended = said(head.get(page_of(assignment)))
    assert [word in ended for word in ("Lämnat vidare", "Fullgjort", "Version 2", "Pågår")] == [
        True,
        False,
        False,
        False,
    ]
    assert "Owner tog över" in ended
    assert ("Enkäten är ute." in page, "Svaren är inne." in page, "Julen." in page) == (True, False, False)
    assert "Uppdraget har en annan uppdragstagare nu" in page
    assert "Lämna lägesrapporten" not in page
    assert versions == [200, 404, 404]
    with pytest.raises(NotAllowed):
        assigning.report_finally(assignment, by=made.head, text="Klart.")


def test_whoever_is_asked_reads_the_document_and_nothing_else(made, assignment):
    carrying_out.report_status(assignment, by=made.head, status="on_track", happened="Enkäten är ute.")
    carrying_out.add_part(assignment, by=made.head, title="Intervjuer")
    adjusting.begin(assignment, by=made.giver)
    assignments.write(assignment, "description", "Leda och samordna allt.", by=made.giver)
    stranger = factories.person("annan", ("officer", made.region.administrations[1]))
    leader = as_user(made.leader)
    assert leader.get(page_of(assignment)).status_code == 404
    asked(made, assignment)
    page = said(leader.get(page_of(assignment)))
    assert ("Tar du över uppdraget?" in page, "Leda och samordna arbetet." in page) == (True, True)
    hidden = ("Enkäten är ute.", "Intervjuer", "Leda och samordna allt.", "Händelser")
    assert [word in page for word in hidden] == [False] * 4
    assert leader.get(f"{page_of(assignment)}versioner/1/pdf/").status_code == 200
    assert leader.get(f"{page_of(assignment)}versioner/2/").status_code == 404
    assert leader.post(page_of(assignment), {"do": "status"}).status_code == 404
    assert as_user(stranger).get(page_of(assignment)).status_code == 404
    assert as_user(stranger).post(page_of(assignment), {"do": "take_over"}).status_code == 404


def test_what_happened_names_whoever_was_asked_and_says_you_to_them(made, assignment):
    transfer = asked(made, assignment)
    assigning.decline_to_take_over(assignment, by=made.leader, reason="Nej.")
    found = [[line.text for line in history.lines(assignment, user)[:2]] for user in (made.head, made.leader)]
    assert found == [
        [
            f"{transfer.asked_name} tackade nej till att ta över uppdraget",
            f"{transfer.asked_name} tillfrågades om att ta över uppdraget",
        ],
        ["Du tackade nej till att ta över uppdraget", "Du tillfrågades om att ta över uppdraget"],
    ]
    events = Event.objects.filter(kind__startswith="assignment.transfer").order_by("pk")
    assert [
        [row.text for row in event_text.lines(events, names_for=user)] for user in (made.head, made.leader)
    ] == [
        [
            "Owner tillfrågades om att ta över uppdraget",
            "Frågan om att ta över uppdraget ställdes till Owner",
            "Owner tackade nej till att ta över uppdraget",
        ],
        [
            "Du tillfrågades om att ta över uppdraget",
            "Frågan om att ta över uppdraget ställdes till dig",
            "Du tackade nej till att ta över uppdraget",
        ],
    ]


def test_a_unit_that_was_asked_is_named(made, assignment):
    other = made.region.administrations[1]
    assigning.transfer(assignment, by=made.giver, reason="Byte.", unit=other, user=None)
    said_of_it = history.lines(assignment, made.head)[0].text
    assert said_of_it == f"{other.name} tillfrågades om att ta över uppdraget"


def test_the_task_of_whoever_is_asked_says_take_over(made, assignment):
    asked(made, assignment)
    items = WorkItem.objects.filter(kind="take", done_at=None)
    assert [row.title for row in work_rows.rows(list(items), made.leader, {})] == ["Ta över uppdraget"]


def test_the_new_wording_says_whose_decision_it_was_and_who_took_over(made, assignment):
    asked(made, assignment)
    with time_machine.travel("2026-11-24 09:00 +0100"):
        assigning.take_over(assignment, by=made.leader)
        new = as_user(made.giver).get(f"{page_of(assignment)}versioner/2/").content.decode()
        old = as_user(made.giver).get(f"{page_of(assignment)}versioner/1/").content.decode()
    text = f"Fastställd av {made.giver.name}, när {made.leader.name} tog över"
    assert (text in new, text in old, "tog över" in old) == (True, False, False)
    pages = [
        paper_of(assignment, version).taken_over_by for version in assignment.versions.order_by("number")
    ]
    assert pages == ["", made.leader.name]


def test_a_no_leaves_it_where_it_is_and_says_why(made, assignment):
    asked(made, assignment)
    form = {"do": "leave_it", "leave_it-reason": "Jag har fullt upp.", "once_key": new_public_id()}
    client = as_user(made.leader)
    clicks = [client.post(page_of(assignment), form) for _ in range(2)]
    assert [(click.status_code, click["Location"]) for click in clicks] == [(302, "/uppdragshandlingar/")] * 2
    assert client.get(page_of(assignment)).status_code == 404
    assert (waits_at(assignment), waiting()) == ("carry_out", [HEADS_WORK])
    assert TransferProcess.objects.get().status == PROCESS.DONE
    page = said(as_user(made.giver).get(page_of(assignment)))
    assert ("Jag har fullt upp." in page, "Byt uppdragstagare" in page) == (True, True)
    assert kinds(assignment) == ["transfer_begun", "transfer_declined"]
    asked(made, assignment)
    assert assignment.versions.count() == 1


def test_a_no_says_why(made, assignment):
    asked(made, assignment)
    response = step(made.leader, assignment, "leave_it", reason=" ")
    assert (response.status_code, assignment.transfers.get().state) == (200, "asked")


def test_the_question_is_taken_back(made, assignment):
    asked(made, assignment)
    assert step(made.giver, assignment, "withdraw_transfer", reason="Det löste sig.").status_code == 302
    assert (waits_at(assignment), waiting()) == ("carry_out", [HEADS_WORK])
    assert TransferProcess.objects.get().status == PROCESS.CANCELED
    assert as_user(made.leader).get(page_of(assignment)).status_code == 404
    with pytest.raises(TransferOver):
        assigning.take_over(assignment, by=made.leader)
    with pytest.raises(TransferOver):
        assigning.withdraw_transfer(assignment, by=made.giver, reason="Igen.")
    assert kinds(assignment) == ["transfer_begun", "transfer_withdrawn"]


def test_one_is_asked_at_a_time_and_never_the_one_who_has_it(made, assignment):
    with pytest.raises(HasItAlready, match="har uppdraget redan"):
        assigning.transfer(assignment, by=made.giver, reason="Byte.", unit=None, user=made.head)
    transfer = asked(made, assignment)
    with pytest.raises(TransferUnderWay, match="Owner är redan tillfrågad"):
        assigning.transfer(
            assignment, by=made.giver, reason="Byte.", unit=made.region.administrations[1], user=None
        )
    with pytest.raises(IntegrityError, match="one_transfer_at_a_time"), transaction.atomic():
        Transfer.objects.create(
            assignment=assignment,
            to_user=made.head,
            reason="x",
            asked_at=transfer.asked_at,
            asked_by=made.giver,
        )
    with pytest.raises(IntegrityError, match="who_had_it_is_known"), transaction.atomic():
        Transfer.objects.filter(pk=transfer.pk).update(state="accepted", answered_at=transfer.asked_at)


def test_only_whoever_is_asked_answers(made, assignment):
    asked(made, assignment)
    other = made.region.manager(made.region.administrations[1])
    for somebody in (made.head, made.giver, other, made.region.director):
        with pytest.raises(NotAllowed):
            assigning.take_over(assignment, by=somebody)
        with pytest.raises(NotAllowed):
            assigning.decline_to_take_over(assignment, by=somebody, reason="Nej.")
    with pytest.raises(NotAllowed):
        assigning.withdraw_transfer(assignment, by=made.head, reason="Nej.")


def test_a_unit_is_answered_for_by_those_who_lead_it_and_a_revoked_seat_answers_nothing(made, assignment):
    other = made.region.administrations[1]
    assigning.transfer(assignment, by=made.giver, reason="Byte.", unit=other, user=None)
    head = factories.person("su.chefen", ("head", other))
    left = factories.person("avgangne", ("head", other))
    Membership.objects.filter(user=left).delete()
    assert ("take", "head@SU") in waiting()
    assert as_user(left).get(page_of(assignment)).status_code == 404
    with pytest.raises(NotAllowed):
        assigning.take_over(assignment, by=left)
    taken = assigning.take_over(assignment, by=head)
    assert (taken.taker_user, taken.taker_unit, taken.taker_case.unit) == (head, other, other)


def test_a_draft_of_an_adjustment_comes_after_the_wording_of_the_new_taker(made, assignment):
    draft = adjusting.begin(assignment, by=made.giver)
    asked(made, assignment)
    assigning.take_over(assignment, by=made.leader)
    draft.refresh_from_db()
    numbers = [(row.number, row.frozen_at is not None) for row in assignment.versions.all()]
    assert (draft.number, numbers) == (3, [(1, True), (2, True), (3, False)])


def test_approving_the_report_closes_the_question(made, assignment):
    transfer = asked(made, assignment)
    assigning.report_finally(assignment, by=made.head, text="Klart.")
    page = said(as_user(made.giver).get(page_of(assignment)))
    assert "När du godkänner stängs frågan och Owner får veta det." in page
    done = assigning.approve_report(assignment, by=made.giver)
    transfer.refresh_from_db()
    assert (done.state, transfer.state, waiting()) == ("fulfilled", "lapsed", [])
    assert TransferProcess.objects.get(transfer=transfer).status == PROCESS.CANCELED
    with pytest.raises(NotNow):
        assigning.take_over(assignment, by=made.leader)


def test_a_report_that_waits_goes_with_the_assignment(made, assignment):
    asked(made, assignment)
    assigning.report_finally(assignment, by=made.head, text="Klart.")
    assigning.take_over(assignment, by=made.leader)
    assert (waits_at(assignment), waiting()) == ("answer", [("final_report", "director@Koncernkontoret")])
    assigning.return_report(assignment, by=made.giver, comment="Mer.")
    assert waiting() == [("carry_out", "owner")]


def test_the_sweep_closes_what_fell_with_an_assignment_above(made, assignment):
    parent = Assignment.objects.get(pk=assignment.pk)
    child = assignments.under_way(made, title="Barnet", parent=parent, due_on=date(2026, 12, 1))
    transfer = asked(made, child)
    assigning.withdraw(parent, by=made.giver, reason="Inställt.")
    assert (Transfer.objects.get(pk=transfer.pk).state, waiting()) == ("lapsed", [])
    follow_assignments()
    assert TransferProcess.objects.get(transfer=transfer).status == PROCESS.CANCELED
    assert follow_assignments() == 0


def test_a_paused_one_stays_paused_with_its_new_taker(made, assignment):
    assigning.pause(assignment, by=made.giver, reason="Semester.")
    asked(made, assignment)
    taken = assigning.take_over(assignment, by=made.leader)
    assert (taken.paused_at is None, waiting()) == (False, [])
    assigning.resume(assignment, by=made.giver)
    assert waiting() == [("carry_out", "owner")]


def test_whoever_takes_over_the_lead_of_a_process_leads_it(made):
    process = Process.objects.create(
        name="Screening", kind="care", unit=made.region.process_unit, keeper=made.office
    )
    appointing = assignments.under_way(made, to=made.head, process=process, appoints=True)
    asked(made, appointing)
    assert [row.user for row in ProcessOwner.objects.filter(process=process)] == [made.head]
    assigning.take_over(appointing, by=made.leader)
    assert {row.user for row in ProcessOwner.objects.filter(process=process)} == {made.head, made.leader}


def test_whoever_takes_on_the_lead_of_a_process_is_told_so(made):
    process = Process.objects.create(
        name="Screening", kind="care", unit=made.region.process_unit, keeper=made.office
    )
    for title, appoints in (("Leda", True), ("Utreda", False)):
        offered = assignments.offered(made, title=title, to=made.head, process=process, appoints=appoints)
        client = as_user(made.head)
        answer = {"do": "accept", "once_key": new_public_id()}
        page = said(client.post(page_of(offered), answer, follow=True))
        assert ("Uppdraget är ditt. Du är nu processägare för Screening." in page) is appoints

    relay.drain()
    start = said(as_user(made.head).get("/"))
    assert start.count("Du är utsedd till processägare") == 1
    assert "Screening" in start


def test_whoever_becomes_process_owner_by_a_transfer_reads_it_as_their_own(made):
    process = Process.objects.create(
        name="Screening", kind="care", unit=made.region.process_unit, keeper=made.office
    )
    appointing = assignments.under_way(made, to=made.head, process=process, appoints=True)
    asked(made, appointing)
    client = as_user(made.leader)
    answer = {"do": "take_over", "once_key": new_public_id()}
    page = said(client.post(page_of(appointing), answer, follow=True))
    assert "Uppdraget är ditt. Du är nu processägare för Screening." in page


def test_a_second_click_on_yes_is_answered_as_the_first(made, assignment):
    asked(made, assignment)
    client, form = as_user(made.leader), {"do": "take_over", "once_key": new_public_id()}
    assert [client.post(page_of(assignment), form).status_code for _ in range(2)] == [302, 302]
    later = client.post(page_of(assignment), form | {"once_key": new_public_id()})
    assert later.status_code == 409
    assert assignment.transfers.count() == 1


def test_rights_are_those_of_whoever_has_it(made, assignment):
    rows = [("take_assignment", True, False), ("see_assignment", True, True)]
    asked(made, assignment)
    found = [
        (right, access.can(made.head, right, assignment), access.can(made.leader, right, assignment))
        for right, *_ in rows
    ]
    assert found == rows
