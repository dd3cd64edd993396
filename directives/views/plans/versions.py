"""Every version of a plan, the plan as it stood on a day, and one version as a text."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from cases.text import normalise
from directives.models import PlanVersion
from directives.plans import adopting
from directives.plans.reading import read
from directives.plans.text import sections
from organisation.http import SignedInRequest

from .adopted_by import Adopted, adopted_by
from .finding import find_plan, find_version, readable_versions, shown_version
from .tabs import frame


@dataclass(frozen=True)
class VersionRow:
    """A version, by what it was adopted, and what it was cut from."""

    version: PlanVersion
    adopted: Adopted | None


@require_safe
def plan_versions(request: SignedInRequest, public_id: str) -> HttpResponse:
    """All of them; with a day, on to the one that was in force then."""
    found = find_plan(request, public_id)
    asked = normalise(request.GET.get("dag", "")).strip()
    there = _on_day(request, public_id, asked) if asked else None
    if there is not None:
        return there
    rows = [VersionRow(one, adopted_by(one)) for one in readable_versions(request, found)]
    context: dict[str, Any] = {
        **frame(request, found, shown_version(request, found), "plan_versions"),
        "rows": rows,
        "asked": asked,
        "pairs": [row.version for row in rows],
        "may_keep": access.can(request.user, "keep_plan", found),
    }
    return render(request, "plans/versions.html", context)


@require_safe
def plan_version(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One version, whole, as the text that is or was to be decided on."""
    version = find_version(request, public_id)
    context: dict[str, Any] = {
        **frame(request, version.plan, version, "plan_versions"),
        "adopted": adopted_by(version),
        "sections": [text for _part, text in sections(read(version))],
        "may_keep": access.can(request.user, "keep_plan", version.plan),
    }
    return render(request, "plans/version.html", context)


def _on_day(request: SignedInRequest, public_id: str, asked: str) -> HttpResponse | None:
    """The version in force on the day; a word when there was none, or when it is no day."""
    plan = find_plan(request, public_id)
    try:
        day = parse_date(asked)
    except ValueError:
        day = None
    if day is None:
        messages.error(request, _("Skriv en dag som finns, till exempel 2026-01-31."))
        return None
    version = adopting.in_force(plan, day)
    if version is None:
        messages.error(request, _("Ingen version av planen gällde %(day)s.") % {"day": day.isoformat()})
        return None
    return redirect("plan_version", version.public_id)
