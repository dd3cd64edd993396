"""Every rule the tables of meetings name refuses a row that breaks it, whoever writes it and however."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from cases.models import (
    Adoption,
    AgendaDocument,
    AgendaItem,
    ApprovalOccasion,
    Approver,
    Attendance,
    Ballot,
    Body,
    BodyMember,
    Candidate,
    Decision,
    Delegation,
    Disqualification,
    EarlierDecision,
    Election,
    Extract,
    ItemText,
    Meeting,
    Participation,
    Point,
    PublicMinutes,
    PublicNotice,
    Reference,
    Reservation,
    Summons,
    Undertaking,
    Vote,
)
from directives.models import SteeringDocument
from ledger.models import NumberSeries
from organisation import clock
from tests.access.world import undone
from tests.cases.meetings.held import APPROVED, OPEN, WAITING, Held, build
from tests.cases.test_constraints import again, user

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def held(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Held]:
    """One world for all the rules; nothing of it is kept."""
    store = override_settings(DOCUMENT_STORE=tmp_path_factory.mktemp("documents"))
    with store, django_db_blocker.unblock(), undone():
        made = build()
        connection.check_constraints()
        yield made


def set_(rows: Any, **changes: Any) -> Any:
    """Change rows past every verb, up to the checks of a COMMIT."""
    assert rows.update(**changes)
    connection.check_constraints()


def new(model: Any, **changes: Any) -> Any:
    """A copy of the newest row."""
    again(model, **changes)
    connection.check_constraints()


def said() -> dict[str, Any]:
    """Who wrote something, and when."""
    return {"recorded_at": clock.now(), "recorded_by": user()}


def open_(held: Held) -> Any:
    """The items of the meeting that goes on."""
    return AgendaItem.objects.filter(meeting=held.meetings[OPEN])


def first(held: Held) -> Any:
    """Its first item."""
    return AgendaItem.objects.filter(pk=held.items[OPEN].pk)


def points(held: Held) -> Any:
    """The points of that."""
    return Point.objects.filter(item=held.items[OPEN])


def unsigned(held: Held) -> Any:
    """Those who have still to approve."""
    return Approver.objects.filter(occasion=held.occasions[WAITING])


def attending(held: Held) -> Any:
    """Who is in the room now."""
    return Attendance.objects.filter(meeting=held.meetings[OPEN])


def member(held: Held, number: int = 0, name: str = OPEN) -> BodyMember:
    """One of a body's members."""
    return held.boards[name].ordinary[number]


def ballot(held: Held, **facts: Any) -> Ballot:
    """A ballot at the item that is on."""
    facts = {"yes": 1, "no": 0, "abstain": 0, "yes_wins": True} | facts
    times = {"held_at": clock.now(), "recorded_by": user()}
    return Ballot.objects.create(item=held.items[OPEN], yes_means="J", no_means="N", **facts, **times)


def occasion(held: Held, name: str, **facts: Any) -> ApprovalOccasion:
    """Another approval of a meeting."""
    made = {"kind": "immediate", "content": {}, "content_hash": "0" * 64, "due_on": clock.today()} | facts
    return ApprovalOccasion.objects.create(
        meeting=held.meetings[name], asked_at=clock.now(), asked_by=user(), **made
    )


def reservation(held: Held, number: int = 0, **facts: Any) -> Reservation:
    """Something somebody wants in the minutes."""
    made = {"kind": "reservation", "member": member(held, number), "item": held.items[OPEN]} | facts
    return Reservation.objects.create(**made, **said())


def aside(held: Held, number: int = 0) -> Disqualification:
    """A member stands aside."""
    return Disqualification.objects.create(item=held.items[OPEN], member=member(held, number), **said())


def closed() -> dict[str, Any]:
    """How a closed item looks."""
    return {"state": "closed", "outcome": "as_proposed", "closed_at": clock.now(), "closed_by": user()}


def numbered(number: int, year: int | None = None) -> dict[str, Any]:
    """A §."""
    return {"paragraph": number, "year": year or clock.today().year, "paragraph_given_at": clock.now()}


