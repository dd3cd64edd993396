"""The next version of the draft, growing from what was accepted: every change shown to the word."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access, late_changes, revision
from cases.merging import Conflict
from cases.models import ReferralRound
from cases.revision import RevisedSection
from organisation.http import SignedInRequest

from .pieces import References, plain
from .places import find_round, leave_unless_weighed


@require_safe
def round_next_version(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What the draft becomes: conflicts first, then each changed section, the rest folded."""
    referral_round = find_round(request, public_id, "manage_round", "weigh", "decide")
    if gone := leave_unless_weighed(referral_round):
        return gone
    weighs = access.can(request.user, "weigh", referral_round)
    revised = revision.of_round(referral_round)
    references = References(referral_round, revised.numbers, linked=weighs)
    context = {
        "round": referral_round,
        "weighs": weighs,
        "is_live": referral_round.state == ReferralRound.State.COMPILED,
        "whole": request.GET.get("visa") == "allt",
        "clashes": [_clash(section, clash, references) for section, clash in revised.conflicts],
        "parts": [_part(section, references) for section in revised.sections],
        "changed": len(revised.changed),
        "late": [_late(part) for part in late_changes.since_closing(referral_round)],
    }
    return render(request, "outcome/next_version.html", context)


def _clash(section: RevisedSection, clash: Conflict, references: References) -> dict[str, Any]:
    return {
        "section": section.section,
        "base": clash.base,
        "wordings": [(references.of((cause,)), words) for cause, words in clash.wordings],
    }


def _part(part: RevisedSection, references: References) -> dict[str, Any]:
    return {
        "section": part.section,
        "is_changed": part.is_changed,
        "has_clash": bool(part.conflicts),
        "title": part.heading.text,
        "heading": references.shown(part.heading.pieces) if _differs(part) else [],
        "text": references.shown(part.text.pieces),
    }


def _differs(part: RevisedSection) -> bool:
    return part.heading.text != part.section.heading


def _late(part: late_changes.ChangedLate) -> dict[str, Any]:
    return {
        "section": part.section,
        "heading": plain(part.heading) if part.renamed else [],
        "text": plain(part.text),
        "changes": part.changes,
    }
