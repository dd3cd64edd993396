"""Minutes on screen: the same plain data as on paper, with the words a page needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cases.meetings import leading, minutes, minutes_paper, verdict
from cases.models import Approver
from cases.paper import minutes_elections
from cases.templatetags.text_tags import clock_time, long_day
from cases.views.meetings import minutes_facts


@dataclass(frozen=True)
class Line:
    """A heading and what stands under it."""

    title: str
    text: str


@dataclass(frozen=True)
class People:
    """Those who were there in one capacity, each with what they were."""

    title: str
    people: list[str]


def paragraphs(said: dict[str, Any]) -> list[dict[str, Any]]:
    """Every item of the content, ready for <c-paragraph>."""
    return [_paragraph(row, number, said) for number, row in enumerate(said["items"], start=1)]


def attendance(said: dict[str, Any]) -> list[People]:
    """Who was there, in three groups."""
    groups = {
        "ordinary": _("Ledamöter"),
        "substitute": _("Ersättare"),
        "guest": _("Övriga närvarande"),
    }
    found = {kind: [row for row in said["attendance"] if row["kind"] == kind] for kind in groups}
    return [People(title, minutes_facts.people(found[kind])) for kind, title in groups.items() if found[kind]]


def signature(row: Approver) -> dict[str, Any]:
    """One approver as <c-signature-row> draws it."""
    state = "waiting"
    if row.signed_at:
        state = "paper" if row.scan_id else "dissent" if row.dissent else "signed"
    return {
        "row": row,
        "name": row.member.name,
        "office": _("ordförande") if row.is_chair else _("justerare"),
        "state": state,
        "when": f"{long_day(row.signed_at)} {clock_time(row.signed_at)}" if row.signed_at else "",
        "hash": row.signed_hash,
        "dissent": row.dissent,
        "on_paper": row.user_id is None,
    }


def shown_election(one: dict[str, Any]) -> dict[str, Any]:
    """An election with what became of it in words."""
    drawn = minutes_paper.election(one)
    return one | {"result": minutes_elections.result(drawn), "blanks": minutes_elections.blanks(drawn)}


def _paragraph(row: dict[str, Any], number: int, said: dict[str, Any]) -> dict[str, Any]:
    stand = verdict.stands(row, said)
    points = [point | {"facts": minutes_facts.of_point(point)} for point in row["points"]]
    return row | {
        "number": number,
        "anchor": f"p-{row['id']}",
        "heading": verdict.heading(said),
        "group": "" if said["decides"] else "1",
        "decides": verdict.lead(row, said),
        "points": points if stand else [],
        "proposed": [] if stand else points,
        "refers": minutes_facts.references_of(row),
        "proposal_heading": verdict.proposal_heading(said),
        "background": minutes.background_of(row),
        "procedure": "\n\n".join(
            row["texts"][field] for field in ("proposals", "procedure") if row["texts"].get(field)
        ),
        "condition": verdict.condition(row, said),
        "note": row["texts"].get("note", ""),
        "note_heading": verdict.note_heading(said),
        "reserved": [_statement(one, said) for one in row["reservations"]],
        "chosen": [shown_election(one) for one in row.get("elections", [])],
        "listed": minutes.documents_of(row),
        "present": list(_present(row, said)),
    }


def _statement(one: dict[str, Any], said: dict[str, Any]) -> Line:
    kind = verdict.statement_name(one["kind"], said)
    return Line(f"{kind}: {one['name']}", one["text"])


def _present(row: dict[str, Any], said: dict[str, Any]) -> Iterable[Line]:
    yield from (Line(label, value) for label, value in minutes_facts.of_item(row))
    if chair := leading.other_leader(row, said):
        yield Line(_("Ledde ärendet"), chair)
    for capacity, title in (("serving", _("Tjänstgörande")), ("present", _("Närvarande"))):
        who = [_took_part(one) for one in row["took_part"] if one["capacity"] == capacity]
        if who:
            yield Line(title, ", ".join(who))
    if row["conflicts"]:
        yield Line(_("Jäv"), ", ".join(_conflict(one) for one in row["conflicts"]))


def _took_part(one: dict[str, Any]) -> str:
    if not one["for"]:
        return str(one["name"])
    return _("%(name)s för %(member)s") % {"name": one["name"], "member": one["for"]}


def _conflict(one: dict[str, Any]) -> str:
    return f"{one['name']} ({one['reason']})" if one["reason"] else str(one["name"])