YESTERDAY = timedelta(days=-1)
BROKEN = {
    "deciding_body_has_seats": lambda h: set_(Body.objects.filter(decides=True), ordinary_seats=0),
    "one_place_per_member": lambda h: new(BodyMember, user=None),
    "one_place_per_user": lambda h: new(BodyMember, name="Någon annan"),
    "one_holder_per_office": lambda h: set_(BodyMember.objects.filter(kind="ordinary"), office="chair"),
    "member_leaves_after_coming": lambda h: set_(BodyMember.objects.all(), ends_on="1999-01-01"),
    "substitute_holds_no_office": lambda h: set_(
        BodyMember.objects.filter(pk=h.boards[OPEN].members[-1].pk), office="vice_chair"
    ),
    "one_delegation_per_code": lambda h: new(Delegation),
    "one_meeting_per_time": lambda h: new(Meeting),
    "opened_meeting_says_who_and_when": lambda h: set_(_open_meeting(h), opened_by=None),
    "ended_meeting_says_who_and_when": lambda h: set_(_open_meeting(h), state="ended"),
    "cancelled_meeting_says_who_when_and_why": lambda h: set_(_open_meeting(h), state="cancelled"),
    "attendance_is_a_members_or_a_guests": lambda h: set_(attending(h), name="Någon"),
    "nobody_leaves_before_arriving": lambda h: set_(attending(h), left_at="1999-01-01T00:00Z"),
    "a_member_is_present_once": lambda h: new(Attendance),
    "one_summons_per_number": lambda h: new(Summons),
    "summons_pages_run_forwards": lambda h: new(Summons, number=1, last_page=0),
    "one_item_per_paragraph": lambda h: set_(open_(h).filter(title="Andra"), **_taken(h)),
    "one_item_per_place_on_the_agenda": lambda h: set_(open_(h), position=1),
    "paragraph_comes_with_year_and_instant": lambda h: set_(first(h), paragraph=1),
    "closed_item_has_an_outcome": lambda h: set_(first(h), **closed() | {"outcome": ""}),
    "closed_item_says_who_and_when": lambda h: set_(first(h), **closed() | {"closed_by": None}),
    "listed_item_has_a_meeting": lambda h: set_(first(h), position=None),
    "reopened_item_says_why": lambda h: set_(first(h), reopened_at=clock.now()),
    "a_break_is_no_paragraph": lambda h: set_(open_(h).filter(kind="break"), **numbered(1)),
    "one_text_per_field": lambda h: new(ItemText, item=h.items[OPEN]),
    "one_paper_per_file": lambda h: new(AgendaDocument, summons=None, first_page=None, pages=None),
    "sent_paper_has_its_pages": lambda h: new(AgendaDocument, item=_second(h), pages=None),
    "one_disqualification_per_member": lambda h: [aside(h), aside(h)],
    "one_part_per_member": lambda h: [new(Participation, **_present(h)) for _twice in range(2)],
    "casting_vote_only_on_a_tie": lambda h: ballot(h, casting=member(h)),
    "one_row_per_candidate": lambda h: _elected(h, ("A", 1, True), ("A", 0, False)),
    "one_is_elected_per_election": lambda h: _elected(h, ("A", 1, True), ("B", 1, True), by_lot=True),
    "nobody_is_elected_without_a_vote": lambda h: _elected(h, ("A", 0, True)),
    "one_vote_per_member": lambda h: _vote(h, "yes", "no", same=True),
    "one_reservation_per_member": lambda h: [reservation(h), reservation(h)],
    "reservation_is_a_members_and_dissent_an_officials": lambda h: reservation(h, kind="dissent"),
    "one_released_minutes_version": lambda h: occasion(h, WAITING, kind="ordinary"),
    "approved_minutes_are_not_called_off": lambda h: set_(
        _all_signed(h), completed_at=clock.now(), called_off_at=clock.now(), called_off_reason="Fel."
    ),
    "called_off_approval_says_why": lambda h: set_(_waiting(h), called_off_at=clock.now()),
    "one_approval_per_member": lambda h: _name_again(h),
    "approval_says_who_when_and_hash": lambda h: set_(
        unsigned(h), signed_at=clock.now(), signed_hash=h.occasions[WAITING].content_hash
    ),
    "only_the_named_approve": lambda h: set_(unsigned(h), **_signed(h, user())),
    "notice_stays_up_for_the_appeal": lambda h: new(
        PublicNotice, occasion=h.occasions[APPROVED], last_appeal_day=clock.today()
    ),
    "one_earlier_decision_per_paragraph": lambda h: new(EarlierDecision),
    "earlier_decision_says_when": lambda h: new(EarlierDecision, on=None),
    "a_point_belongs_to_one_decision": lambda h: set_(points(h), earlier=EarlierDecision.objects.all()[0]),
    "one_point_per_number": lambda h: set_(points(h), number=1),
    "one_point_per_number_of_decision": lambda h: _two_points("decision", _unregistered(h)),
    "one_point_per_number_of_earlier": lambda h: _two_points("earlier", EarlierDecision.objects.all()[0]),
    "only_a_fulfilling_point_fulfils": lambda h: set_(points(h), fulfils=Point.objects.all()[0]),
    "one_adoption_per_version": lambda h: new(Adoption, point=points(h).get(kind="adopt")),
    "adoption_names_the_hash": lambda h: new(Adoption, point=points(h)[0], version_hash=""),
    "a_reference_stands_in_one_decision": lambda h: new(Reference, item=None),
    "a_reference_points_at_one_decision": lambda h: new(Reference, item=h.items[OPEN], to_earlier=None),
    "one_undertaking_per_term": lambda h: new(Undertaking),
    "report_says_who_and_when": lambda h: set_(Undertaking.objects.all(), reported_by=None),
    "fulfilled_by_a_point": lambda h: set_(Undertaking.objects.all(), state="fulfilled"),
    "given_out_says_who_and_when": lambda h: set_(Undertaking.objects.all(), given_out_at=clock.now()),
    "one_extract_per_recipient": lambda h: new(Extract),
    "extract_has_one_recipient": lambda h: new(Extract, recipient=""),
    "delivery_says_who_and_when": lambda h: new(Extract, recipient="B", delivered_at=clock.now()),
    "steering_document_rests_on_one_decision": lambda h: new(
        SteeringDocument, adoption=None, valid_to="2199-01-01"
    ),
}
ONE_BODY = "only members of the body take part"
GUARDED = {
    "a § keeps its number": ("keeps its number", lambda h: _renumbered(h)),
    "a § is not deleted": ("keeps its number", lambda h: _deleted(h)),
    "a § leaves no gap": ("run without a gap", lambda h: set_(first(h), **closed(), **numbered(2))),
    "a § is the next of its series": (
        "run without a gap",
        lambda h: set_(first(h), **closed(), **numbered(1)),
    ),
    "a § is of the meeting's year": (
        "the year of its meeting",
        lambda h: _counted(h, lambda: set_(first(h), **closed(), **numbered(1, 1999)), year=1999),
    ),
    "a closed item is a §": ("has its number", lambda h: set_(first(h), **closed())),
    "more vote than there are seats": (
        "no more votes than serving members",
        lambda h: [
            set_(Body.objects.filter(pk=h.boards[OPEN].body.pk), ordinary_seats=1),
            _vote(h, "yes", "no"),
        ],
    ),
    "somebody votes from outside the room": (
        "only who is in the room votes",
        lambda h: [attending(h).update(left_at=clock.now()), _vote(h, "yes")],
    ),
    "a jävig member votes": ("does not vote", lambda h: [aside(h), _vote(h, "yes")]),
    "a jävig member is counted": ("takes no part", lambda h: [aside(h), new(Participation, **_present(h))]),
    "a jävig member reserves": ("takes no part", lambda h: [aside(h), reservation(h)]),
    "a jävig member leads": (
        "does not lead",
        lambda h: [aside(h), set_(first(h), **closed(), **numbered(1))],
    ),
    "whoever voted stands aside": ("does not stand aside", lambda h: [_vote(h, "yes"), aside(h)]),
    "a ballot miscounts": (
        "counts its votes",
        lambda h: [_vote(h, "yes", yes=2), _check()],
    ),
    "a vote is changed": (
        "counts its votes",
        lambda h: [_vote(h, "yes", "yes", yes=2), set_(Vote.objects.filter(member=member(h)), choice="no")],
    ),
    "a vote is taken out": (
        "counts its votes",
        lambda h: [_vote(h, "yes", "yes", yes=2), Vote.objects.filter(member=member(h)).delete(), _check()],
    ),
    "somebody else breaks a tie": (
        "broken by the vote of the chair",
        lambda h: ballot(h, yes=1, no=1, casting=member(h, 1)),
    ),
    "the chair breaks a tie against the own vote": (
        "broken by the vote of the chair",
        lambda h: [_vote(h, "no", "yes", yes=1, no=1, casting=member(h)), _check()],
    ),
    "somebody with fewer votes is elected": (
        "whoever got most votes is elected",
        lambda h: _elected(h, ("A", 1, True), ("B", 2, False)),
    ),
    "nobody is elected": (
        "whoever got most votes is elected",
        lambda h: _elected(h, ("A", 1, False)),
    ),
    "an election loses its candidates": (
        "whoever got most votes is elected",
        lambda h: [_elected(h, ("A", 1, True)), Candidate.objects.filter(name="A").delete(), _check()],
    ),
    "a tie is decided without the lot": (
        "the lot decides where it is even",
        lambda h: _elected(h, ("A", 2, True), ("B", 2, False)),
    ),
    "the lot decides what is not even": (
        "the lot decides where it is even",
        lambda h: _elected(h, ("A", 2, True), ("B", 1, False), by_lot=True),
    ),
    "more ballots are counted than there are seats": (
        "no more votes than serving members",
        lambda h: _elected(h, ("A", 5, True), blank=1),
    ),
    "a counted vote is moved": (
        "whoever got most votes is elected",
        lambda h: [
            _elected(h, ("A", 2, True), ("B", 1, False)),
            set_(Candidate.objects.filter(name="B"), votes=3),
        ],
    ),
    "a stranger votes": (
        "only who is in the room votes",
        lambda h: _vote(h, "yes", who=[member(h, name=APPROVED)]),
    ),
    "a stranger arrives": (ONE_BODY, lambda h: set_(attending(h), member=member(h, name=APPROVED))),
    "a stranger is served for": (ONE_BODY, lambda h: set_(attending(h), serves_for=member(h, name=APPROVED))),
    "a stranger leads": (ONE_BODY, lambda h: set_(_open_meeting(h), chair=member(h, name=APPROVED))),
    "a stranger is counted": (
        ONE_BODY,
        lambda h: new(Participation, item=h.items[OPEN], member=member(h, name=APPROVED)),
    ),
    "a stranger reserves": (ONE_BODY, lambda h: reservation(h, member=member(h, name=APPROVED))),
    "a stranger stands aside": (
        ONE_BODY,
        lambda h: Disqualification.objects.create(
            item=h.items[OPEN], member=member(h, name=APPROVED), **said()
        ),
    ),
    "a stranger is to approve": (ONE_BODY, lambda h: _name(h, WAITING, member(h, name=APPROVED))),
    "a stranger breaks a tie": (ONE_BODY, lambda h: ballot(h, yes=1, no=1, casting=member(h, name=APPROVED))),
    "an item is taken up elsewhere": (
        "by its own body",
        lambda h: set_(first(h), meeting=h.meetings[APPROVED], position=99),
    ),
    "minutes are born approved": ("everybody named", lambda h: occasion(h, OPEN, completed_at=clock.now())),
    "minutes are approved by nobody": (
        "everybody named",
        lambda h: set_(ApprovalOccasion.objects.filter(pk=occasion(h, OPEN).pk), completed_at=clock.now()),
    ),
    "minutes are approved before all have signed": (
        "everybody named",
        lambda h: set_(_waiting(h), completed_at=clock.now()),
    ),
    "what was laid before them changes": (
        "laid before the approvers never changes",
        lambda h: set_(_waiting(h), content_hash="1" * 64),
    ),
    "somebody approves other words": (
        "only to the letter",
        lambda h: set_(
            unsigned(h).filter(is_chair=True), **_signed(h, member(h, name=WAITING).user, "2" * 64)
        ),
    ),
    "somebody approves what was called off": (
        "only to the letter",
        lambda h: [
            set_(_waiting(h), called_off_at=clock.now(), called_off_reason="Fel."),
            set_(unsigned(h).filter(is_chair=True), **_signed(h, member(h, name=WAITING).user)),
        ],
    ),
    "an approver is named after approval": (
        "named before anybody approves",
        lambda h: _name(h, APPROVED, member(h, 2, APPROVED)),
    ),
    "an approval is taken back": (
        "an approval never changes",
        lambda h: set_(
            Approver.objects.filter(occasion=h.occasions[APPROVED]),
            signed_at=None,
            signed_by=None,
            signed_hash="",
        ),
    ),
    "an item slips into approved minutes": (
        "only a closed paragraph",
        lambda h: set_(first(h), occasion=h.occasions[APPROVED]),
    ),
    "an open item slips into waiting minutes": (
        "only a closed paragraph",
        lambda h: set_(first(h), occasion=occasion(h, OPEN)),
    ),
    "an item is taken out of waiting minutes": (
        "lies before the approvers",
        lambda h: set_(AgendaItem.objects.filter(pk=h.items[WAITING].pk), occasion=None),
    ),
    "a notice of what is not approved": (
        "only approved minutes",
        lambda h: new(PublicNotice, occasion=h.occasions[WAITING]),
    ),
    "minutes published before approval": (
        "only approved minutes",
        lambda h: PublicMinutes.objects.create(
            occasion=h.occasions[WAITING],
            published_at=clock.now(),
            published_by=user(),
            file=Summons.objects.all()[0].file,
        ),
    ),
    "an extract of what is not approved": (
        "only approved minutes",
        lambda h: new(
            Extract,
            item=h.items[WAITING],
            delivered_at=clock.now(),
            delivered_by=user(),
            delivered_on=clock.today(),
        ),
    ),
    "a delivered extract goes": (
        "was delivered never changes",
        lambda h: Extract.objects.filter(delivered_at__isnull=False).delete(),
    ),
    "a notice changes": (
        "a notice never changes",
        lambda h: set_(PublicNotice.objects.all(), kept_at="Annorstädes"),
    ),
    "a sent pack changes": (
        "what was sent never changes",
        lambda h: set_(Summons.objects.all(), last_page=99),
    ),
    "a sent paper changes its pages": (
        "what was sent never changes",
        lambda h: set_(AgendaDocument.objects.filter(item=h.items[OPEN]), first_page=99),
    ),
    "a decided point changes": (
        "a decision never changes",
        lambda h: set_(Point.objects.filter(decision__isnull=False), text="Annat."),
    ),
    "a decision gets another point": (
        "a decision never changes",
        lambda h: new(Point, item=None, number=2, decision=Decision.objects.all()[0]),
    ),
    "a decision gets another reference": (
        "a decision never changes",
        lambda h: new(Reference, item=None, decision=Decision.objects.all()[0]),
    ),
    "a reported decision is reported elsewhere": (
        "approved paragraph never changes",
        lambda h: set_(Decision.objects.filter(reported_in__meeting=h.meetings[APPROVED]), reported_in=None),
    ),
    "a held meeting moves": ("keeps its day", lambda h: set_(_open_meeting(h), on="2199-01-01")),
    "approved minutes wake up": (
        "before the approvers never changes",
        lambda h: set_(Meeting.objects.filter(pk=h.meetings[APPROVED].pk), state="open"),
    ),
}
UNDER = {
    AgendaItem: ("pk", {"title": "Annat"}),
    ItemText: ("item", {"text": "Annat."}),
    AgendaDocument: ("item", {"title": "Annat"}),
    Disqualification: ("item", {"reason": "Annat."}),
    Participation: ("item", {"capacity": "present"}),
    Ballot: ("item", {"yes_means": "Annat"}),
    Vote: ("ballot__item", {"choice": "abstain"}),
    Election: ("item", {"what": "Annat"}),
    Candidate: ("election__item", {"name": "Annan"}),
    Reservation: ("item", {"text": "Annat."}),
    Point: ("item", {"text": "Annat."}),
    Adoption: ("point__item", {"version_hash": "1" * 64}),
    Reference: ("item", {"relation": "annat"}),
    Meeting: ("items", {"place": "Annorstädes"}),
    Attendance: ("meeting__items", {"distance": True}),
}

