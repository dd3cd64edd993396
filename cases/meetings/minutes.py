"""What the minutes say: everything of some §, gathered once as plain data, so that exactly that is approved."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from cases.meetings import electing
from cases.meetings.names import described, point_name, taker
from cases.models import AgendaDocument, AgendaItem, Attendance, Decision, ItemText, Meeting, Point, Vote
from cases.text import canonical_hash
from organisation import clock

FORM = "samrad-minutes/1"
RELATED = ("case", "body__unit", "meeting__chair", "chair")

NOT_DECIDED = (
    AgendaItem.Outcome.RETURNED,
    AgendaItem.Outcome.POSTPONED,
    AgendaItem.Outcome.WITHDRAWN,
    AgendaItem.Outcome.REJECTED,
)


def content(meeting: Meeting, items: Iterable[AgendaItem] | None = None) -> dict[str, Any]:
    """The minutes of these items (all, when none are named) in the order of the agenda.

    Constant queries however many items: names and words only, dates in ISO form, so that the hash
    of it (see ``digest``) is what approvers put their names to.
    """
    wanted = None if items is None else [item.pk for item in items]
    rows = gathered(meeting, wanted)
    return {
        "form": FORM,
        "body": meeting.body.unit.name,
        "decides": meeting.body.decides,
        "seats": meeting.body.ordinary_seats,
        "on": meeting.on.isoformat(),
        "starts": meeting.starts_at.isoformat("minutes"),
        "opened": _time(meeting.opened_at),
        "ends": _time(meeting.ended_at),
        "place": meeting.place,
        "distance": meeting.distance,
        "case": (meeting.case.number or "") if meeting.case else "",
        "chair": meeting.chair.name if meeting.chair else "",
        "attendance": _attendance(meeting),
        "items": [_item(item) for item in rows if item.kind != AgendaItem.Kind.BREAK],
    } | _wishes(meeting)


def digest(said: dict[str, Any]) -> str:
    """SHA-256 of the content as canonical JSON."""
    return canonical_hash(said)


def gathered(meeting: Meeting, wanted: list[int] | None = None) -> list[AgendaItem]:
    """The items with everything under them, in a constant number of queries."""
    rows = meeting.items.all() if wanted is None else meeting.items.filter(pk__in=wanted)
    points = Point.objects.select_related(
        "to_unit", "to_user", "fulfils__item__body__unit", "fulfils__earlier__unit"
    )
    return list(
        rows.select_related(*RELATED)
        .prefetch_related(
            Prefetch("points", points.prefetch_related("adoptions__version__document")),
            "texts",
            "disqualifications__member",
            "participations__member",
            "participations__serves_for",
            Prefetch("ballots__votes", Vote.objects.select_related("member")),
            "ballots__casting",
            "elections__candidates",
            "reservations__member",
            Prefetch("reported_decisions", Decision.objects.select_related("case").order_by("pk")),
            "references__to_item__body__unit",
            "references__to_earlier__unit",
            "references__to_decision",
            "references__to_point",
            Prefetch("papers", AgendaDocument.objects.select_related("file__document__case")),
        )
        .order_by("position", "id")
    )


def _wishes(meeting: Meeting) -> dict[str, str]:
    """What a group wants to take up next time; a board notes no such thing."""
    return {} if meeting.body.decides else {"wishes": meeting.wishes}


def _item(item: AgendaItem) -> dict[str, Any]:
    return {
        "id": item.public_id,
        "paragraph": item.paragraph,
        "year": item.year,
        "title": item.title,
        "kind": item.kind,
        "case": (item.case.number or "") if item.case else "",
        "presenter": item.presenter,
        "chair": item.chair.name if item.chair else "",
        "outcome": item.outcome,
        "immediate": item.immediate,
        "extra": item.extra,
        "points": [_point(point) for point in points_of(item)],
        "texts": {text.field: text.text for text in item.texts.all() if text.text and _counts(item, text)},
        "conflicts": [
            {"name": row.member.name, "reason": row.reason} for row in item.disqualifications.all()
        ],
        "took_part": [
            {
                "name": row.member.name,
                "capacity": row.capacity,
                "for": row.serves_for.name if row.serves_for else "",
            }
            for row in item.participations.all()
        ],
        "ballots": [_ballot(ballot) for ballot in item.ballots.all()],
        "elections": [electing.said_of(election) for election in item.elections.all()],
        "reservations": [
            {"kind": row.kind, "name": row.member.name if row.member else row.name, "text": row.text}
            for row in item.reservations.all()
        ],
        "reported": [_reported(row) for row in item.reported_decisions.all()],
        "documents": [_document(paper) for paper in item.papers.all()],
        "references": [{"relation": row.relation, "to": described(row)} for row in item.references.all()],
    }


def _counts(item: AgendaItem, text: ItemText) -> bool:
    """Why an item was returned is said of one that was."""
    return text.field != ItemText.Field.RETURN or item.outcome == AgendaItem.Outcome.RETURNED


def _reported(decision: Decision) -> str:
    """A decision on delegation as the body is told of it; a secret one by its number alone."""
    if decision.case.secrecy_provision:
        return decision.number or ""
    return f"{decision.number} {decision.title}, {decision.decider_title}"


def _document(paper: AgendaDocument) -> dict[str, Any]:
    document = paper.file.document
    return {"title": paper.title, "case": document.case.number or "", "number": document.number_in_case}


def documents_of(row: dict[str, Any]) -> list[str]:
    """The item's documents as the minutes list them, each with its number in the register."""
    return [
        _("%(title)s, %(case)s handling %(number)s") % one if one["number"] else str(one["title"])
        for one in row.get("documents", [])
    ]


