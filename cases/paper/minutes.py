"""Minutes (protokoll) and extracts from them, as accessible PDF: what was decided, by whom, and who approved it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.paper.minutes_approval import approval_data
from cases.paper.minutes_attendance import attendance_data
from cases.paper.minutes_item import item_data
from cases.paper.minutes_mask import mask, masked
from cases.paper.minutes_parts import MinutesPaper, PaperItem
from cases.paper.minutes_top import draft_mark, edges, facts, notices
from cases.paper.minutes_words import kind, paragraphs
from cases.paper.prose import from_plain
from cases.paper.typesetting import typeset
from cases.paper.words import moment


def minutes_pdf(paper: MinutesPaper, *, public: bool = False) -> bytes:
    """The minutes as an accessible PDF; ``public`` hides what is masked. The same paper, the same bytes."""
    return typeset("minutes", minutes_data(paper, public=public), at=paper.made_at)


def extract_pdf(
    paper: MinutesPaper,
    numbers: Collection[int],
    *,
    certified_by: str,
    certified_at: datetime,
    recipient: str = "",
    public: bool = False,
) -> bytes:
    """The heading and the chosen § with who certifies them; LookupError when one of them is not there."""
    data = extract_data(
        paper,
        numbers,
        certified_by=certified_by,
        certified_at=certified_at,
        recipient=recipient,
        public=public,
    )
    return typeset("minutes", data, at=certified_at)


def minutes_data(paper: MinutesPaper, *, public: bool = False) -> dict[str, Any]:
    """What the template draws, in the paper's language."""
    with override(paper.language):
        mark = draft_mark(paper)
        name = _("%(kind)s från %(body)s") % {"kind": kind(paper), "body": paper.body}
        data = _edged(paper, name, mark, public) | {
            "attendance": attendance_data(paper.attendees),
            "items": [item_data(paper, item) for item in paper.items],
            "wishes": _wishes(paper),
            "approval": approval_data(paper),
            "certified": None,
        }
        return _hidden(data, paper, public)


def extract_data(
    paper: MinutesPaper,
    numbers: Collection[int],
    *,
    certified_by: str,
    certified_at: datetime,
    recipient: str = "",
    public: bool = False,
) -> dict[str, Any]:
    """What the template draws of an extract, in the paper's language."""
    chosen = _chosen(paper, numbers)
    part = replace(paper, items=chosen, made_at=certified_at)
    with override(paper.language):
        mark = "" if all(item.approved_at for item in chosen) else draft_mark(paper)
        name = _("Protokollsutdrag från %(body)s") % {"body": paper.body}
        data = _edged(part, name, mark, public) | {
            "attendance": None,
            "items": [item_data(part, item) for item in chosen],
            "wishes": None,
            "approval": None,
            "certified": _certified(certified_by, certified_at),
        }
        data["facts"] += [*_approved(part), *([(_("Till"), recipient)] if recipient else [])]
        return _hidden(data, paper, public)


def _wishes(paper: MinutesPaper) -> dict[str, Any] | None:
    """What a group wants to take up next time, under a heading of its own."""
    blocks = from_plain(paper.wishes)
    return {"heading": _("Önskemål till nästa möte"), "blocks": blocks} if blocks else None


def _chosen(paper: MinutesPaper, numbers: Collection[int]) -> list[PaperItem]:
    chosen = [item for item in paper.items if item.paragraph in numbers]
    missing = set(numbers) - {item.paragraph for item in chosen}
    if missing or not chosen:
        raise LookupError(paragraphs(missing))
    return chosen


def _edged(paper: MinutesPaper, name: str, mark: str, public: bool) -> dict[str, Any]:
    return edges(paper, name=name, mark=mark) | {
        "notices": notices(paper, mark=mark, public=public),
        "facts": facts(paper),
    }


def _approved(paper: MinutesPaper) -> list[tuple[str, str]]:
    """When the chosen § were approved, each instant once."""
    instants = [item.approved_at or paper.approved_at for item in paper.items]
    return [(_("Justerat"), moment(one)) for one in dict.fromkeys(instants) if one]


def _certified(by: str, at: datetime) -> dict[str, str]:
    return {"heading": _("Utdraget bestyrks"), "name": by, "when": moment(at)}


def _hidden(data: dict[str, Any], paper: MinutesPaper, public: bool) -> dict[str, Any]:
    hidden: dict[str, Any] = masked(data, paper.masked) if public else data
    return hidden | {"mask": mask()}
