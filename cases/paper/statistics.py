"""Figures of the compiled document: how the comments were disposed of, in all and section by section."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.paper.glyphs import narrow
from cases.paper.marks import outcome_marks
from cases.paper.parts import PaperComment, PaperRecipient, PaperRow, PaperTotal
from cases.paper.words import section_name

MARGIN = 24  # letters in a heading beside the figures


def outcome_data(rows: Sequence[PaperRow], comments: Sequence[PaperComment]) -> dict[str, Any]:
    """A row per section that was commented on and one for all: a count per outcome, and the sum."""
    by_section = {row.number: [one for one in comments if one.section == row.number] for row in rows}
    named = {row.number: narrow(section_name(row.number, row.heading), MARGIN) for row in rows}
    return {
        "heading": _("Så hanterades synpunkterna"),
        "section": _("Avsnitt"),
        "sum": _("Summa"),
        "shares": _("Fördelning"),
        "none": _("Inga synpunkter har lämnats.") if not comments else "",
        "marks": list(outcome_marks().values()),
        "rows": [_counted(_("Alla avsnitt"), comments)]
        + [_counted(named[number], said) for number, said in by_section.items() if said],
    }


def totals_data(totals: Sequence[PaperTotal]) -> dict[str, Any]:
    """How each group of recipients answered about the whole, apart."""
    return {
        "heading": _("Samlad bedömning"),
        "group": _("Grupp"),
        "count": _("Antal"),
        "said": _("Svar"),
        "rows": [
            {
                "label": total.label,
                "count": str(total.count),
                "said": ", ".join(f"{word} {count}" for word, count in total.said),
            }
            for total in totals
        ],
    }


def answered(recipients: Sequence[PaperRecipient]) -> str:
    """ "7 av 9 på sändlistan" and how many others, as one line."""
    listed = [recipient for recipient in recipients if recipient.listed]
    others = sum(1 for one in recipients if not one.listed and one.answered_on)
    line = _("%(answered)d av %(count)d på sändlistan") % {
        "answered": sum(1 for one in listed if one.answered_on),
        "count": len(listed),
    }
    return line + (_(", %(count)d utanför sändlistan") % {"count": others} if others else "")


def _counted(label: str, comments: Sequence[PaperComment]) -> dict[str, Any]:
    counted = Counter(comment.outcome for comment in comments)
    return {
        "label": label,
        "counts": [counted[outcome] for outcome in outcome_marks()],
        "sum": len(comments),
    }
