"""A referral round, from draft to decision."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from cases.models import ReferralRound
from workflows.base import CaseFlow, CaseTask, Choice, Ending, Waiting
from workflows.models import RoundProcess


def _state(activation: Any) -> str:
    return ReferralRound.objects.values_list("state", flat=True).get(pk=activation.process.round_id)


class RoundFlow(CaseFlow):
    """Prepare and dispatch, wait for the answers, compile and weigh them, have the outcome decided."""

    process_class = RoundProcess
    process_title = _("Remissrunda")

    begin = (
        flow.StartHandle(this.remember_round)
        .Annotation(title=_("Ärendet registreras"))
        .Next(this.prepare_draft)
    )

    prepare_draft = (
        CaseTask("manage_round", lambda process: process.round)
        .Annotation(title=_("Förbered och skicka ut"))
        .Next(this.await_answers)
    )

    await_answers = (
        Waiting(this.see_answers_in).Annotation(title=_("Vänta på svar")).Next(this.compile_answers)
    )

    compile_answers = (
        CaseTask("manage_round", lambda process: process.round)
        .Annotation(title=_("Sammanställ svaren"))
        .Next(this.check_compiled)
    )

    check_compiled = (
        Choice(this.is_compiled)
        .Annotation(title=_("Är svarstiden slut?"))
        .Then(this.weigh_comments)
        .Else(this.await_answers)
    )

    weigh_comments = (
        CaseTask("manage_round", lambda process: process.round)
        .Annotation(title=_("Väg synpunkterna"))
        .Next(this.decide_outcome)
    )

    decide_outcome = (
        CaseTask("decide", lambda process: process.round)
        .Annotation(title=_("Besluta"))
        .Next(this.check_decided)
    )

    check_decided = (
        Choice(this.is_decided).Annotation(title=_("Beslutat?")).Then(this.end).Else(this.weigh_comments)
    )

    end = Ending().Annotation(title=_("Beslutad"))

    def remember_round(self, activation: Any, referral_round: ReferralRound) -> RoundProcess:
        """Tie the new process to its round."""
        activation.process.round = referral_round
        return activation.process

    def see_answers_in(self, activation: Any) -> None:
        """Every answer is in, or the last day has passed."""

    def is_compiled(self, activation: Any) -> bool:
        """The time for answers has ended; otherwise somebody was given more time."""
        return _state(activation) == ReferralRound.State.COMPILED

    def is_decided(self, activation: Any) -> bool:
        """The decision is made; otherwise the weighing was opened again."""
        return _state(activation) == ReferralRound.State.DECIDED
