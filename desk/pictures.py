"""The pictures of a case's processes: ours to draw, Viewflow's to lay out."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from cases import access
from cases.models import AgendaItem, Case, Recipient, ReferralRound
from directives.models import Assignment, Revision, Transfer
from organisation.models import User
from workflows import chart
from workflows.flows.answer import AnswerFlow
from workflows.flows.assignment import AssignmentFlow
from workflows.flows.assignment_transfer import TransferFlow
from workflows.flows.decision import DecisionFlow
from workflows.flows.revision import RevisionFlow
from workflows.flows.round import RoundFlow
from workflows.models import (
    AnswerProcess,
    AssignmentProcess,
    DecisionProcess,
    RevisionProcess,
    RoundProcess,
    TransferProcess,
)


@dataclass(frozen=True)
class Picture:
    """One process: its title, where it leads, its layout, the same steps in words, where recipients stand."""

    title: str
    url_name: str
    public_id: str
    grid: Any
    steps: list[chart.Step]
    states: list[dict[str, Any]] = field(default_factory=list)


def of_case(case: Case, user: User) -> list[Picture]:
    """The case's own rounds and, where the user may read it, the answer being prepared in it."""
    return [
        *_revisions(case, user),
        *_rounds(case, user),
        *_answers(case, user),
        *_items(case, user),
        *_assignments(case, user),
        *_transfers(case, user),
    ]


def _rounds(case: Case, user: User) -> list[Picture]:
    visible = access.visible_by_any(user, ReferralRound, "see_round", "manage_round").filter(case=case)
    managed = set(access.visible_to(user, ReferralRound, "manage_round").values_list("pk", flat=True))
    return [
        _picture(
            RoundFlow,
            RoundProcess.objects.filter(round=found).first(),
            found.title,
            "round",
            found,
            states=where_recipients_stand(found) if found.pk in managed else [],
        )
        for found in visible
    ]


def where_recipients_stand(referral_round: ReferralRound) -> list[dict[str, Any]]:
    """The recipients' short names by state, in the order a recipient passes the states."""
    names: dict[str, list[str]] = defaultdict(list)
    sent = referral_round.recipients.filter(sent_at__isnull=False)
    for state, name in sent.values_list("state", "unit__short_name"):
        names[state].append(name)
    return [
        {"code": state.value, "label": state.label, "count": len(names[state]), "names": names[state]}
        for state in Recipient.State
        if names[state]
    ]


def _answers(case: Case, user: User) -> list[Picture]:
    visible = access.visible_to(user, Recipient, "read_draft").filter(case=case).select_related("round")
    return [
        _picture(
            AnswerFlow,
            AnswerProcess.objects.filter(recipient=found).order_by("-pk").first(),
            found.round.title,
            "answer",
            found,
        )
        for found in visible
    ]


def _items(case: Case, user: User) -> list[Picture]:
    visible = access.visible_by_any(user, AgendaItem, "prepare_item", "review_item", "keep_meetings").filter(
        case=case
    )
    processes = DecisionProcess.objects.filter(item__in=visible).select_related("item").order_by("pk")
    return [
        _picture(DecisionFlow, process, process.item.title, "item", process.item) for process in processes
    ]


def _assignments(case: Case, user: User) -> list[Picture]:
    """The topmost assignments of the case; what stands below them is on their own pages."""
    visible = access.visible_by_any(user, Assignment, "commission", "take_assignment", "see_assignment")
    tops = visible.filter(Q(case=case) | Q(taker_case=case), Q(parent=None) | ~Q(parent__case=case))
    processes = AssignmentProcess.objects.filter(assignment__in=tops).select_related("assignment")
    newest = {process.assignment_id: process for process in processes.order_by("pk")}
    return [
        _picture(AssignmentFlow, process, process.assignment.title, "assignment", process.assignment)
        for process in newest.values()
    ]


def _transfers(case: Case, user: User) -> list[Picture]:
    """Questions to take an assignment over that wait for an answer: for its two sides and whoever is asked."""
    mine = access.visible_by_any(user, Assignment, "commission", "take_assignment")
    asked = access.visible_to(user, Transfer, "take_assignment")
    open_to = Q(transfer__assignment__in=mine.values("pk")) | Q(transfer__in=asked.values("pk"))
    of_case = Q(transfer__assignment__case=case) | Q(transfer__assignment__taker_case=case)
    waits = TransferProcess.objects.filter(open_to, of_case, transfer__state=Transfer.State.ASKED)
    return [
        _picture(
            TransferFlow,
            process,
            _("Byte av uppdragstagare: %(title)s") % {"title": process.transfer.assignment.title},
            "assignment",
            process.transfer.assignment,
        )
        for process in waits.select_related("transfer__assignment").order_by("pk")
    ]


def _revisions(case: Case, user: User) -> list[Picture]:
    """The revision of a plan the case is about; each owner's report is on the revision's own pages."""
    visible = access.visible_to(user, Revision, "read_plan_draft").filter(case=case)
    processes = RevisionProcess.objects.filter(revision__in=visible).select_related("revision__plan")
    return [
        _picture(RevisionFlow, process, process.revision.plan.name, "revision", process.revision)
        for process in processes.order_by("pk")
    ]


def _picture(
    flow_class: Any, process: Any, title: str, url_name: str, about: Any, *, states: Any = ()
) -> Picture:
    return Picture(
        title=title,
        url_name=url_name,
        public_id=about.public_id,
        grid=chart.picture(flow_class, process),
        steps=chart.steps(flow_class, process),
        states=list(states),
    )