# another item or meeting is no change of this one: see "slips into"
WAYS = [
    (way, model)
    for way in ("changed", "deleted", "added")
    for model in UNDER
    if way != "added" or model not in {AgendaItem, Meeting}
]


def _check() -> Any:
    connection.check_constraints()


def _open_meeting(held: Held) -> Any:
    return Meeting.objects.filter(pk=held.meetings[OPEN].pk)


def _second(held: Held) -> AgendaItem:
    return open_(held).get(title="Andra")


def _present(held: Held) -> dict[str, Any]:
    return {"item": held.items[OPEN], "member": member(held)}


def _waiting(held: Held) -> Any:
    return ApprovalOccasion.objects.filter(pk=held.occasions[WAITING].pk)


def _signed(held: Held, by: Any, content: str = "") -> dict[str, Any]:
    words = content or held.occasions[WAITING].content_hash
    return {"signed_at": clock.now(), "signed_by": by, "signed_hash": words}


def _all_signed(held: Held) -> Any:
    for row in unsigned(held):
        unsigned(held).filter(pk=row.pk).update(**_signed(held, row.user))
    return _waiting(held)


def _name(held: Held, name: str, who: BodyMember) -> None:
    Approver.objects.create(occasion=held.occasions[name], member=who, user=who.user)


