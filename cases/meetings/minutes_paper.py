"""The minutes' plain data (see ``minutes.content``) as a paper: exactly what was approved, drawn."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from cases.meetings import leading, minutes, verdict
from cases.models import AgendaItem, ApprovalOccasion, Approver, BodyMember, Reservation
from cases.paper.minutes_parts import (
    MinutesPaper,
    PaperAttendee,
    PaperBallot,
    PaperDisqualification,
    PaperElection,
    PaperItem,
    PaperMovement,
    PaperOccasion,
    PaperPoint,
    PaperService,
    PaperSignature,
    PaperStatement,
    PaperVote,
)
from cases.paper.minutes_words import paragraphs
from organisation import clock

KINDS: dict[str, Any] = {"ordinary": "member", "substitute": "substitute", "guest": "other"}
ACTS = ("as_proposed", "changed")


def paper(
    said: dict[str, Any],
    *,
    made_at: datetime,
    occasions: Sequence[ApprovalOccasion] = (),
    masked: Sequence[str] = (),
) -> MinutesPaper:
    """The minutes with the approvals they have got so far."""
    day = date.fromisoformat(said["on"])
    drawn = [_occasion(occasion) for occasion in occasions]
    approved = [occasion.completed_at for occasion in occasions if occasion.completed_at]
    return MinutesPaper(
        body=said["body"],
        starts_at=_at(day, said["opened"] or said["starts"]),
        ended_at=_at(day, said["ends"]) if said["ends"] else None,
        made_at=made_at,
        place=said["place"],
        distance=_("Ledamöter fick delta på distans.") if said["distance"] else "",
        diary_number=said["case"],
        chair=_leaders(said),
        attendees=_attendees(said, day),
        items=[_item(row, number, said) for number, row in enumerate(said["items"], start=1)],
        approvers=list(dict.fromkeys(row.name for one in drawn for row in one.signatures)),
        occasions=drawn,
        approved_at=max(approved) if approved and len(approved) == len(occasions) else None,
        decides=said["decides"],
        wishes=said.get("wishes", ""),
        masked=masked,
    )


def of_occasion(
    occasion: ApprovalOccasion, *, masked: Sequence[str] = (), said: dict[str, Any] | None = None
) -> MinutesPaper:
    """What lies before the approvers of one occasion, or what they have approved; ``said`` is less of it."""
    made_at = occasion.completed_at or occasion.asked_at
    return paper(said or occasion.content, made_at=made_at, occasions=[occasion], masked=masked)


def _attendees(said: dict[str, Any], day: date) -> list[PaperAttendee]:
    """One row per person, however often they came and went."""
    found: dict[str, PaperAttendee] = {}
    for stay in said["attendance"]:
        row = _attendee(stay, said, day)
        known = found.get(row.name)
        found[row.name] = _merged(known, row) if known else row
    return sorted(found.values(), key=lambda row: list(KINDS.values()).index(row.kind))


def _attendee(stay: dict[str, Any], said: dict[str, Any], day: date) -> PaperAttendee:
    office = BodyMember.Office(stay["office"]).label if stay["office"] else ""
    party = f" ({stay['party']})" if stay["party"] else ""
    return PaperAttendee(
        name=f"{stay['name']}{party}",
        kind=KINDS[stay["kind"]],
        office=str(office),
        title=stay["title"],
        serves=[PaperService(stay["serves_for"])] if stay["serves_for"] else [],
        movements=list(_movements(stay, said, day)),
        at_distance=stay["distance"],
    )


def _merged(known: PaperAttendee, row: PaperAttendee) -> PaperAttendee:
    serves = [*known.serves, *(one for one in row.serves if one not in known.serves)]
    return replace(known, serves=serves, movements=[*known.movements, *row.movements])


def _movements(stay: dict[str, Any], said: dict[str, Any], day: date) -> Iterable[PaperMovement]:
    """Arrivals after the first item was decided and departures before the end; the rest were there all along."""
    if stay["arrived"] > said.get("first_decided", said["opened"]):
        yield PaperMovement("arrived", _at(day, stay["arrived"]))
    if stay["left"] and stay["left"] < (said["ends"] or "24:00"):
        yield PaperMovement("left", _at(day, stay["left"]))


def _leaders(said: dict[str, Any]) -> str:
    """Who led the meeting; where several did, each with the § they led."""
    led = leading.leaders(said)
    if len(led) < 2:
        return next(iter(led), said["chair"])
    return ", ".join(f"{name} ({paragraphs(numbers)})" if numbers else name for name, numbers in led.items())


def _item(row: dict[str, Any], number: int, said: dict[str, Any]) -> PaperItem:
    texts = row["texts"]
    points = [PaperPoint(point["number"], point["text"]) for point in row["points"]]
    stand = verdict.stands(row, said)
    return PaperItem(
        number=number,
        title=row["title"],
        paragraph=row["paragraph"],
        chair=leading.other_leader(row, said),
        diary_number=row["case"],
        points=points if stand else [],
        proposed=[] if stand else points,
        lead=verdict.instead(row, said) or verdict.in_principle(row, said),
        outcome="" if verdict.instead(row, said) else _outcome(row),
        background=minutes.background_of(row),
        proposals=texts.get("proposals", ""),
        procedure=texts.get("procedure", ""),
        condition=verdict.condition(row, said),
        ballots=[_ballot(ballot) for ballot in row["ballots"]],
        elections=[election(one) for one in row.get("elections", [])],
        disqualified=[PaperDisqualification(one["name"], one["reason"]) for one in row["conflicts"]],
        statements=[*_statements(row["reservations"]), *_notes(texts)],
        participants=[one["name"] for one in row["took_part"] if one["capacity"] == "serving"],
        documents=minutes.documents_of(row),
        references=[f"{one['relation']} {one['to']}" for one in row["references"]],
        immediate=row["immediate"],
    )


def _outcome(row: dict[str, Any]) -> str:
    """In words, where the points alone do not tell it."""
    if not row["outcome"] or row["outcome"] in ACTS:
        return ""
    return str(AgendaItem.Outcome(row["outcome"]).label).capitalize()


def _ballot(row: dict[str, Any]) -> PaperBallot:
    return PaperBallot(
        votes=[PaperVote(vote["name"], vote["choice"]) for vote in row["votes"]],
        yes_means=row["yes_means"],
        no_means=row["no_means"],
        casting_by=row["casting"],
        casting=("yes" if row["yes_wins"] else "no") if row["casting"] else "",
        result=row["yes_means"] if row["yes_wins"] else row["no_means"],
    )


def election(one: dict[str, Any]) -> PaperElection:
    """An election of the minutes' plain data."""
    return PaperElection(
        what=one["what"],
        votes=[(row["name"], row["votes"]) for row in one["candidates"]],
        elected=next(row["name"] for row in one["candidates"] if row["elected"]),
        blank=one["blank"],
        by_lot=one["by_lot"],
    )


