"""Elections with closed ballots: the numbers are noted, whoever has most is elected, the lot decides a tie."""

from collections.abc import Mapping, Sequence
from typing import Any

from cases.meetings.attending import serving
from cases.meetings.errors import MeetingNotOpen
from cases.meetings.places import tell, writable
from cases.meetings.room_errors import BallotsTooMany, CandidateTwice, ElectionUnsaid, NoVotes
from cases.models import AgendaItem, Candidate, Election
from cases.text import normalise
from cases.voting import elected
from ledger.work import work
from organisation import clock
from organisation.models import User


def elect(
    item: AgendaItem,
    *,
    by: User,
    what: str,
    votes: Sequence[tuple[str, int]],
    blank: int = 0,
    drawn: str = "",
) -> Election:
    """Note an election with closed ballots: how many votes each got, and how many were blank.

    ``drawn`` is whom the lot fell on; it counts on a tie alone, where nobody has a casting vote (KL 5:53-56).
    Raises ElectionUnsaid, CandidateTwice, NoVotes, BallotsTooMany, LotMissing.
    """
    said, counts = normalise(what).strip()[:300], _counts(votes)
    if not said:
        raise ElectionUnsaid
    with work():
        locked = _in_meeting(item)
        _refuse_too_many(locked, sum(counts.values()) + blank)
        name, by_lot = elected(counts, drawn=normalise(drawn).strip()[:200])
        election = Election.objects.create(
            item=locked, what=said, blank=blank, by_lot=by_lot, held_at=clock.now(), recorded_by=by
        )
        Candidate.objects.bulk_create(
            Candidate(election=election, position=place, name=one, votes=count, elected=one == name)
            for place, (one, count) in enumerate(counts.items(), start=1)
        )
        tell("item.elected", locked, by, election=election.pk, by_lot=by_lot)
        return election


def strike_election(election: Election, *, by: User) -> None:
    """Take a wrongly noted election away before the item is closed."""
    with work():
        locked = _in_meeting(election.item)
        tell("item.election_removed", locked, by, what=election.what)
        election.delete()


def said_of(election: Election) -> dict[str, Any]:
    """An election as the minutes' plain data."""
    return {
        "what": election.what,
        "blank": election.blank,
        "by_lot": election.by_lot,
        "candidates": [
            {"name": row.name, "votes": row.votes, "elected": row.elected}
            for row in election.candidates.all()
        ],
    }


def _counts(votes: Sequence[tuple[str, int]]) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for typed, count in votes:
        name = normalise(typed).strip()[:200]
        if name in counts:
            raise CandidateTwice(name=name)
        counts[name] = count
    if not any(counts.values()):
        raise NoVotes
    return counts


def _refuse_too_many(item: AgendaItem, ballots: int) -> None:
    if item.meeting is None:
        raise MeetingNotOpen
    most = len(serving(item.meeting, item))
    if ballots > most:
        raise BallotsTooMany(ballots=ballots, most=most)


def _in_meeting(item: AgendaItem) -> AgendaItem:
    locked = writable(item)
    if locked.meeting is None or not locked.meeting.is_running or not locked.body.decides:
        raise MeetingNotOpen
    return locked