def _name_again(held: Held) -> None:
    _name(held, WAITING, member(held, name=WAITING))


def _taken(held: Held) -> dict[str, Any]:
    """The § of an item that is closed first; the counter says two."""
    _counted(held, lambda: set_(first(held), **closed(), **numbered(1)))
    return closed() | numbered(1)


def _counted(held: Held, then: Any, year: int | None = None, last: int = 1) -> None:
    series = f"paragraphs:{held.boards[OPEN].body.pk}"
    NumberSeries.objects.create(series=series, year=year or clock.today().year, last=last)
    then()


def _renumbered(held: Held) -> None:
    _counted(held, lambda: set_(first(held), **closed(), **numbered(1)))
    set_(first(held), paragraph=2)


def _deleted(held: Held) -> None:
    _counted(held, lambda: set_(first(held), **closed(), **numbered(1)))
    first(held)._raw_delete("default")


def _vote(held: Held, *choices: str, same: bool = False, who: Any = None, **facts: Any) -> Any:
    made = ballot(held, **facts)
    people = who or [member(held, 0 if same else number) for number in range(len(choices))]
    for person, choice in zip(people, choices, strict=True):
        Vote.objects.create(ballot=made, member=person, choice=choice)


def _elected(held: Held, *rows: tuple[str, int, bool], **facts: Any) -> Any:
    made = Election.objects.create(
        item=held.items[OPEN], what="Val", held_at=clock.now(), recorded_by=user(), **facts
    )
    for place, (name, votes, elected) in enumerate(rows):
        Candidate.objects.create(election=made, position=place, name=name, votes=votes, elected=elected)
    _check()


