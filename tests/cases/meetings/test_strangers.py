"""Nobody and nothing of another body gets into a meeting, whatever is put in a form or handed to a verb."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases.errors import NotAllowed
from cases.meetings import agenda, approving, attending, bodies, closing, in_the_room, points
from cases.meetings.errors import (
    ChairStandsAside,
    LeavesBeforeArriving,
    MeetingNotOpen,
    NotMember,
    NotPresent,
    NotServing,
    OtherBody,
    SeriesHasBegun,
    TimeAhead,
)
from cases.meetings.minutes_errors import ItemBeingApproved
from cases.models import AgendaItem, Approver, Attendance, Disqualification, Meeting, Point, WorkItem
from organisation import clock
from tests import factories, meetings
from tests.access.world import undone

pytestmark = pytest.mark.django_db
LATER = factories.timedelta(hours=1)


@pytest.fixture(scope="module")
def pair(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, Any]]:
    """Two bodies of one region that both meet now, with two items each."""
    with django_db_blocker.unblock(), undone():
        own, other = meetings.board("SSN", seats=3), meetings.board("HSN", seats=3)
        yield {
            "own": own,
            "other": other,
            "held": meetings.opened(own, "Vårt", "Vårt andra"),
            "theirs": meetings.opened(other, "Deras", "Deras andra"),
        }


@pytest.fixture(autouse=True)
def each_alone(pair):
    with undone():
        yield
        connection.check_constraints()


def first(pair, whose="held"):
    return AgendaItem.objects.filter(meeting=pair[whose]).order_by("position")[0]


def close_all(pair):
    for row in AgendaItem.objects.filter(meeting=pair["held"]):
        closing.close_item(row, by=pair["own"].secretary, outcome="as_proposed")


ANOTHER_BODYS_MEMBER = {
    "arrives": lambda p, who, by: attending.arrive(p["held"], who, by=by),
    "is served for": lambda p, who, by: attending.arrive(
        p["held"], p["own"].members[-1], by=by, serves_for=who
    ),
    "is corrected in": lambda p, who, by: attending.correct(
        p["held"].attendance.all()[0], by=by, serves_for=who
    ),
    "takes the chair": lambda p, who, by: attending.take_chair(p["held"], who, by=by),
    "stands aside": lambda p, who, by: in_the_room.stand_aside(first(p), who, by=by),
    "has an opinion": lambda p, who, by: in_the_room.note_opinion(
        first(p), by=by, kind="note", text="Hej.", member=who
    ),
}


@pytest.mark.parametrize("what", ANOTHER_BODYS_MEMBER)
def test_no_member_of_another_body(pair, what):
    with pytest.raises(NotMember, match="Ledamot 2 har ingen plats i SSN"):
        ANOTHER_BODYS_MEMBER[what](pair, pair["other"].ordinary[1], pair["own"].secretary)


def test_no_member_of_another_body_votes_reserves_opens_or_approves(pair):
    own, stranger = pair["own"], pair["other"].ordinary[1]
    with pytest.raises(NotServing):
        in_the_room.vote(first(pair), {stranger: "yes"}, by=own.secretary, yes_means="J", no_means="N")
    with pytest.raises(NotServing):
        in_the_room.reserve(first(pair), stranger, by=own.secretary)
    close_all(pair)
    closing.end_meeting(pair["held"], by=own.secretary)
    with pytest.raises(NotMember):
        approving.lay_before(pair["held"], [stranger], by=own.secretary)


def test_whoever_has_left_the_body_takes_no_part(pair):
    own = pair["own"]
    gone = own.members[-1]
    bodies.end_membership(gone, by=own.secretary, on=clock.today() - factories.timedelta(days=1))
    with pytest.raises(NotMember):
        attending.arrive(pair["held"], gone, by=own.secretary)


def test_an_item_is_taken_up_only_by_the_body_it_was_announced_to(pair):
    theirs = meetings.announced(pair["other"], title="Anmält till dem")
    with pytest.raises(OtherBody, match="anmält till HSN"):
        agenda.put_on_agenda(theirs, pair["held"], by=pair["own"].secretary)
    rows = list(AgendaItem.objects.filter(meeting=pair["theirs"]).order_by("-position"))
    agenda.order_agenda(pair["held"], rows, by=pair["own"].secretary)
    assert [row.title for row in agenda.items_of(pair["held"])] == ["Vårt", "Vårt andra"]


def test_items_of_another_meeting_are_not_laid_before_ours(pair):
    theirs = first(pair, "theirs")
    closing.close_item(theirs, by=pair["other"].secretary, outcome="as_proposed")
    close_all(pair)
    laid = approving.lay_before(
        pair["held"], [pair["own"].ordinary[1]], by=pair["own"].secretary, items=[theirs, first(pair)]
    )
    assert [row.title for row in laid.items.all()] == ["Vårt"]


def test_nobody_approves_in_anothers_name(pair):
    close_all(pair)
    closing.end_meeting(pair["held"], by=pair["own"].secretary)
    laid = meetings.before_approvers(pair["own"], pair["held"])
    with pytest.raises(NotAllowed):
        approving.approve(laid.approvers.all()[0], by=pair["own"].secretary, read_hash=laid.content_hash)
    assert not Approver.objects.filter(signed_at__isnull=False).exists()


def test_whoever_stands_aside_does_not_lead_the_item_either(pair):
    own, item = pair["own"], first(pair)
    in_the_room.stand_aside(item, own.chair, by=own.secretary)
    attending.arrive(pair["held"], own.members[-1], by=own.secretary)
    with pytest.raises(ChairStandsAside, match="Ledamot 1 är jävig"):
        closing.close_item(item, by=own.secretary, outcome="as_proposed")
    attending.take_chair(pair["held"], own.ordinary[1], by=own.secretary)
    closed = closing.close_item(item, by=own.secretary, outcome="as_proposed")
    assert own.chair.pk not in closed.participations.values_list("member", flat=True)


def test_only_somebody_in_the_room_takes_the_chair(pair):
    with pytest.raises(NotPresent):
        attending.take_chair(pair["held"], pair["own"].members[-1], by=pair["own"].secretary)


def test_times_are_not_corrected_to_what_cannot_be(pair):
    own, held = pair["own"], pair["held"]
    row = held.attendance.get(member=own.ordinary[1])
    for facts, refusal in (
        ({"arrived_at": clock.now() + LATER}, TimeAhead),
        ({"left_at": clock.now() + LATER}, TimeAhead),
        ({"left_at": row.arrived_at - LATER}, LeavesBeforeArriving),
    ):
        with pytest.raises(refusal):
            attending.correct(Attendance.objects.get(pk=row.pk), by=own.secretary, **facts)
    close_all(pair)
    closing.end_meeting(held, by=own.secretary)
    with pytest.raises(MeetingNotOpen):
        attending.correct(row, by=own.secretary, left_at=None)
    meetings.before_approvers(own, held)
    with pytest.raises(ItemBeingApproved):
        attending.correct(row, by=own.secretary, distance=True)


def test_numbers_are_not_jumped_over_once_they_are_given(pair):
    own = pair["own"]
    bodies.begin_series(own.body, by=own.secretary, year=clock.today().year, last=60)
    closed = closing.close_item(first(pair), by=own.secretary, outcome="as_proposed")
    assert AgendaItem.objects.get(pk=closed.pk).paragraph == 61
    with pytest.raises(SeriesHasBegun, match="§ 61"):
        bodies.begin_series(own.body, by=own.secretary, year=clock.today().year, last=70)


def test_a_meeting_whose_every_item_was_approved_at_once_is_approved_when_it_ends(pair):
    own, held = pair["own"], pair["held"]
    close_all(pair)
    rows = list(AgendaItem.objects.filter(meeting=held))
    laid = approving.lay_before(held, [own.ordinary[1]], by=own.secretary, items=rows)
    for row in laid.approvers.select_related("user"):
        approving.approve(row, by=row.user, read_hash=laid.content_hash)
    assert closing.end_meeting(held, by=own.secretary).state == "approved"
    assert not WorkItem.objects.filter(kind="minutes", done_at=None).exists()


def test_what_was_written_on_an_item_goes_with_it_when_it_is_taken_off(pair):
    own = pair["own"]
    planned = meetings.meeting(own)
    item = agenda.add_item(planned, by=own.secretary, title="Tal")
    from cases.meetings import texts

    texts.save_text(item, "note", by=own.secretary, text="Kort.", edition=0)
    agenda.take_off_agenda(item, by=own.secretary)
    assert not AgendaItem.objects.filter(title="Tal").exists()


def page(pair, name, *about, by="own"):
    """The address of a page about our meeting, and a browser of one body's secretary."""
    client = Client()
    client.force_login(pair[by].secretary)
    return client, reverse(name, args=[getattr(row, "public_id", row) for row in about])


