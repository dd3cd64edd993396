"""Each § tells who led it: the vice chair takes over, jäv needs another, a tie is broken by whoever leads."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from cases.meetings import attending, closing, in_the_room, leading, minutes, minutes_paper
from cases.meetings.errors import ChairStandsAside, HasConflict, NotPresent, NotServing
from cases.meetings.room_errors import CastByAnother, ChairDoesNotServe
from cases.models import AgendaItem, Ballot, Participation
from ledger.models import Event
from organisation import clock
from tests import meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return meetings.board("SSN", seats=5)


@pytest.fixture
def held(board):
    return meetings.opened(board, "Första", "Andra", "Tredje")


def items(held):
    return list(AgendaItem.objects.filter(meeting=held).order_by("position"))


def close(board, item):
    return closing.close_item(item, by=board.secretary, outcome="as_proposed")


def led(held):
    return [item.chair.name if item.chair else "" for item in items(held)]


def test_each_paragraph_tells_who_led_it_when_the_vice_chair_takes_over(board, held):
    first, second, third = items(held)
    close(board, first)
    attending.take_chair(held, board.ordinary[1], by=board.secretary)
    close(board, second)
    attending.take_chair(held, board.chair, by=board.secretary)
    close(board, third)
    assert led(held) == ["Ledamot 1", "Ledamot 2", "Ledamot 1"]


def test_somebody_else_leads_one_item_alone_and_the_chair_the_next(board, held):
    first, second, _third = items(held)
    in_the_room.stand_aside(first, board.chair, by=board.secretary)
    with pytest.raises(ChairStandsAside, match="Ledamot 1 är jävig"):
        close(board, first)
    leading.lead(first, board.ordinary[1], by=board.secretary)
    close(board, first)
    close(board, second)
    assert led(held) == ["Ledamot 2", "Ledamot 1", ""]
    told = Event.objects.get(kind="item.chair_chosen")
    assert (told.subject_id, told.data["member"]) == (first.pk, board.ordinary[1].pk)


def test_only_who_decides_in_the_item_leads_it(board, held):
    first, *_rest = items(held)
    with pytest.raises(NotPresent):
        leading.lead(first, board.members[-1], by=board.secretary)
    attending.arrive(held, board.members[-1], by=board.secretary)
    with pytest.raises(NotServing):
        leading.lead(first, board.members[-1], by=board.secretary)
    in_the_room.stand_aside(first, board.ordinary[1], by=board.secretary)
    with pytest.raises(HasConflict):
        leading.lead(first, board.ordinary[1], by=board.secretary)
    with pytest.raises(NotServing):
        attending.take_chair(held, board.members[-1], by=board.secretary)


def test_a_chair_who_has_left_leads_nothing_more(board, held):
    attending.leave(held.attendance.get(member=board.chair), by=board.secretary)
    with pytest.raises(ChairDoesNotServe, match="Ledamot 1 tjänstgör inte"):
        close(board, items(held)[0])


def vote_even(board, item):
    people = board.ordinary[:4]
    attending.leave(item.meeting.attendance.get(member=board.ordinary[4]), by=board.secretary)
    votes = dict(zip(people, ("yes", "no", "yes", "no"), strict=True))
    return in_the_room.vote(item, votes, by=board.secretary, yes_means="Bifall", no_means="Avslag")


def test_the_casting_vote_is_that_of_whoever_leads_the_item(board, held):
    first, *_rest = items(held)
    leading.lead(first, board.ordinary[1], by=board.secretary)
    ballot = vote_even(board, items(held)[0])
    assert (ballot.casting, ballot.yes_wins) == (board.ordinary[1], False)
    with pytest.raises(CastByAnother, match="utslagsrösten från Ledamot 2"):
        leading.lead(first, board.chair, by=board.secretary)
    close(board, first)
    assert led(held)[0] == "Ledamot 2"


def test_a_tie_broken_by_a_chair_who_was_replaced_since_is_voted_on_again(board, held):
    first, *_rest = items(held)
    ballot = vote_even(board, first)
    attending.take_chair(held, board.ordinary[1], by=board.secretary)
    with pytest.raises(CastByAnother):
        close(board, first)
    in_the_room.strike_vote(ballot, by=board.secretary)
    close(board, first)
    assert led(held)[0] == "Ledamot 2"


def test_an_item_opened_again_is_led_by_whoever_led_it(board, held):
    first, *_rest = items(held)
    close(board, first)
    attending.take_chair(held, board.ordinary[1], by=board.secretary)
    closing.reopen_item(first, by=board.secretary, reason="Fel ord.")
    close(board, first)
    assert led(held)[0] == "Ledamot 1"


@pytest.fixture
def over(board, held):
    """The second § is led by another than the rest; the meeting is over."""
    first, second, third = items(held)
    close(board, first)
    leading.lead(second, board.ordinary[1], by=board.secretary)
    close(board, second)
    close(board, third)
    return closing.end_meeting(held, by=board.secretary)


def test_the_minutes_tell_who_led_what(over):
    said = minutes.content(over)
    assert [row["chair"] for row in said["items"]] == ["Ledamot 1", "Ledamot 2", "Ledamot 1"]
    paper = minutes_paper.paper(said, made_at=clock.now())
    assert paper.chair == "Ledamot 1 (§\N{NO-BREAK SPACE}1, 3), Ledamot 2 (§\N{NO-BREAK SPACE}2)"
    assert [item.chair for item in paper.items] == ["", "Ledamot 2", ""]


def test_minutes_from_before_it_was_noted_name_the_chair_of_the_meeting(over):
    said = minutes.content(over)
    for row in said["items"]:
        del row["chair"]
    paper = minutes_paper.paper(said, made_at=clock.now())
    assert (paper.chair, [item.chair for item in paper.items]) == ("Ledamot 1", ["", "", ""])


def test_everybody_who_led_a_paragraph_approves_and_says_which(board, over):
    occasion = meetings.approving.lay_before(over, [board.ordinary[2]], by=board.secretary)
    named = {row.member.name: row.is_chair for row in occasion.approvers.all()}
    assert named == {"Ledamot 1": True, "Ledamot 2": True, "Ledamot 3": False}
    (drawn,) = minutes_paper.of_occasion(occasion).occasions
    assert {row.name: row.role for row in drawn.signatures} == {
        "Ledamot 1": "ordförande, §\N{NO-BREAK SPACE}1, 3",
        "Ledamot 2": "ordförande, §\N{NO-BREAK SPACE}2",
        "Ledamot 3": "justerare",
    }


def broken_by(over, what):
    rows = AgendaItem.objects.filter(meeting=over)
    assert BROKEN[what](rows) is not None
    connection.check_constraints()


def cast(rows: Any) -> Any:
    other = Participation.objects.filter(item__in=rows.filter(paragraph=2)).exclude(
        member=rows.get(paragraph=2).chair_id
    )[0]
    facts = {"yes_means": "J", "no_means": "N", "yes": 1, "no": 1, "abstain": 0, "yes_wins": True}
    item = rows.get(paragraph=2)
    return Ballot.objects.create(
        item=item, casting=other.member, held_at=clock.now(), recorded_by=item.created_by, **facts
    )


BROKEN = {
    "by somebody who was not there": lambda rows: rows.filter(paragraph=1).update(
        chair=rows[0].body.members.get(name="Ersättare 2")
    ),
    "and its tie is broken by another": cast,
}
WORDS = {"and its tie is broken by another": "a tie is broken by the vote of the chair"}


@pytest.mark.parametrize("what", BROKEN)
def test_no_paragraph_is_led(over, what):
    words = WORDS.get(what, "whoever leads a paragraph takes part in it")
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        broken_by(over, what)


def test_no_paragraph_is_led_by_a_member_of_another_body(over):
    other = meetings.board("HSN", seats=3)
    with pytest.raises(IntegrityError, match="only members of the body take part"), transaction.atomic():
        AgendaItem.objects.filter(meeting=over).update(chair=other.chair)


def test_no_paragraph_is_led_by_whoever_stands_aside(board, held):
    first, *_rest = items(held)
    leading.lead(first, board.ordinary[1], by=board.secretary)
    in_the_room.stand_aside(first, board.ordinary[1], by=board.secretary)
    facts = {"outcome": "noted", "closed_at": clock.now(), "closed_by": board.secretary}
    with pytest.raises(IntegrityError, match="whoever stands aside does not lead"), transaction.atomic():
        AgendaItem.objects.filter(pk=first.pk).update(state="closed", **facts)


def test_a_group_is_led_by_anybody_in_the_room():
    group = meetings.group()
    held = meetings.meeting(group, on=clock.today())
    item = meetings.agenda.add_item(held, by=group.secretary, title="Läget", kind="information")
    meetings.begin(group, held)
    closing.close_item(item, by=group.secretary, outcome="noted")
    assert led(held) == ["Ordförande"]