def _unregistered(held: Held) -> Decision:
    again(Decision, round=None, number=None, sequence=None, year=None, registered_at=None, reported_in=None)
    return Decision.objects.get(registered_at=None)


def _two_points(name: str, parent: Any) -> None:
    for _twice in range(2):
        Point.objects.create(number=1, text="Ja.", **{name: parent})


@pytest.mark.parametrize("name", BROKEN)
def test_a_named_rule_of_meetings_refuses(held, name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BROKEN[name](held)


@pytest.mark.parametrize("what", GUARDED)
def test_it_never_happens_that(held, what):
    words, break_it = GUARDED[what]
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        break_it(held)


@pytest.mark.parametrize(("way", "model"), WAYS, ids=lambda part: getattr(part, "__name__", part))
@pytest.mark.parametrize("name", [APPROVED, WAITING])
def test_nothing_under_what_is_approved_or_waits_for_approval_is(held, way, name, model):
    path, changes = UNDER[model]
    rows = model.objects.filter(**{path: held.items[name].pk})
    assert rows.exists()
    words = "an approved paragraph" if name == APPROVED else "what lies before the approvers"
    if model in {Meeting, Attendance}:
        words = "what lies before the approvers"
    with pytest.raises(IntegrityError, match=f"{words} never changes"), transaction.atomic():
        _do(way, model, rows, changes)


def _do(way: str, model: Any, rows: Any, changes: dict[str, Any]) -> None:
    if way == "changed":
        rows.update(**changes)
    elif way == "deleted":
        model.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))._raw_delete("default")
    else:
        row = rows[0]
        row.pk, row._state.adding = None, True
        if hasattr(row, "public_id"):
            row.public_id = "x" * 26
        row.save(force_insert=True)


def test_what_is_called_off_can_be_changed_again(held):
    with undone():
        set_(_waiting(held), called_off_at=clock.now(), called_off_reason="Fel.")
        set_(AgendaItem.objects.filter(occasion=held.occasions[WAITING]), occasion=None)
        set_(Point.objects.filter(item=held.items[WAITING]), text="Annat.")
        set_(Meeting.objects.filter(pk=held.meetings[WAITING].pk), place="Annorstädes")
