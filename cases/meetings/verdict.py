"""What became of a § in words, and whether its points stand or remain what was proposed."""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.models import AgendaItem, Reservation

Outcome = AgendaItem.Outcome
NOT_STANDING = frozenset(
    {
        "",
        Outcome.RETURNED,
        Outcome.POSTPONED,
        Outcome.WITHDRAWN,
        Outcome.REJECTED,
        Outcome.NOT_ENDORSED,
    }
)


def stands(row: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether the points of this row of the minutes were decided, or backed by a group."""
    if row["outcome"] == Outcome.NOTED:
        return bool(said["decides"])
    return row["outcome"] not in NOT_STANDING


def note_heading(said: dict[str, Any]) -> str:
    """What the part is called that holds what was noted."""
    return _("Protokollsanteckningar") if said["decides"] else _("Anteckningar")


def statement_name(kind: str, said: dict[str, Any]) -> str:
    """What the words are called that somebody wants in the minutes or in a group's notes."""
    if kind == Reservation.Kind.NOTE and not said["decides"]:
        return _("Kommentar")
    return capfirst(str(Reservation.Kind(kind).label))


def heading(said: dict[str, Any]) -> str:
    """What the part is called that says what the body came to."""
    return _("Beslut") if said["decides"] else _("Ställningstagande")


def lead(row: dict[str, Any], said: dict[str, Any]) -> str:
    """The line over the points that stand, or what was decided instead of them; empty when nothing was."""
    if not stands(row, said):
        return instead(row, said)
    if not row["points"]:
        return ""
    if said["decides"]:
        return _("%(body)s beslutar följande:") % {"body": said["body"]}
    return in_principle(row, said) or _("%(body)s ställer sig bakom följande:") % {"body": said["body"]}


def in_principle(row: dict[str, Any], said: dict[str, Any]) -> str:
    """The line over points that a group backs on a condition: a short one is told in it; empty otherwise."""
    if row["outcome"] != Outcome.IN_PRINCIPLE or not row["points"]:
        return ""
    if _is_short(row):
        return _("%(body)s ställer sig i princip bakom följande, med villkoret ”%(condition)s”:") % {
            "body": said["body"],
            "condition": row["texts"]["condition"].strip(),
        }
    return _("%(body)s ställer sig i princip bakom följande, med villkoret under Förbehåll:") % {
        "body": said["body"]
    }


def condition(row: dict[str, Any], said: dict[str, Any]) -> str:
    """The condition as a part of its own, when the line over the points has not told it."""
    told = in_principle(row, said) and _is_short(row)
    return "" if told else str(row["texts"].get("condition", ""))


def _is_short(row: dict[str, Any]) -> bool:
    """Whether the condition is one plain line."""
    text = row["texts"].get("condition", "").strip()
    return bool(text) and not set(text) & set("\n*_`[#|<")


def instead(row: dict[str, Any], said: dict[str, Any]) -> str:
    """What a body that decides did with the item without deciding as was proposed; empty otherwise."""
    if not said["decides"]:
        return ""
    facts = {"body": said["body"]}
    sentences = {
        Outcome.POSTPONED: _("%(body)s beslutar att bordlägga ärendet.") % facts,
        Outcome.RETURNED: _returned(row, facts),
        Outcome.WITHDRAWN: _("Ärendet utgår."),
        Outcome.REJECTED: _("%(body)s avslår förslaget.") % facts,
    }
    return sentences.get(row["outcome"], "")


def _returned(row: dict[str, Any], facts: dict[str, str]) -> str:
    sentence = _("%(body)s beslutar att återremittera ärendet.") % facts
    why = row["texts"].get("return", "")
    return _("%(sentence)s Skäl: %(why)s") % {"sentence": sentence, "why": why} if why else sentence


def proposal_heading(said: dict[str, Any]) -> str:
    """What the points are called that do not stand."""
    return _("Förslag till beslut") if said["decides"] else _("Förslag")
