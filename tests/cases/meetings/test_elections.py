"""An election with closed ballots: numbers alone are kept, most votes win, the lot decides a tie (KL 5:53-56)."""

import pytest
from django.test import Client
from django.urls import reverse

from cases.meetings import closing, electing, in_the_room, minutes, minutes_paper
from cases.meetings.errors import ItemClosed, MeetingNotOpen
from cases.meetings.room_errors import BallotsTooMany, CandidateTwice, ElectionUnsaid, NoVotes
from cases.models import Election, Vote
from cases.paper.minutes import minutes_pdf
from cases.voting import LotMissing
from ledger.models import Event
from ledger.public_id import new_public_id
from organisation import clock
from tests import meetings
from tests.cases.paper.reading import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return meetings.board("SSN", seats=5)


@pytest.fixture
def held(board):
    return meetings.opened(board, "Val av andre vice ordförande")


@pytest.fixture
def item(held):
    return held.items.get()


def elect(board, item, *votes, **facts):
    return electing.elect(item, by=board.secretary, what="Val av andre vice ordförande", votes=votes, **facts)


def rows(election):
    return [(row.name, row.votes, row.elected) for row in election.candidates.all()]


def test_most_votes_elect_and_nobodys_vote_is_kept(board, item):
    election = elect(board, item, ("Ledamot 2", 3), ("Ledamot 3", 1), blank=1)
    assert rows(election) == [("Ledamot 2", 3, True), ("Ledamot 3", 1, False)]
    assert (election.blank, election.by_lot, Vote.objects.count()) == (1, False, 0)
    told = Event.objects.get(kind="item.elected")
    assert (told.subject_id, told.data["by_lot"]) == (item.pk, False)


def test_the_lot_decides_a_tie_and_the_chair_does_not(board, item):
    with pytest.raises(LotMissing, match="Det blev lika mellan Ledamot 2, Ledamot 3"):
        elect(board, item, ("Ledamot 2", 2), ("Ledamot 3", 2), blank=1)
    assert not Election.objects.exists()
    election = elect(board, item, ("Ledamot 2", 2), ("Ledamot 3", 2), blank=1, drawn="Ledamot 3")
    assert (rows(election), election.by_lot) == ([("Ledamot 2", 2, False), ("Ledamot 3", 2, True)], True)


@pytest.mark.parametrize(
    ("votes", "facts", "refusal"),
    [
        ([("A", 3), ("B", 3)], {}, BallotsTooMany),
        ([("A", 3)], {"blank": 3}, BallotsTooMany),
        ([("A", 1), (" A ", 1)], {}, CandidateTwice),
        ([("A", 0)], {"blank": 2}, NoVotes),
        ([], {}, NoVotes),
    ],
)
def test_what_cannot_be_counted_is_refused(board, item, votes, facts, refusal):
    with pytest.raises(refusal):
        elect(board, item, *votes, **facts)
    assert not Election.objects.exists()


def test_it_says_what_it_is_about(board, item):
    with pytest.raises(ElectionUnsaid):
        electing.elect(item, by=board.secretary, what=" ", votes=[("A", 1)])


def test_whoever_stands_aside_leaves_no_ballot(board, item):
    in_the_room.stand_aside(item, board.ordinary[4], by=board.secretary)
    with pytest.raises(BallotsTooMany, match="5 valsedlar är räknade, men bara 4 tjänstgör"):
        elect(board, item, ("A", 5))


def test_it_can_be_taken_away_until_the_item_is_closed(board, held, item):
    electing.strike_election(elect(board, item, ("A", 3)), by=board.secretary)
    assert not Election.objects.exists()
    election = elect(board, item, ("A", 3))
    closing.close_item(item, by=board.secretary, outcome="as_proposed")
    with pytest.raises(ItemClosed):
        electing.strike_election(election, by=board.secretary)


def test_a_group_elects_nobody():
    group = meetings.group()
    held = meetings.meeting(group, on=clock.today())
    item = meetings.agenda.add_item(held, by=group.secretary, title="Läget", kind="information")
    meetings.begin(group, held)
    with pytest.raises(MeetingNotOpen):
        electing.elect(item, by=group.secretary, what="Val", votes=[("A", 1)])


def test_the_minutes_say_that_the_lot_decided(board, held, item):
    elect(board, item, ("Ledamot 2", 2), ("Ledamot 3", 2), blank=1, drawn="Ledamot 3")
    closing.close_item(item, by=board.secretary, outcome="as_proposed")
    said = minutes.content(held)
    printed = words(minutes_pdf(minutes_paper.paper(said, made_at=clock.now()))).replace("\u00a0", " ")
    told = "Det blev lika mellan Ledamot 2 och Ledamot 3. Lotten avgjorde. Ledamot 3 är vald."
    assert [
        part for part in ("med slutna valsedlar", "1 valsedel var blank.", told) if part not in printed
    ] == []


def browser(board):
    client = Client()
    client.force_login(board.secretary)
    return client


def test_the_page_asks_for_the_lot_keeps_what_was_typed_and_shows_the_result(board, held, item):
    client = browser(board)
    address = reverse("item_election", args=[held.public_id, item.public_id])
    here = reverse("agenda_item", args=[held.public_id, item.public_id])
    assert client.post(here, {"do": "elect", "once_key": new_public_id()})["Location"] == address
    assert 'value="Val av andre vice ordförande"' in client.get(address).content.decode()
    form = {"what": "Val", "name": ["Ledamot 2", "Ledamot 3", ""], "count": ["2", "2", ""], "do": "save"}
    asked = client.post(address, form).content.decode()
    assert asked.count("Det blev lika mellan Ledamot 2, Ledamot 3. Dra lott") == 2
    assert 'name="drawn" value="Ledamot 3"' in asked
    assert 'value="Ledamot 2"' in asked
    done = client.post(address, form | {"drawn": "Ledamot 3"})
    assert done["Location"] == f"{here}#votes"
    told = "Det blev lika mellan Ledamot 2 och Ledamot 3. Lotten avgjorde. Ledamot 3 är vald."
    assert told in client.get(here).content.decode()
    closing.close_item(item, by=board.secretary, outcome="as_proposed")
    for name, about in (("agenda_item", [held, item]), ("meeting_minutes", [held]), ("paragraph", [item])):
        page = client.get(reverse(name, args=[one.public_id for one in about])).content.decode()
        assert (name, told in page) == (name, True)


def test_the_page_says_what_is_wrong_and_gives_more_rows(board, held, item):
    client = browser(board)
    address = reverse("item_election", args=[held.public_id, item.public_id])
    odd = client.post(address, {"what": "Val", "name": ["A"], "count": ["två"], "do": "save"})
    assert "Skriv antalet röster med siffror: två." in odd.content.decode()
    more = client.post(address, {"what": "Val", "name": list("ABCD"), "count": ["1"] * 4, "do": "more"})
    assert len(more.context["page"].rows) == 8
    election = elect(board, item, ("A", 3))
    here = reverse("agenda_item", args=[held.public_id, item.public_id])
    client.post(here, {"do": f"unelect {election.public_id}", "once_key": new_public_id()})
    assert not Election.objects.exists()
