"""What anybody may read of approved minutes: what secrecy covers is left out, personal data is found and counted."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases import masking
from cases.meetings import minutes_files
from cases.models import AgendaItem, ApprovalOccasion, Decision

NOT_WORDS = frozenset({"form", "id", "hash"})
NOTHING: dict[str, Any] = {
    "case": "",
    "presenter": "",
    "outcome": "",
    "immediate": False,
    "points": [],
    "texts": {},
    "conflicts": [],
    "took_part": [],
    "ballots": [],
    "elections": [],
    "reservations": [],
    "reported": [],
    "references": [],
    "documents": [],
    "chair": "",
}
Entry = dict[str, Any]


def as_published(occasion: ApprovalOccasion, masks: Sequence[str], left_out: Collection[str]) -> bytes:
    """The file the public would read; nothing is kept."""
    said = shown(occasion, left_out)
    removed = sum(entry.get("spans", 1) for entry in entries(occasion, masks, left_out))
    return minutes_files.public_pdf(occasion, list(masks), said=said, removed=removed)


def readable(occasion: ApprovalOccasion) -> dict[str, Any]:
    """What would be published with nothing masked: secrets left out, and what approvers said of the minutes."""
    return shown(occasion, ()) | {"dissents": _dissents(occasion)}


def shown(occasion: ApprovalOccasion, left_out: Collection[str]) -> dict[str, Any]:
    """The content without these items, and without what secrecy covers today whether it is named or not."""
    hidden = secret_items(occasion) | set(left_out)
    return without(occasion.content, hidden, _numbers(secret_decisions(occasion)))


def entries(occasion: ApprovalOccasion, masks: Sequence[str], left_out: Collection[str]) -> list[Entry]:
    """What the reader is not shown, as ``PublicMinutes.left_out`` keeps it."""
    hidden = secret_items(occasion) | set(left_out)
    rows = occasion.content["items"]
    whole = [{"item": row["id"], "paragraph": row["paragraph"]} for row in rows if row["id"] in hidden]
    reported = [
        {"decision": decision, "paragraph": row["paragraph"]}
        for row in rows
        for decision in secret_decisions(occasion).get(row["id"], {}).values()
        if row["id"] not in hidden
    ]
    return [*whole, *reported, *_spans(shown(occasion, left_out), _dissents(occasion), masks)]


def secret_items(occasion: ApprovalOccasion) -> set[str]:
    """The items, by public id, whose case bears a secrecy mark today."""
    marked = AgendaItem.objects.filter(occasion=occasion).exclude(case=None)
    return set(marked.exclude(case__secrecy_provision="").values_list("public_id", flat=True))


def secret_decisions(occasion: ApprovalOccasion) -> dict[str, dict[str, str]]:
    """The decisions the items report whose case bears a mark today: by item, their numbers and public ids."""
    told = Decision.objects.filter(reported_in__occasion=occasion).exclude(case__secrecy_provision="")
    found: dict[str, dict[str, str]] = {}
    for item, number, public_id in told.values_list("reported_in__public_id", "number", "public_id"):
        found.setdefault(item, {})[number or ""] = public_id
    return found


def without(
    said: dict[str, Any], left_out: Collection[str], decisions: Collection[str] = ()
) -> dict[str, Any]:
    """The minutes where these items keep nothing but their number, and so do these reported decisions."""
    empty = NOTHING | {"title": _("omfattas av sekretess")}
    rows = [row | empty if row["id"] in left_out else row for row in said["items"]]
    return said | {"items": [_reporting(row, decisions) for row in rows] if decisions else rows}


def suggested(said: dict[str, Any]) -> dict[str, list[int]]:
    """Personal data found in the minutes, and in which § each stands."""
    found: dict[str, list[int]] = {word: [] for word in masking.suggestions(words_of(said))}
    for row in said["items"]:
        here = masking.suggestions(words_of(row))
        for word in here:
            found.setdefault(word, []).append(row["paragraph"])
    return found


def stands_in(said: dict[str, Any], word: str) -> bool:
    """Whether masking the word would hide anything."""
    text = words_of(said)
    return masking.mask(text, [word]) != masking.mask(text, [])


def words_of(said: Any) -> str:
    """Everything that is written in the minutes, a line for each piece."""
    return "\n".join(_words(said))


def _words(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield said
    elif isinstance(said, dict):
        for name, value in said.items():
            yield from () if name in NOT_WORDS else _words(value)
    elif isinstance(said, list):
        for value in said:
            yield from _words(value)


def _reporting(row: dict[str, Any], decisions: Collection[str]) -> dict[str, Any]:
    """The item whose report names these decisions by their number alone."""
    return row | {"reported": [_by_number(line, decisions) for line in row["reported"]]}


def _by_number(line: str, decisions: Collection[str]) -> str:
    return next((number for number in decisions if f"{line} ".startswith(f"{number} ")), line)


def _numbers(decisions: dict[str, dict[str, str]]) -> set[str]:
    return {number for found in decisions.values() for number in found if number}


def _spans(said: dict[str, Any], dissents: list[str], masks: Sequence[str]) -> list[Entry]:
    """How many times a masked word stands in each §, and in the rest of the minutes."""
    rest = {name: value for name, value in said.items() if name != "items"} | {"dissents": dissents}
    counted: Counter[int | None] = Counter({None: _count(rest, masks)})
    for row in said["items"]:
        counted[row["paragraph"]] += _count(row, masks)
    return [{"paragraph": paragraph, "spans": spans} for paragraph, spans in counted.items() if spans]


def _count(said: Any, masks: Sequence[str]) -> int:
    return masking.mask(words_of(said), masks).count(masking.MASK) if masks else 0


def _dissents(occasion: ApprovalOccasion) -> list[str]:
    return list(occasion.approvers.exclude(dissent="").values_list("dissent", flat=True))
