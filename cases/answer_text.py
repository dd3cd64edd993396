"""What an answer says, in a form that can be hashed, compared and kept."""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from .models import Answer, AnswerItem, Question
from .text import canonical_hash, first_difference

Snapshot = dict[str, Any]


def snapshot(answer: Answer) -> Snapshot:
    """Every word of the answer, in order: level, items and attachments (name and SHA-256)."""
    return {
        "level": answer.level,
        "items": _items(answer),
        "attachments": list(answer.attachments.values("name", sha256=F("file__sha256"))),
    }


def text_hash(words: Snapshot) -> str:
    """SHA-256 of a snapshot as canonical JSON (samrad-doc/1)."""
    return canonical_hash(words)


def items(answer: Answer) -> list[AnswerItem]:
    """The answer's items in the order of the draft, questions and sections at hand."""
    return list(
        answer.items.select_related("question__section_version", "saved_by").order_by(
            "question__position", "pk"
        )
    )


def is_empty(answer: Answer) -> bool:
    """Whether not a single field has been filled in."""
    return not answer.items.exclude(stance="", comment="", wording="").exists()


def missing(answer: Answer) -> list[AnswerItem]:
    """Sections without a stance and an overall statement without one: shown, never demanded."""
    asked = Q(question__kind__in=[Question.Kind.STANCE, Question.Kind.OVERALL])
    return list(
        answer.items.filter(asked, stance="")
        .select_related("question__section_version")
        .order_by("question__position")
    )


def change_between(before: Snapshot, after: Snapshot) -> str:
    """The first thing that differs, as a short quotation; empty when nothing does."""
    if before["level"] != after["level"]:
        return _("svarets form")
    earlier = {item["question"]: item for item in before["items"]}
    for item in after["items"]:
        change = _item_change(earlier.get(item["question"], {}), item)
        if change:
            return change
    if before["attachments"] != after["attachments"]:
        return _("bilagorna")
    return ""


def _items(answer: Answer) -> list[dict[str, Any]]:
    """The items' words alone, without the rows that ``items`` fetches for a page."""
    words = answer.items.order_by("question__position", "pk").values(
        "question",
        *AnswerItem.FIELDS,
        heading=Coalesce("question__section_version__heading", "question__text"),
    )
    return list(words)


def _item_change(before: dict[str, Any], after: dict[str, Any]) -> str:
    for field in AnswerItem.FIELDS:
        old, new = before.get(field, ""), after[field]
        if old != new:
            what = first_difference(old, new) if field != "stance" else _("ställningstagandet")
            return f"{after['heading']}: {what}"
    return ""
