"""Every plan one may read: what is in force, what is being planned, and which revision is under way."""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases import access
from cases.views.meetings.steps import take
from cases.views.support import posted
from directives.forms.plans import NewPlanForm
from directives.models import FollowUp, Plan, PlanVersion, Revision
from directives.plans import building
from organisation import clock
from organisation.http import SignedInRequest, form_page
from organisation.models import Unit, User

from .finding import RELATED, readable_plans

NOT_OPEN = (Revision.State.PUBLISHED, Revision.State.CANCELLED)


@dataclass(frozen=True)
class PlanRow:
    """A plan in the list."""

    plan: Plan
    in_force: PlanVersion | None
    draft: PlanVersion | None
    revision: Revision | None
    follow_up: FollowUp | None
    shares_name: bool = False

    @property
    def period(self) -> PlanVersion | None:
        """The version whose years are the plan's."""
        return self.in_force or self.draft


@require_safe
def plans(request: SignedInRequest) -> HttpResponse:
    """The running plans, and those that have ended, apart."""
    found = _plans(request.user)
    names = Counter(plan.name.casefold() for plan in found)
    rows = [replace(_row(plan), shares_name=names[plan.name.casefold()] > 1) for plan in found]
    context = {
        "rows": [row for row in rows if row.plan.ended_on is None],
        "ended": [row for row in rows if row.plan.ended_on is not None],
        "may_begin": access.visible_to(request.user, Unit, "keep_plan").exists(),
    }
    return render(request, "plans/list.html", context)


@form_page
def new_plan(request: SignedInRequest) -> HttpResponse:
    """Begin a plan in a unit one keeps plans for; its planning version is what is written next."""
    units = access.visible_to(request.user, Unit, "keep_plan")
    if not units.exists():
        raise Http404
    form = NewPlanForm(posted(request), units=units)
    done = take(
        request,
        form,
        lambda: building.begin_plan(by=request.user, **form.facts()),
        name="new_plan",
        success=_("Planen är påbörjad. Lägg till områden och milstolpar."),
        go_to=lambda version: reverse("edit_plan", args=[version]),
    )
    return done or render(request, "plans/new.html", {"form": form})


def _plans(user: User) -> list[Plan]:
    """Each with the versions and revisions this person reads, in four queries."""
    versions = access.visible_to(user, PlanVersion, "read_plan_draft").order_by("-number")
    revisions = access.visible_to(user, Revision, "read_plan_draft").exclude(state__in=NOT_OPEN)
    follow_ups = access.visible_to(user, FollowUp, "read_plan_draft").filter(frozen_at=None)
    return list(
        readable_plans(user)
        .select_related(*RELATED)
        .prefetch_related(
            Prefetch("follow_ups", follow_ups, to_attr="open_follow_ups"),
            Prefetch("versions", versions, to_attr="seen_versions"),
            Prefetch(
                "revisions", revisions.select_related("round").order_by("begins_on"), to_attr="seen_revisions"
            ),
        )
    )


def _row(plan: Plan) -> PlanRow:
    today = clock.today()
    versions: list[PlanVersion] = getattr(plan, "seen_versions")  # noqa: B009 (a prefetch of the query above)
    revisions: list[Revision] = getattr(plan, "seen_revisions")  # noqa: B009
    follow_ups: list[FollowUp] = getattr(plan, "open_follow_ups")  # noqa: B009
    return PlanRow(
        plan,
        next((one for one in versions if one.is_valid_on(today)), None),
        next((one for one in versions if one.state in ("draft", "proposed")), None),
        next(iter(revisions), None),
        next(iter(follow_ups), None),
    )
