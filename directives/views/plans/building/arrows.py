"""A milestone's arrows while it is written: picked by search; a loop is refused and a late enabler is told."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.errors import Refused
from cases.text import normalise
from directives.models import EffectWording, MilestoneWording, PlanPart
from directives.plans import arrows
from directives.plans.reading import PlanAsRead, read
from organisation.http import SignedInRequest

from .finding import find_wording


def arrow_context(whole: PlanAsRead, row: MilestoneWording) -> dict[str, Any]:
    """The arrows to and from the milestone, its effects, and the milestones to pick from."""
    late = {(one.enabler_id, one.enabled_id) for one in arrows.late(whole.milestones, whole.arrows)}
    to = [arrow for arrow in whole.arrows if arrow.enabled_id == row.part_id]
    back = [arrow for arrow in whole.arrows if arrow.enabler_id == row.part_id]
    return {
        "builds_on": [(one, whole.milestone[one.enabler_id], _pair(one) in late) for one in to],
        "enables": [(one, whole.milestone[one.enabled_id], _pair(one) in late) for one in back],
        "effects": [(one, _audiences(one)) for one in whole.effects if one.milestone_id == row.part_id],
        "pickable": [written(one) for one in whole.milestones if one.part_id != row.part_id],
    }


@require_POST
def plan_arrows(request: SignedInRequest, public_id: str, part_id: str) -> HttpResponse:
    """Draw an arrow to or from the milestone that was picked, or take one away."""
    row = find_wording(request, public_id, part_id)
    if row.part.kind == PlanPart.Kind.MILESTONE:
        _take(request, row) if request.POST.get("take") else _draw(request, row)
    return redirect(reverse("edit_plan_part", args=[public_id, part_id]) + "#pilar")


def written(row: MilestoneWording) -> str:
    """What is picked: the code and the title."""
    return " ".join(f"{row.code} {row.title}".split())[:160]


def _take(request: SignedInRequest, row: MilestoneWording) -> None:
    code = request.POST["take"]
    found = (
        row.version.enablings.filter(pk=int(code)).first() if code.isdecimal() and len(code) < 18 else None
    )
    if found is not None and row.part_id in _pair(found):
        _try(request, lambda: arrows.disable(found, by=request.user), _("Pilen är borttagen."))


def _draw(request: SignedInRequest, row: MilestoneWording) -> None:
    wanted = " ".join(normalise(request.POST.get("other", "")).split())
    whole = read(row.version)
    other = next((one for one in whole.milestones if wanted in (written(one), one.code)), None)
    if other is None:
        said = _("Det finns ingen milstolpe som heter ”%(wanted)s” i planen. Välj en i listan.")
        messages.error(request, said % {"wanted": wanted})
        return
    before, after = (row, other) if request.POST.get("way") == "to" else (other, row)
    said = _("%(after)s bygger nu på %(before)s.") % {"after": after.code, "before": before.code}
    if _try(request, lambda: arrows.enable(row.version, before.part, after.part, by=request.user), said):
        _warn_of_late(request, before, after)


def _warn_of_late(request: SignedInRequest, before: MilestoneWording, after: MilestoneWording) -> None:
    if before.last_year and after.last_year and before.last_year > after.last_year:
        said = _("Men %(before)s ska vara uppnådd %(first)s, efter %(after)s (%(last)s). Stämmer åren?")
        messages.warning(
            request,
            said
            % {
                "before": before.code,
                "first": before.last_year,
                "after": after.code,
                "last": after.last_year,
            },
        )


def _try(request: SignedInRequest, verb: Any, success: str) -> bool:
    try:
        verb()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, success)
    return True


def _pair(arrow: Any) -> tuple[int, int]:
    return arrow.enabler_id, arrow.enabled_id


def _audiences(effect: EffectWording) -> str:
    return ", ".join(str(EffectWording.Audience(code).label) for code in effect.audiences)
