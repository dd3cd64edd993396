"""What can be done with an assignment after its draft: by whom, in which state, with which form."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directives.assignments import carrying_out, more_time, taking, transferring
from directives.forms import assignment_steps as steps
from directives.models import Assignment
from workflows import assigning

from .transfer_steps import ASKED, LEAVE_IT, LEFT, nobody_is_asked

State = Assignment.State
TAKE, GIVE = "take_assignment", "commission"
ENDED = (State.FULFILLED, State.WITHDRAWN)
GOING_ON = (State.OFFERED, State.DECLINED, State.UNDER_WAY, State.REPORTED)
AT_REST, AT_WORK, EITHER = True, False, None


@dataclass(frozen=True)
class Step:
    """One thing to do: the right it takes, the states it is done in, its form, its verb, what is said."""

    action: str
    states: tuple[str, ...]
    form: type[forms.Form]
    verb: Callable[..., Any]
    success: Any
    rests: bool | None = EITHER
    waits: Callable[[Assignment], Any] = bool

    def fits(self, assignment: Assignment) -> bool:
        """Whether it can be done as the assignment stands; ``waits`` says whether there is anything to answer."""
        at_rest = assignment.paused_at is not None
        fits = assignment.state in self.states and self.rests in {EITHER, at_rest}
        return fits and bool(self.waits(assignment))


STEPS: dict[str, Step] = {
    "accept": Step(
        TAKE, (State.OFFERED,), steps.NothingForm, assigning.accept, _("Du har tagit emot uppdraget.")
    ),
    "decline": Step(
        TAKE,
        (State.OFFERED,),
        steps.ReasonForm,
        assigning.decline,
        _("Uppdragsgivaren får veta att du tackar nej."),
    ),
    "acknowledge": Step(
        TAKE,
        (State.UNDER_WAY,),
        steps.NothingForm,
        taking.acknowledge,
        _("Du har bekräftat ändringen."),
        waits=taking.is_unknown,
    ),
    "status": Step(
        TAKE,
        (State.UNDER_WAY,),
        steps.StatusForm,
        carrying_out.report_status,
        _("Lägesrapporten är lämnad."),
        AT_WORK,
    ),
    "time": Step(
        TAKE,
        (State.UNDER_WAY,),
        steps.TimeForm,
        more_time.ask_for_time,
        _("Uppdragsgivaren har fått din begäran om mer tid."),
        AT_WORK,
        waits=lambda assignment: more_time.waiting(assignment) is None,
    ),
    "part": Step(
        TAKE, (State.UNDER_WAY,), steps.PartForm, carrying_out.add_part, _("Delen är tillagd."), AT_WORK
    ),
    "final": Step(
        TAKE,
        (State.UNDER_WAY,),
        steps.FinalForm,
        assigning.report_finally,
        _("Slutrapporten är lämnad och registrerad."),
        AT_WORK,
    ),
    "part_done": Step(
        TAKE, (State.UNDER_WAY,), steps.CodeForm, carrying_out.finish_part, _("Delen är klar."), AT_WORK
    ),
    "part_drop": Step(
        TAKE, (State.UNDER_WAY,), steps.CodeForm, carrying_out.drop_part, _("Delen är borttagen."), AT_WORK
    ),
    "grant": Step(
        GIVE,
        (State.UNDER_WAY, State.REPORTED),
        steps.GrantForm,
        more_time.grant_time,
        _("Uppdragstagaren har fått mer tid."),
        waits=more_time.waiting,
    ),
    "refuse": Step(
        GIVE,
        (State.UNDER_WAY, State.REPORTED),
        steps.ReasonForm,
        more_time.refuse_time,
        _("Slutdagen står kvar. Uppdragstagaren får veta varför."),
        waits=more_time.waiting,
    ),
    "answer": Step(
        GIVE,
        (State.UNDER_WAY, State.REPORTED),
        steps.AnswerForm,
        carrying_out.answer_status,
        _("Uppdragstagaren har fått ditt svar."),
        waits=lambda assignment: carrying_out.questions(assignment).exists(),
    ),
    "approve": Step(
        GIVE, (State.REPORTED,), steps.ApproveForm, assigning.approve_report, _("Uppdraget är fullgjort.")
    ),
    "return": Step(
        GIVE,
        (State.REPORTED,),
        steps.AnswerForm,
        assigning.return_report,
        _("Slutrapporten är tillbaka hos uppdragstagaren."),
    ),
    "pause": Step(
        GIVE, (State.UNDER_WAY,), steps.ReasonForm, assigning.pause, _("Uppdraget är pausat."), AT_WORK
    ),
    "resume": Step(
        GIVE,
        (State.UNDER_WAY,),
        steps.NothingForm,
        assigning.resume,
        _("Uppdraget är återupptaget."),
        AT_REST,
    ),
    "transfer": Step(
        GIVE,
        (State.OFFERED, State.UNDER_WAY),
        steps.TransferForm,
        assigning.transfer,
        _("Den nya uppdragstagaren har fått frågan."),
        waits=nobody_is_asked,
    ),
    "take_over": Step(
        ASKED,
        (State.UNDER_WAY, State.REPORTED),
        steps.NothingForm,
        assigning.take_over,
        _("Uppdraget är ditt nu. Den som hade det och uppdragsgivaren får veta det."),
        waits=transferring.waiting,
    ),
    LEAVE_IT: Step(
        ASKED,
        (State.UNDER_WAY, State.REPORTED),
        steps.ReasonForm,
        assigning.decline_to_take_over,
        LEFT,
        waits=transferring.waiting,
    ),
    "withdraw_transfer": Step(
        GIVE,
        (State.UNDER_WAY, State.REPORTED),
        steps.ReasonForm,
        assigning.withdraw_transfer,
        _("Frågan är tillbakatagen. Uppdraget ligger kvar där det är."),
        waits=transferring.waiting,
    ),
    "withdraw": Step(GIVE, GOING_ON, steps.ReasonForm, assigning.withdraw, _("Uppdraget är återtaget.")),
    "reopen": Step(GIVE, ENDED, steps.ReasonForm, assigning.reopen, _("Uppdraget är öppet igen.")),
}
