"""Three assignments of the field: a lead appointed, a vacancy filled, a yearly one that comes back by decisions.

RS 2024-05699: an executive decision appoints a lead, who takes it on, gives parts away and reports. The
screening inquiry: nobody leads the process, somebody is asked to find out how, somebody is appointed. § 82:
an older point is declared fulfilled, the chain below it ends, a new yearly assignment begins its terms.
"""

from datetime import date

import pytest
import time_machine

from cases.meetings import points
from cases.meetings.closing import close_item, end_meeting
from cases.models import Document, Undertaking, WorkItem
from cases.official_decisions import decide_alone
from cases.registration import register_case
from directives.assignments import carrying_out, drafting, more_time, staff
from directives.models import Assignment, Process, ProcessOwner
from directives.processes import owners
from ledger.models import Event
from organisation import clock, roles
from organisation.models import User
from tests import assignments, factories, meetings
from workflows import assigning

pytestmark = pytest.mark.django_db

State = Assignment.State


@time_machine.travel("2024-11-28 09:00 +0100", tick=False)
def test_an_executive_decision_appoints_a_lead_who_reports_until_it_is_fulfilled():
    made = assignments.commission("SkaS", "SU")
    director = made.region.director
    case = register_case(
        diary=made.region.diary, title="Samordnad hantering", unit=made.office, by=made.giver
    )
    decision = decide_alone(
        case,
        by=director,
        kind="execution",
        title="Samordnad hantering för ett ordnat införande",
        points=[
            {"text": "Utvecklingsdirektören leder arbetet.", "kind": "assign", "to_user": made.giver},
            {"text": "Staberna ställer resurser till förfogande.", "kind": "note"},
        ],
    )
    ordered = Undertaking.objects.get(point__decision=decision)

    # The lead writes the document the decision leads to; it begins with the words of the point.
    lead = assigning.begin(
        by=made.giver,
        unit=made.office,
        title="Leda den samordnade hanteringen",
        case=case,
        undertaking=ordered,
    )
    assert lead.versions.get().description == "Utvecklingsdirektören leder arbetet."
    assignments.write(lead, "responsibilities", "Hålla ihop arbetet\nRapportera varje vecka", by=made.giver)
    drafting.change_facts(lead, by=made.giver, taker_user=made.giver, due_on=date(2025, 1, 17))
    lead = assigning.accept(assigning.offer(lead, by=made.giver), by=made.giver)

    # A workstream under stabsmetodik is given to an administration; one person per function is too few.
    stream = assignments.offered(
        made, title="Erfarenheter", kind="workstream", parent=lead, case=case, due_on=date(2024, 12, 20)
    )
    stream = assigning.accept(stream, by=made.head)
    chief = staff.add_function(stream, by=made.head, name="Stabschefer")
    staff.staff(chief, by=made.head, user=made.head)
    assert [row.lacks for row in staff.staff_of(stream, date(2024, 11, 28))] == [1]
    staff.staff(chief, by=made.head, user=made.region.representative(made.place))
    assert [row.lacks for row in staff.staff_of(stream, date(2024, 11, 28))] == [0]

    # What the stream reports is put together with the lead's own word, and sent to the list.
    carrying_out.report_status(
        stream, by=made.head, status="at_risk", happened="Tio intervjuer är gjorda.", risk="Julen kommer."
    )
    staff.send_to(lead, by=made.giver, unit=made.region.region)
    report = staff.send_situation(lead, by=made.giver, summary="Vi ligger nästan i fas.")
    assert [(line["title"], line["status"]) for line in report.content] == [
        ("Leda den samordnade hanteringen", ""),
        ("Erfarenheter", "at_risk"),
    ]
    more_time.ask_for_time(stream, by=made.head, wanted_on=date(2025, 1, 17), reason="Julen.")
    more_time.grant_time(stream, by=made.giver, day=date(2025, 1, 17))
    carrying_out.report_status(stream, by=made.head, status="on_track", happened="Klart.")

    assigning.report_finally(stream, by=made.head, text="Erfarenheterna är samlade.")
    assigning.approve_report(stream, by=made.giver)
    assigning.report_finally(lead, by=made.giver, text="Arbetet är avslutat.")
    done = assigning.approve_report(lead, by=made.giver)
    assert (done.state, stream.children.count()) == (State.FULFILLED, 0)
    assert Document.objects.filter(kind="situation", case=case).count() == 1
    assert not WorkItem.objects.filter(target_type="assignment", done_at__isnull=True).exists()


