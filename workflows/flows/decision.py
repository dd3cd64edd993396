"""An item of business, from an officer's draft to what its decision set going."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from cases.models import AgendaItem
from workflows.base import CaseFlow, CaseTask
from workflows.item_stages import ORDER, newest, stage
from workflows.models import DecisionProcess


def _stage(activation: Any) -> str:
    return stage(_item(activation.process.coerced))


def _has_come_to(activation: Any, name: str) -> bool:
    return ORDER.index(_stage(activation)) >= ORDER.index(name)


def _item(process: Any) -> AgendaItem:
    """The item that carries the matter now."""
    return newest(AgendaItem.objects.select_related("occasion", "continues").get(pk=process.item_id))


class DecisionFlow(CaseFlow):
    """Prepare and review, put on the agenda, decide, approve the minutes, announce, deliver, follow up.

    The item's rows are the truth; the steps follow them (see ``workflows.following``). What is returned
    or postponed goes round again with the item that continues it.
    """

    process_class = DecisionProcess
    process_title = _("Beslutsärende")

    begin = (
        flow.StartHandle(this.remember_item)
        .Annotation(title=_("Ärendet påbörjas"))
        .Next(this.prepare_proposal)
    )

    prepare_proposal = (
        CaseTask("prepare_item", _item)
        .Annotation(title=_("Skriv tjänsteutlåtandet"))
        .Next(this.check_prepared)
    )

    check_prepared = (
        flow.If(this.is_in_review)
        .Annotation(title=_("Ska det granskas?"))
        .Then(this.review_proposal)
        .Else(this.put_on_agenda)
    )

    review_proposal = CaseTask("review_item", _item).Annotation(title=_("Granska")).Next(this.check_reviewed)

    check_reviewed = (
        flow.If(this.is_announced)
        .Annotation(title=_("Klart att anmäla?"))
        .Then(this.put_on_agenda)
        .Else(this.prepare_proposal)
    )

    put_on_agenda = (
        CaseTask("keep_meetings", _item)
        .Annotation(title=_("Sätt upp på dagordningen"))
        .Next(this.check_listed)
    )

    check_listed = (
        flow.If(this.is_listed)
        .Annotation(title=_("På dagordningen?"))
        .Then(this.decide_item)
        .Else(this.prepare_proposal)
    )

    decide_item = (
        CaseTask("keep_meetings", _item).Annotation(title=_("Besluta på mötet")).Next(this.check_decided)
    )

    check_decided = (
        flow.If(this.is_decided)
        .Annotation(title=_("Avgjort?"))
        .Then(this.approve_minutes)
        .Else(this.check_withdrawn)
    )

    check_withdrawn = (
        flow.If(this.is_withdrawn).Annotation(title=_("Utgår?")).Then(this.end).Else(this.check_postponed)
    )

    check_postponed = (
        flow.If(this.is_announced)
        .Annotation(title=_("Bordlagt?"))
        .Then(this.put_on_agenda)
        .Else(this.prepare_proposal)
    )

    approve_minutes = (
        flow.Handle(this.see_minutes_approved).Annotation(title=_("Justera")).Next(this.check_approved)
    )

    check_approved = (
        flow.If(this.is_approved)
        .Annotation(title=_("Justerat?"))
        .Then(this.post_notice)
        .Else(this.decide_item)
    )

    post_notice = CaseTask("keep_meetings", _item).Annotation(title=_("Anslå")).Next(this.deliver_extracts)

    deliver_extracts = (
        CaseTask("keep_meetings", _item).Annotation(title=_("Skicka protokollsutdrag")).Next(this.follow_up)
    )

    follow_up = flow.Handle(this.see_it_carried_out).Annotation(title=_("Bevaka uppdragen")).Next(this.end)

    end = flow.End().Annotation(title=_("Klart"))

    def remember_item(self, activation: Any, item: AgendaItem) -> DecisionProcess:
        """Tie the new process to its item."""
        activation.process.item = item
        return activation.process

    def see_minutes_approved(self, activation: Any) -> None:
        """The § is approved, or was opened again before it was."""

    def see_it_carried_out(self, activation: Any) -> None:
        """Everything its points ordered is fulfilled."""

    def is_in_review(self, activation: Any) -> bool:
        """A manager reads it first."""
        return _stage(activation) == "review"

    def is_announced(self, activation: Any) -> bool:
        """It waits for an agenda, or has come further."""
        return _has_come_to(activation, "agenda")

    def is_listed(self, activation: Any) -> bool:
        """It is on an agenda, or has come further."""
        return _has_come_to(activation, "decide")

    def is_decided(self, activation: Any) -> bool:
        """It became a § that ends the matter."""
        return _has_come_to(activation, "approve") and not self.is_withdrawn(activation)

    def is_withdrawn(self, activation: Any) -> bool:
        """It was taken off without a decision."""
        return _item(activation.process.coerced).outcome == AgendaItem.Outcome.WITHDRAWN

    def is_approved(self, activation: Any) -> bool:
        """The minutes are approved; otherwise the item was opened again."""
        return _has_come_to(activation, "notice")
