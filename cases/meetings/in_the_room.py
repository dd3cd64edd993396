"""What members do at an item: stand aside, vote, reserve themselves."""

from collections.abc import Mapping

from cases.meetings.attending import serving
from cases.meetings.bodies import refuse_strangers
from cases.meetings.errors import (
    CastingVoteMissing,
    HasConflict,
    MeetingNotOpen,
    NotServing,
    TookPart,
    VotesMissing,
)
from cases.meetings.places import tell, writable
from cases.meetings.room_errors import GroupReservesNothing
from cases.models import AgendaItem, Ballot, BodyMember, Disqualification, Meeting, Reservation, Vote
from cases.reasons import said
from cases.text import normalise
from cases.voting import Choice, Tally, tally
from ledger.work import work
from organisation import clock
from organisation.models import User


def stand_aside(item: AgendaItem, member: BodyMember, *, by: User, reason: str = "") -> Disqualification:
    """Note a member's jäv in this item: the quorum is counted without them. Raises TookPart, NotMember."""
    with work():
        locked = _in_meeting(item)
        refuse_strangers(locked.body, _meeting(locked).on, member)
        voted = Vote.objects.filter(ballot__item=locked, member=member).exists()
        if voted or locked.reservations.filter(member=member).exists():
            raise TookPart(name=member.name)
        row, _made = Disqualification.objects.update_or_create(
            item=locked,
            member=member,
            defaults={
                "reason": normalise(reason).strip()[:300],
                "recorded_at": clock.now(),
                "recorded_by": by,
            },
        )
        tell("item.conflict_noted", locked, by, member=member.pk)
        return row


def come_back(item: AgendaItem, member: BodyMember, *, by: User) -> None:
    """Take a noted jäv back."""
    with work():
        locked = _in_meeting(item)
        locked.disqualifications.filter(member=member).delete()
        tell("item.conflict_removed", locked, by, member=member.pk)


def vote(
    item: AgendaItem,
    votes: Mapping[BodyMember, Choice],
    *,
    by: User,
    yes_means: str,
    no_means: str,
) -> Ballot:
    """Record an open vote by name: everybody who serves says yes, no or abstains (KL 5:53-56, 6:33).

    A tie is decided by the vote of whoever leads the item. Raises NotServing, VotesMissing,
    CastingVoteMissing.
    """
    with work():
        locked = _in_meeting(item)
        meeting = _meeting(locked)
        entitled = [place.member_id for place in serving(meeting, locked)]
        _refuse_unentitled(votes, entitled)
        leads = locked.chair_id or meeting.chair_id
        chair = leads if leads in entitled else None
        counted = tally(
            {member.pk: choice for member, choice in votes.items()}, serving=entitled, chair=chair
        )
        if counted.result == "tie":
            raise CastingVoteMissing
        means = {"yes_means": _meaning(yes_means), "no_means": _meaning(no_means)}
        ballot = _counted(locked, counted, chair, by, **means)
        Vote.objects.bulk_create(
            Vote(ballot=ballot, member=member, choice=choice) for member, choice in votes.items()
        )
        tell("item.voted", locked, by, ballot=ballot.pk)
        return ballot


def _meaning(words: str) -> str:
    return normalise(words).strip()[:500]


def _counted(item: AgendaItem, counted: Tally, chair: int | None, by: User, **means: str) -> Ballot:
    return Ballot.objects.create(
        item=item,
        yes=counted.yes,
        no=counted.no,
        abstain=counted.abstain,
        casting_id=chair if counted.casting else None,
        yes_wins=counted.result == "yes",
        held_at=clock.now(),
        recorded_by=by,
        **means,
    )


def strike_vote(ballot: Ballot, *, by: User) -> None:
    """Take a wrongly recorded vote away before the item is closed."""
    with work():
        locked = _in_meeting(ballot.item)
        tell("item.vote_removed", locked, by, yes=ballot.yes, no=ballot.no, abstain=ballot.abstain)
        ballot.delete()


def reserve(item: AgendaItem, member: BodyMember, *, by: User, text: str = "") -> Reservation:
    """A reservation by somebody who took part in deciding, before the meeting closes (KL 4:27).

    It may come after the § is closed, as long as the meeting goes on.
    Raises HasConflict, NotServing, GroupReservesNothing.
    """
    with work():
        locked = _in_meeting(item, closed_too=True)
        _refuse_in_group(locked)
        _refuse_outsider(locked, member)
        row, _made = Reservation.objects.update_or_create(
            item=locked,
            member=member,
            kind=Reservation.Kind.RESERVATION,
            defaults={"text": normalise(text).strip(), "recorded_at": clock.now(), "recorded_by": by},
        )
        tell("item.reserved", locked, by, reservation=row.pk)
        return row


def note_opinion(
    item: AgendaItem, *, by: User, kind: str, text: str, member: BodyMember | None = None, name: str = ""
) -> Reservation:
    """A member's special opinion or note, or an official's dissent by name; it says what it is.

    Raises HasConflict, NotMember, GroupReservesNothing.
    """
    words = said(text)
    with work():
        locked = _in_meeting(item, closed_too=True)
        if kind == Reservation.Kind.SPECIAL_OPINION:
            _refuse_in_group(locked)
        refuse_strangers(locked.body, _meeting(locked).on, member)
        if member is not None and locked.disqualifications.filter(member=member).exists():
            raise HasConflict(name=member.name)
        row = Reservation.objects.create(
            item=locked,
            kind=Reservation.Kind(kind),
            member=member,
            name="" if member else normalise(name).strip()[:200],
            text=words,
            recorded_at=clock.now(),
            recorded_by=by,
        )
        tell("item.reserved", locked, by, reservation=row.pk)
        return row


def _refuse_in_group(item: AgendaItem) -> None:
    if not item.body.decides:
        raise GroupReservesNothing


def take_back(row: Reservation, *, by: User) -> None:
    """Take a reservation or an opinion back before the meeting ends."""
    with work():
        locked = _in_meeting(row.item, closed_too=True)
        tell("item.reservation_removed", locked, by, member=row.member_id)
        row.delete()


def _refuse_unentitled(votes: Mapping[BodyMember, Choice], entitled: list[int]) -> None:
    for member in votes:
        if member.pk not in entitled:
            raise NotServing(name=member.name)
    missing = set(entitled) - {member.pk for member in votes}
    if missing:
        names = BodyMember.objects.filter(pk__in=missing).order_by("order").values_list("name", flat=True)
        raise VotesMissing(names=", ".join(names))


def _refuse_outsider(item: AgendaItem, member: BodyMember) -> None:
    if item.disqualifications.filter(member=member).exists():
        raise HasConflict(name=member.name)
    if item.is_closed:
        took_part = item.participations.filter(member=member, capacity="serving").exists()
    else:
        took_part = member.pk in {place.member_id for place in serving(_meeting(item), item)}
    if not took_part:
        raise NotServing(name=member.name)


def _in_meeting(item: AgendaItem, *, closed_too: bool = False) -> AgendaItem:
    locked = writable(item, closed_too=closed_too)
    if not _meeting(locked).is_running:
        raise MeetingNotOpen
    return locked


def _meeting(item: AgendaItem) -> Meeting:
    if item.meeting is None:
        raise MeetingNotOpen
    return item.meeting
