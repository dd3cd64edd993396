"""A time noted afterwards never says that somebody took part in a closed § who did not, or the other way round."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.meetings import attending, closing, in_the_room
from cases.meetings.room_errors import ClosedKeepTheirPeople, EndedKeepTheirPeople
from cases.models import AgendaItem, Attendance, Participation
from organisation import clock
from tests import meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """Thursday 10 December 2026, from 09.30 on."""
    with time_machine.travel("2026-12-10 09:30 +0100", tick=False) as travel:
        yield travel


@pytest.fixture
def board(day):
    return meetings.board("SSN", seats=5)


@pytest.fixture
def held(board, day):
    """Opened 09.30; § 1 closed 10.00 and § 2 10.20; the third goes on at 10.40. The fifth member is away."""
    held = meetings.opened(board, "Första", "Andra", "Tredje", absent=1)
    for number, item in enumerate(list(held.items.order_by("position"))[:2]):
        day.move_to(at(10, 20 * number))
        closing.close_item(item, by=board.secretary, outcome="as_proposed")
    day.move_to(at(10, 40))
    return held


def at(hour, minute):
    return datetime(2026, 12, 10, hour, minute, tzinfo=clock.STOCKHOLM)


def took_part(held, number):
    rows = Participation.objects.filter(item__meeting=held, item__paragraph=number)
    return list(rows.order_by("member__order").values_list("member__name", flat=True))


def stay(held, member):
    return Attendance.objects.get(meeting=held, member=member)


FOUR = ["Ledamot 1", "Ledamot 2", "Ledamot 3", "Ledamot 4"]


def test_nobody_arrives_before_a_paragraph_they_took_no_part_in(board, held):
    with pytest.raises(ClosedKeepTheirPeople) as refused:
        attending.arrive(held, board.ordinary[4], by=board.secretary, at=at(9, 45))
    said = str(refused.value)
    assert said.startswith(
        "Tiden skulle ändra om Ledamot 5 deltog i § 1 (10.00), § 2 (10.20), som redan är avslutade."
    )
    assert "öppna paragrafen igen med ett skäl" in said
    with pytest.raises(ClosedKeepTheirPeople, match=r"deltog i § 2 \(10.20\), som"):
        attending.arrive(held, board.ordinary[4], by=board.secretary, at=at(10, 10))
    assert (took_part(held, 1), took_part(held, 2)) == (FOUR, FOUR)


def test_an_arrival_after_the_last_closed_paragraph_is_noted(board, held):
    row = attending.arrive(held, board.ordinary[4], by=board.secretary, at=at(10, 30))
    assert row.arrived_at == at(10, 30)


def test_a_time_in_the_minute_of_the_closing_is_taken_as_it_was(board, held):
    attending.arrive(held, board.ordinary[4], by=board.secretary, at=at(10, 20))
    attending.leave(stay(held, board.ordinary[3]), by=board.secretary, at=at(10, 20))
    assert took_part(held, 2) == FOUR


def test_nobody_leaves_before_a_paragraph_they_took_part_in(board, held):
    with pytest.raises(ClosedKeepTheirPeople, match=r"om Ledamot 4 deltog i § 2 \(10.20\), som"):
        attending.leave(stay(held, board.ordinary[3]), by=board.secretary, at=at(10, 5))
    attending.leave(stay(held, board.ordinary[3]), by=board.secretary, at=at(10, 21))
    assert stay(held, board.ordinary[3]).left_at == at(10, 21)


def test_a_mended_time_and_a_stay_taken_away_are_held_to_the_same(board, held):
    row = stay(held, board.ordinary[3])
    for change in (
        lambda: attending.correct(row, by=board.secretary, arrived_at=at(10, 10)),
        lambda: attending.correct(row, by=board.secretary, left_at=at(9, 50)),
        lambda: attending.take_away(row, by=board.secretary),
    ):
        with pytest.raises(ClosedKeepTheirPeople):
            change()
    attending.correct(row, by=board.secretary, arrived_at=at(9, 40), distance=True)
    assert stay(held, board.ordinary[3]).arrived_at == at(9, 40)


def test_whoever_stood_aside_may_be_noted_as_out_of_the_room(board, held, day):
    third = held.items.get(title="Tredje")
    in_the_room.stand_aside(third, board.ordinary[3], by=board.secretary)
    closing.close_item(third, by=board.secretary, outcome="postponed")
    day.move_to(at(11, 0))
    attending.leave(stay(held, board.ordinary[3]), by=board.secretary, at=at(10, 30))
    assert took_part(held, 3) == FOUR[:3]


def test_a_paragraph_opened_again_is_decided_by_those_who_are_there(board, held):
    second = AgendaItem.objects.get(meeting=held, paragraph=2)
    closing.reopen_item(second, by=board.secretary, reason="Ledamot 5 hade kommit.")
    attending.arrive(held, board.ordinary[4], by=board.secretary, at=at(10, 10))
    closing.close_item(second, by=board.secretary, outcome="as_proposed")
    assert (took_part(held, 1), took_part(held, 2)) == (FOUR, [*FOUR, "Ledamot 5"])


def test_after_the_meeting_the_way_goes_over_its_going_on(board, held, day):
    closing.close_item(held.items.get(title="Tredje"), by=board.secretary, outcome="as_proposed")
    day.move_to(at(11, 0))
    over = closing.end_meeting(held, by=board.secretary)
    row = stay(over, board.ordinary[3])
    with pytest.raises(EndedKeepTheirPeople, match="låt sammanträdet fortsätta"):
        attending.correct(row, by=board.secretary, left_at=at(10, 30))
    attending.correct(row, by=board.secretary, left_at=at(10, 50))


def test_a_guest_comes_and_goes_as_noted(board, held):
    row = attending.welcome(held, by=board.secretary, name="Gäst", at=at(9, 40))
    attending.leave(row, by=board.secretary, at=at(9, 50))
    assert row.arrived_at + timedelta(minutes=10) == Attendance.objects.get(pk=row.pk).left_at


def test_the_page_says_which_paragraphs_and_keeps_what_was_typed(board, held):
    client = Client()
    client.force_login(board.secretary)
    address = reverse("meeting_attendance", args=[held.public_id])
    code = board.ordinary[4].public_id
    here = [member.public_id for member in board.ordinary[:4]]
    answer = client.post(
        address, {"do": "move", "was": here, "present": [*here, code], f"at-{code}": "09:45"}
    ).content.decode()
    assert answer.count("§ 1 (10.00), § 2 (10.20), som redan är avslutade") == 2
    assert f'value="{code}" checked' in answer
    assert not Attendance.objects.filter(meeting=held, member=board.ordinary[4]).exists()


@pytest.mark.parametrize("how", ["taken out", "changed", "put in"])
def test_nobody_is_written_into_or_out_of_a_closed_paragraph(board, held, how):
    rows = Participation.objects.filter(item__meeting=held, item__paragraph=1)
    first = rows.order_by("pk")[0]
    change = {
        "taken out": lambda: rows.delete(),
        "changed": lambda: rows.update(capacity="present"),
        "put in": lambda: Participation.objects.create(
            item=first.item, member=board.ordinary[4], capacity="serving"
        ),
    }[how]
    with pytest.raises(IntegrityError, match="a closed paragraph keeps its people"), transaction.atomic():
        change()