STRANGE_FORMS = {
    "a stranger is ticked as present": (
        "meeting_attendance",
        lambda p: {"do": "move", "present": _stranger(p), "chair": _stranger(p), "chair-was": ""},
    ),
    "a stay of theirs is corrected": (
        "meeting_attendance",
        lambda p: {"do": "correct", f"arrived-{_stay(p).pk}": "", f"left-{_stay(p).pk}": ""},
    ),
    "a stranger approves": ("meeting_minutes", lambda p: {"do": "ask", "approvers": _stranger(p)}),
    "an item of theirs is put on": ("meeting_extra", lambda p: {"item": _announced(p).public_id}),
    "an item of theirs is moved": (
        "meeting_order",
        lambda p: {"move": f"{first(p, 'theirs').public_id} down"},
    ),
}
IN_AN_ITEM = {
    "a stranger stands aside": lambda p: {"do": "save", "aside": _stranger(p), "aside-reason": "Släkt"},
    "a stranger reserves": lambda p: {"do": "save", "reserve": _stranger(p), "reserve-text": "Nej."},
    "a point of theirs is struck": lambda p: {"do": f"strike {_point(p).public_id}"},
    "a point of theirs is written": lambda p: {"do": "save", f"point-{_point(p).public_id}": "Annat."},
}