@time_machine.travel("2024-12-13 09:00 +0100", tick=False)
def test_an_inquiry_into_a_vacant_process_leads_to_an_owner():
    made = assignments.commission("SkaS", "SU")
    screening = Process.objects.create(
        name="Screening", kind="care", unit=made.region.process_unit, keeper=made.office, vacancy="appointing"
    )
    inquiry = assignments.under_way(
        made, title="Utreda processansvar för screening", process=screening, to=made.leader
    )

    # Somebody else is asked to go on with it; it stays where it is until the yes, and then it is the other's.
    colleague = factories.person("utredaren", ("officer", made.region.process_unit))
    move = {"reason": "Jag går på tjänstledighet.", "unit": made.region.process_unit, "user": colleague}
    assigning.transfer(inquiry, by=made.giver, **move)
    assigning.decline_to_take_over(inquiry, by=colleague, reason="Inte före årsskiftet.")
    carrying_out.report_status(inquiry, by=made.leader, status="on_track", happened="Intervjuerna är gjorda.")
    assigning.transfer(inquiry, by=made.giver, **move)
    inquiry = assigning.take_over(inquiry, by=colleague)
    assert [version.named["taker"] for version in inquiry.versions.all()] == ["Owner", "Utredaren"]
    assigning.report_finally(inquiry, by=colleague, text="En processägare behövs.")
    assigning.approve_report(inquiry, by=made.giver)

    # Giving the process to somebody is an assignment too: who takes it on leads the process.
    newcomer = factories.person("nykomling", ("officer", made.place))
    place = assignments.offered(
        made, title="Ansvarig för screening", process=screening, to=newcomer, appoints=True
    )
    assert owners.owners_on(date(2024, 12, 13)).count() == 0
    assigning.accept(place, by=newcomer)
    screening.refresh_from_db()
    owner = ProcessOwner.objects.get(process=screening)
    assert (owner.user, screening.vacancy, owner.interim) == (newcomer, "", False)
    held = [(seat.role, seat.unit_id) for seat in roles.seats(User.objects.get(pk=newcomer.pk))]
    assert ("process_owner", made.region.process_unit.pk) in held


def test_an_older_point_is_declared_fulfilled_and_the_yearly_one_comes_back():
    with time_machine.travel("2024-04-24 09:00 +0200", tick=False):
        made = assignments.commission("SkaS", "SU")
        board = meetings.board("SSN", parent=made.region.region)
        ordered = _decided(
            board,
            text="Utvecklingsdirektören återkommer med förslag på revidering i november.",
            kind="assign",
            to_unit=made.office,
            due_on=date(2024, 11, 30),
            yearly=True,
        )
        given = Undertaking.objects.get(point=ordered)
        plan = assigning.begin(by=made.giver, unit=made.office, title="Revidera planen", undertaking=given)
        assignments.write(plan, "responsibilities", "Ta fram förslaget", by=made.giver)
        drafting.change_facts(plan, by=made.giver, taker_user=made.leader)
        plan = assigning.accept(assigning.offer(plan, by=made.giver), by=made.leader)
        below = assignments.under_way(made, title="SkaS underlag", parent=plan)

    for year in (2024, 2025):
        with time_machine.travel(f"{year}-11-27 09:00 +0100", tick=False):
            current = Assignment.objects.get(title="Revidera planen", term=year - 2023)
            if current.state == State.OFFERED:
                assigning.accept(current, by=made.leader)
            point = _decided(board, text="Uppdraget är fullgjort.", kind="fulfil", fulfils=ordered)
            current.refresh_from_db()
            assert (current.state, current.fulfilled_by) == (State.FULFILLED, point)

    below.refresh_from_db()
    assert below.state == State.FULFILLED
    terms = Assignment.objects.filter(title="Revidera planen").order_by("term")
    assert [(row.term, row.state, row.due_on) for row in terms] == [
        (1, State.FULFILLED, date(2024, 11, 30)),
        (2, State.FULFILLED, date(2025, 11, 30)),
        (3, State.OFFERED, date(2026, 11, 30)),
    ]
    assert [row.undertaking.term for row in terms] == [1, 2, 3]
    assert Event.objects.filter(kind="assignment.term_begun").count() == 2


def _decided(board, **facts):
    """A point of a § that was decided and approved today."""
    held = meetings.meeting(board, on=clock.today())
    item = meetings.listed(board, held, title="Revidering av genomförandeplanen")
    point = points.add_point(item, by=board.officer, **facts)
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="as_proposed")
    held.refresh_from_db()
    meetings.approved(board, end_meeting(held, by=board.secretary))
    return point
