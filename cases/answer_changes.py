"""Everything that differs between two readings of an answer, as short quotations: "… ni [får → ska] svara …"."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cases import word_changes
from cases.answer_text import Snapshot
from cases.differences import VISIBLE
from cases.models import Answer

NEIGHBOURS = 8  # words and the spaces between them

StanceWords = Mapping[int, Mapping[str, str]]


def between(before: Snapshot, after: Snapshot, stances: StanceWords) -> list[str]:
    """Each change with the heading it stands under; ``stances`` are the words of each question's scale."""
    earlier = {item["question"]: item for item in before["items"]}
    changes = [
        f"{item['heading']}: {change}"
        for item in after["items"]
        for change in _of_item(earlier.get(item["question"], {}), item, stances.get(item["question"], {}))
    ]
    return [*changes, *_of_files(before, after), *_of_level(before["level"], after["level"])]


def excerpts(old: str, new: str) -> list[str]:
    """Every change from one text to another, each with the words around it."""
    words = word_changes.tokens(old)
    return [_excerpt(words, change) for change in word_changes.changes(words, word_changes.tokens(new))]


def _of_item(before: dict[str, Any], after: dict[str, Any], labels: Mapping[str, str]) -> Iterator[str]:
    old, new = before.get("stance", ""), after["stance"]
    if old != new:
        yield _arrow(labels.get(old, old), labels.get(new, new))
    for field in ("comment", "wording"):
        yield from excerpts(before.get(field, ""), after[field])


def _of_files(before: Snapshot, after: Snapshot) -> Iterator[str]:
    if before["attachments"] != after["attachments"]:
        names = [", ".join(file["name"] for file in words["attachments"]) for words in (before, after)]
        yield f"{_('Bilagor')}: {_arrow(*names)}"


def _of_level(old: str, new: str) -> Iterator[str]:
    if old != new:
        yield f"{_('Svarets form')}: {_arrow(str(Answer.Level(old).label), str(Answer.Level(new).label))}"


def _excerpt(words: word_changes.Tokens, change: word_changes.Change) -> str:
    start, end = max(0, change.start - NEIGHBOURS), change.end + NEIGHBOURS
    before, after = "".join(words[start : change.start]), "".join(words[change.end : end])
    gone, come = "".join(words[change.start : change.end]), "".join(change.new)
    if not (gone + come).strip():
        gone, come = gone.translate(VISIBLE), come.translate(VISIBLE)
    around = [
        "…" if start else "",
        before.strip(),
        _arrow(gone.strip(), come.strip()),
        after.strip(),
        "…" if end < len(words) else "",
    ]
    return " ".join(part for part in around if part)


def _arrow(old: str, new: str) -> str:
    return f"[{old or _('tomt')} → {new or _('tomt')}]"