def _stranger(pair):
    return pair["other"].ordinary[1].public_id


def _stay(pair):
    return pair["theirs"].attendance.all()[0]


def _point(pair):
    return Point.objects.filter(item=first(pair, "theirs"))[0]


def _announced(pair):
    known = AgendaItem.objects.filter(title="Anmält till dem").first()
    return known or meetings.announced(pair["other"], title="Anmält till dem")


def _their_rows(pair):
    return [
        list(model.objects.order_by("pk").values())
        for model in (Attendance, Disqualification, Meeting, Point)
    ] + [list(AgendaItem.objects.order_by("pk").values_list("pk", "meeting", "position", "state"))]


@pytest.mark.parametrize("what", STRANGE_FORMS)
def test_a_form_about_our_meeting_reaches_nothing_of_theirs_when(pair, what):
    name, form = STRANGE_FORMS[what]
    data = form(pair)
    before = _their_rows(pair)
    client, address = page(pair, name, pair["held"])
    assert client.post(address, data).status_code in {200, 302, 404}
    assert _their_rows(pair) == before


@pytest.mark.parametrize("what", IN_AN_ITEM)
def test_a_form_about_our_item_reaches_nothing_of_theirs_when(pair, what):
    data = IN_AN_ITEM[what](pair)
    before = _their_rows(pair)
    client, address = page(pair, "agenda_item", pair["held"], first(pair))
    assert client.post(address, data).status_code in {200, 302, 404, 409}
    assert _their_rows(pair) == before


def test_an_item_of_theirs_is_found_under_none_of_our_addresses(pair):
    theirs, point = first(pair, "theirs"), _point(pair)
    for name, about in {
        "agenda_item": [pair["held"], theirs],
        "item_reopen": [pair["held"], theirs],
        "item_vote": [pair["held"], theirs],
        "item_election": [pair["held"], theirs],
        "meeting_item": [pair["held"], theirs],
        "item_text_autosave": [pair["held"], theirs, "note"],
        "point_autosave": [pair["held"], first(pair), point],
        "meeting_list": [pair["held"], _announced(pair)],
        "meeting_send_back": [pair["held"], _announced(pair)],
    }.items():
        client, address = page(pair, name, *about)
        data = {"do": "save", "value": "x", "version": "0", "reason": "Nej."}
        assert (name, client.post(address, data).status_code) == (name, 404)


def test_a_secretary_of_another_body_meets_nothing(pair):
    close_all(pair)
    closing.end_meeting(pair["held"], by=pair["own"].secretary)
    laid = meetings.before_approvers(pair["own"], pair["held"])
    for name, about in {
        "meeting_during": [pair["held"]],
        "meeting_attendance": [pair["held"]],
        "meeting_minutes": [pair["held"]],
        "meeting_end": [pair["held"]],
        "minutes_call_off": [laid],
        "minutes_scan": [laid.approvers.all()[0]],
        "notice_post": [laid],
        "minutes_sign": [laid],
        "extract_address": [first(pair)],
        "extracts_send": [pair["held"]],
    }.items():
        client, address = page(pair, name, *about, by="other")
        assert (name, client.post(address, {"reason": "Nej."}).status_code) == (name, 404)


def test_points_are_ordered_only_within_their_item(pair):
    own, item = pair["own"], first(pair)
    theirs = _point(pair)
    points.order_points(item, [theirs], by=own.secretary)
    assert Point.objects.get(pk=theirs.pk).item == first(pair, "theirs")
