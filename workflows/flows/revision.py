"""A yearly revision of a plan, from naming the owners to the published plan."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from directives.models import Revision
from workflows.base import CaseFlow, CaseTask, Choice, Ending, Waiting
from workflows.models import RevisionProcess
from workflows.revision_stages import stage


def _revision(process: Any) -> Revision:
    return Revision.objects.select_related("plan__unit").get(pk=process.revision_id)


def _is_at(activation: Any, name: str) -> bool:
    return stage(_revision(activation.process.coerced)) == name


class RevisionFlow(CaseFlow):
    """Name owners, collect their reports, compile, refer, revise, have the body decide, publish.

    The revision's rows are the truth: every transition is taken through ``workflows.revising_plans``, and
    the process follows. A milestone's report is a process below the step that collects; the round and the
    decision have processes of their own.
    """

    process_class = RevisionProcess
    process_title = _("Revidering av en plan")

    begin = (
        flow.StartHandle(this.remember_revision)
        .Annotation(title=_("Revideringen påbörjas"))
        .Next(this.name_owners)
    )

    name_owners = (
        CaseTask("keep_plan", _revision)
        .Annotation(title=_("Ge varje milstolpe en ägare"))
        .Next(this.collect_reports)
    )

    collect_reports = (
        CaseTask("keep_plan", _revision).Annotation(title=_("Ägarna rapporterar")).Next(this.compile_reports)
    )

    compile_reports = (
        CaseTask("keep_plan", _revision).Annotation(title=_("Sammanställ")).Next(this.check_referred)
    )

    check_referred = (
        Choice(this.is_referred)
        .Annotation(title=_("Ska den på remiss?"))
        .Then(this.await_round)
        .Else(this.revise_plan)
    )

    await_round = Waiting(this.see_round_weighed).Annotation(title=_("Remissrunda")).Next(this.revise_plan)

    revise_plan = (
        CaseTask("keep_plan", _revision).Annotation(title=_("Revidera och föreslå")).Next(this.check_proposed)
    )

    check_proposed = (
        Choice(this.is_referred)
        .Annotation(title=_("På remiss igen?"))
        .Then(this.await_round)
        .Else(this.await_decision)
    )

    await_decision = (
        Waiting(this.see_it_decided).Annotation(title=_("Nämnden beslutar")).Next(this.check_adopted)
    )

    check_adopted = (
        Choice(this.is_adopted)
        .Annotation(title=_("Fastställd?"))
        .Then(this.publish_plan)
        .Else(this.revise_plan)
    )

    publish_plan = CaseTask("keep_plan", _revision).Annotation(title=_("Publicera")).Next(this.end)

    end = Ending().Annotation(title=_("Klart"))

    def remember_revision(self, activation: Any, revision: Revision) -> RevisionProcess:
        """Tie the new process to its revision."""
        activation.process.revision = revision
        return activation.process

    def see_round_weighed(self, activation: Any) -> None:
        """The round's comments are weighed, or it was cancelled."""

    def see_it_decided(self, activation: Any) -> None:
        """The body adopted the proposal, or sent it back."""

    def is_referred(self, activation: Any) -> bool:
        """What changed is out on referral; otherwise it was said why not."""
        return _is_at(activation, "referral")

    def is_adopted(self, activation: Any) -> bool:
        """The plan is adopted; otherwise it is revised again."""
        return _is_at(activation, "publish") or _is_at(activation, "end")