def _statements(rows: list[dict[str, Any]]) -> list[PaperStatement]:
    return [PaperStatement(row["kind"], [row["name"]], row["text"]) for row in rows]


def _notes(texts: dict[str, str]) -> list[PaperStatement]:
    return [PaperStatement(Reservation.Kind.NOTE, [], texts["note"])] if texts.get("note") else []  # type: ignore[arg-type]


def _occasion(occasion: ApprovalOccasion) -> PaperOccasion:
    numbers = [row["paragraph"] for row in occasion.content["items"] if row["paragraph"]]
    return PaperOccasion(
        signatures=[
            _signature(row, occasion.content) for row in occasion.approvers.select_related("member", "scan")
        ],
        paragraphs=paragraphs(numbers),
        immediate=occasion.kind == ApprovalOccasion.Kind.IMMEDIATE,
        approved_at=occasion.completed_at,
    )


def _role(row: Approver, said: dict[str, Any]) -> str:
    """ "ordförande", with the § they led where several led."""
    if not row.is_chair:
        return _("justerare")
    led = leading.leaders(said)
    numbers = led.get(row.member.name, []) if len(led) > 1 else []
    return ", ".join([_("ordförande"), paragraphs(numbers)]) if numbers else _("ordförande")


def _signature(row: Approver, said: dict[str, Any]) -> PaperSignature:
    return PaperSignature(
        name=row.member.name,
        role=_role(row, said),
        signed_at=row.signed_at,
        sha256=row.signed_hash,
        dissent=row.dissent,
        on_paper=row.scan is not None,
        scan=row.scan.name if row.scan else "",
    )


def _at(day: date, words: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(words), tzinfo=clock.STOCKHOLM)