def points_of(item: AgendaItem) -> list[Point]:
    """What stands; of an item that was not decided the proposal as it was laid: a try at it decided nothing."""
    points = list(item.points.all())
    if item.outcome not in NOT_DECIDED:
        return [point for point in points if not point.struck]
    laid = [point for point in points if not (point.added and point.struck)]
    for point in laid:
        point.text = point.proposed or point.text
    return laid


def _point(point: Point) -> dict[str, Any]:
    return {
        "id": point.public_id,
        "number": point.number,
        "kind": point.kind,
        "text": point.text,
        "to": taker(point),
        "what": point.what if point.kind == Point.Kind.ASSIGN else "",
        "due": point.due_on.isoformat() if point.due_on else "",
        "due_words": point.due_words,
        "yearly": point.yearly,
        "adopts": [
            {"title": row.called, "version": row.version.number, "hash": row.version_hash}
            for row in point.adoptions.all()
        ],
        "fulfils": point_name(point.fulfils) if point.fulfils else "",
    }


def background_of(row: dict[str, Any]) -> str:
    """The item's background as Markdown, with the decisions on delegation it reports (KL 6:40)."""
    told = [f"- {line}" for line in row.get("reported", [])]
    listed = [_("Anmälda delegationsbeslut:"), "\n".join(told)] if told else []
    return "\n\n".join(part for part in [row["texts"].get("background", ""), *listed] if part)


def _ballot(ballot: Any) -> dict[str, Any]:
    return {
        "yes_means": ballot.yes_means,
        "no_means": ballot.no_means,
        "yes": ballot.yes,
        "no": ballot.no,
        "abstain": ballot.abstain,
        "casting": ballot.casting.name if ballot.casting else "",
        "yes_wins": ballot.yes_wins,
        "votes": [{"name": vote.member.name, "choice": vote.choice} for vote in ballot.votes.all()],
    }


def _attendance(meeting: Meeting) -> list[dict[str, Any]]:
    rows = meeting.attendance.select_related("member", "serves_for").order_by(
        "member__kind", "member__order", "member", "arrived_at", "id"
    )
    return [_stay(row) for row in rows]


def _stay(row: Attendance) -> dict[str, Any]:
    member = row.member
    return {
        "name": member.name if member else row.name,
        "title": row.title,
        "kind": member.kind if member else "guest",
        "office": member.office if member else "",
        "party": member.party if member else "",
        "serves_for": row.serves_for.name if row.serves_for else "",
        "distance": row.distance,
        "arrived": _time(row.arrived_at),
        "left": _time(row.left_at),
    }


def _time(at: Any) -> str:
    return clock.local(at).strftime("%H:%M") if at else ""
