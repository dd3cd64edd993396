"""What the page of a revision shows in the step it is in; the rest of the steps are left out."""

from typing import Any

from django.db.models import Count, Q

from cases import access
from directives.forms.assignment_steps import NothingForm
from directives.models import MilestoneReport, MilestoneWording, Revision
from directives.plans.revisions import before_board, owners, weighed
from directives.views.plans.adopted_by import adopted_by
from organisation.models import User

from . import compiled, differing, left, missing, referred
from .sent import Sent
from .step_table import STEPS

State = Revision.State
Report = MilestoneReport.State
COMPILED = (State.REPORTING, State.COMPILING, State.REVISING)
MISSED = (
    State.REPORTING,
    State.COMPILING,
    State.REFERRED,
    State.REVISING,
    State.PROPOSED,
    State.ADOPTED,
    State.PUBLISHED,
)
DECIDED = (State.ADOPTED, State.PUBLISHED)
PLAIN = ("begin", "open", "close", "skip", "recall", "propose", "take_back", "publish", "cancel")


def of(revision: Revision, user: User, sent: Sent, *, keeps: bool) -> dict[str, Any]:
    """Everybody sees counts and, once it is published, the difference; keepers see what they work with."""
    context: dict[str, Any] = {
        "progress": _progress(revision),
        "laid": before_board.laid(revision),
        "decided": adopted_by(revision.draft) if revision.state in DECIDED and revision.draft else None,
    }
    if revision.state == State.REFERRED:
        context["answers"] = referred.answered(revision)
    if revision.state == State.PUBLISHED:
        context |= _published(revision, user) | {"not_reported": missing.of(revision, sent)}
    if keeps:
        context |= _kept(revision, sent)
    return context


def _kept(revision: Revision, sent: Sent) -> dict[str, Any]:
    state = State(revision.state)
    context: dict[str, Any] = {
        "forms": {code: sent.form(code, STEPS[code].form) for code in PLAIN if state in STEPS[code].states},
        "questions": _questions(revision, sent) if state in STEPS["ask"].states else None,
    }
    orphans = owners.without_owner(revision) if state in STEPS["owner"].states else []
    context["orphans"] = [
        {"row": row, "form": sent.form("owner", STEPS["owner"].form, row.part.public_id)} for row in orphans
    ]
    if state in (State.PREPARING, *COMPILED):
        context["proposals"] = compiled.proposals(revision, sent)
        context["open_proposals"] = sum(bool(one["forms"]) for one in context["proposals"])
    if state in COMPILED:
        context |= compiled.of(revision, sent)
    if state in MISSED:
        context |= _missed(revision, sent, context, orphans)
    if state in (State.COMPILING, State.REVISING, State.PROPOSED, State.ADOPTED, State.REFERRED):
        context |= differing.short(revision)
    if state in STEPS["restore"].states:
        context["struck"] = differing.may_come_back(revision, sent)
    if state == State.COMPILING:
        context["forms"]["refer"] = sent.form("refer", STEPS["refer"].form, last_day=revision.answers_by)
    if state in (State.REFERRED, State.REVISING):
        context["said"] = referred.said(revision, sent)
    return context


def _missed(
    revision: Revision, sent: Sent, context: dict[str, Any], orphans: list[MilestoneWording]
) -> dict[str, Any]:
    """Who has not reported, and from then on what is left before the next step."""
    rows = missing.of(revision, sent)
    found = _silent(revision, rows)
    unsaid = sum(not one.is_decided and not one.is_returned for one in rows)
    if unsaid > 1 and revision.state in STEPS["stand_all"].states:
        found["stand_all"] = sent.form("stand_all", STEPS["stand_all"].form)
    if revision.state == State.COMPILING:
        found["left"] = left.before_referral(
            reports=context["report_page"].paginator.count,
            proposals=context["open_proposals"],
            missing=rows,
            orphans=orphans,
        )
    if revision.state == State.REVISING:
        found["left"] = left.before_proposing(
            missing=rows, orphans=orphans, wordings=weighed.left_open(revision)
        )
    return found


def _silent(revision: Revision, rows: list[missing.Missing]) -> dict[str, Any]:
    """Each by whose it is; folded away once nobody waits for them."""
    undecided = revision.state == State.REVISING and any(not one.is_decided for one in rows)
    waited_for = undecided or revision.state in (State.REPORTING, State.COMPILING)
    return {"silent": missing.by_owner(rows), "unreported": len(rows), "waited_for": waited_for}


def _questions(revision: Revision, sent: Sent) -> dict[str, Any]:
    rows = [
        {"row": row, "form": sent.form("unask", NothingForm, str(row.pk))} for row in revision.questions.all()
    ]
    return {"rows": rows, "form": sent.form("ask", STEPS["ask"].form)}


def _progress(revision: Revision) -> dict[str, int]:
    """How many reports there are, and how many are given."""
    return MilestoneReport.objects.filter(revision=revision).aggregate(
        total=Count("pk"),
        given=Count("pk", filter=Q(state=Report.GIVEN)),
        returned=Count("pk", filter=Q(state=Report.RETURNED)),
        handled=Count("pk", filter=Q(state=Report.GIVEN) & ~Q(outcome="")),
    )


def _published(revision: Revision, user: User) -> dict[str, Any]:
    following = Revision.objects.filter(plan=revision.plan, decide_on__gte=revision.decide_on)
    visible = access.visible_to(user, Revision, "read_plan_draft").filter(pk__in=following.values("pk"))
    coming = visible.exclude(pk=revision.pk).exclude(state=State.CANCELLED)
    return {**differing.whole(revision), "next_revision": coming.order_by("decide_on").first()}
