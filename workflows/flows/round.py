"""A referral round, from draft to compilation."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import flow

from cases.models import ReferralRound
from workflows.base import CaseFlow, CaseTask
from workflows.models import RoundProcess


class RoundFlow(CaseFlow):
    """Prepare and dispatch, wait for the answers, compile them."""

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
        flow.Handle(this.see_answers_in).Annotation(title=_("Vänta på svar")).Next(this.compile_answers)
    )

    compile_answers = (
        CaseTask("manage_round", lambda process: process.round)
        .Annotation(title=_("Sammanställ svaren"))
        .Next(this.end)
    )

    end = flow.End().Annotation(title=_("Sammanställd"))

    def remember_round(self, activation: Any, referral_round: ReferralRound) -> RoundProcess:
        """Tie the new process to its round."""
        activation.process.round = referral_round
        return activation.process

    def see_answers_in(self, activation: Any) -> None:
        """Every answer is in, or the last day has passed."""
