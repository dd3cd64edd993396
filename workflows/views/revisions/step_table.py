"""What whoever keeps a plan does in its revision: in which states, with which form, by which verb."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from directives.forms.assignment_steps import NothingForm
from directives.forms.plans import revisions as words
from directives.models import Revision
from directives.plans import restoring
from directives.plans.revisions import compiling, owners, planning, proposals, taking_over, unreported
from ledger.work import work
from organisation.models import User
from workflows import milestone_reports
from workflows import revising_plans as hand

State = Revision.State
ASKED = (State.PLANNED, State.PREPARING, State.REPORTING)
WRITTEN = (State.REPORTING, State.COMPILING, State.REVISING)
CANCELLED_IN = (State.PLANNED, State.PREPARING, State.REPORTING, State.COMPILING, State.REVISING)


@dataclass(frozen=True)
class Step:
    """One thing to do; ``about`` says of what beside the revision itself, ``page`` where its answer is."""

    states: tuple[str, ...]
    form: type[forms.Form]
    verb: Callable[..., Any]
    success: Any
    about: str = ""
    page: str = ""
    anchor: str = ""


def take_all(revision: Revision, *, by: User) -> None:
    """Take every given report that waits, each through its own process."""
    with work():
        for report in compiling.unhandled(revision).select_related("part__plan__unit", "revision__draft"):
            milestone_reports.take(report, by=by)


def unask(question: Any, *, by: User) -> None:
    """Take a question away."""
    planning.unask(question, by=by)


STEPS: dict[str, Step] = {
    "begin": Step(
        (State.PLANNED,),
        NothingForm,
        hand.begin,
        _("Revideringen är påbörjad. Nu finns en planeringsversion."),
    ),
    "owner": Step(
        (State.PREPARING, *WRITTEN),
        words.HolderForm,
        owners.name_owner,
        _("Milstolpen har fått en ägare."),
        "milestone",
        anchor="agare",
    ),
    "ask": Step(ASKED, words.QuestionForm, planning.ask, _("Frågan är tillagd."), anchor="fragor"),
    "unask": Step(ASKED, NothingForm, unask, _("Frågan är borttagen."), "question", anchor="fragor"),
    "open": Step((State.PREPARING,), NothingForm, hand.open_reporting, _("Ägarna är tillfrågade.")),
    "reassign": Step(
        (State.REPORTING, State.COMPILING),
        words.HolderForm,
        milestone_reports.reassign,
        _("Någon annan är tillfrågad."),
        "report",
        anchor="tysta",
    ),
    "close": Step((State.REPORTING,), NothingForm, hand.close_reporting, _("Nu sammanställs revideringen.")),
    "take": Step(
        WRITTEN,
        NothingForm,
        milestone_reports.take,
        _("Rapporten är intagen i planen."),
        "report",
        anchor="rapporter",
    ),
    "reword": Step(
        WRITTEN,
        words.OwnWordsForm,
        milestone_reports.take,
        _("Rapporten är intagen i planen med din lydelse."),
        "report",
        anchor="rapporter",
    ),
    "keep": Step(
        WRITTEN,
        words.WhyForm,
        milestone_reports.keep_wording,
        _("Planen ändras inte."),
        "report",
        anchor="rapporter",
    ),
    "return": Step(
        (State.REPORTING, State.COMPILING),
        words.WhyForm,
        milestone_reports.give_back,
        _("Rapporten är tillbaka hos ägaren."),
        "report",
        anchor="rapporter",
    ),
    "stand": Step(
        unreported.DECIDED_IN,
        words.WhyForm,
        milestone_reports.let_stand,
        _("Planen står kvar som den är för milstolpen."),
        "report",
        anchor="tysta",
    ),
    "stand_all": Step(
        unreported.DECIDED_IN,
        words.WhyForm,
        milestone_reports.let_all_stand,
        _("Planen står kvar som den är för allt som inte har rapporterats."),
        anchor="tysta",
    ),
    "take_all": Step(WRITTEN, NothingForm, take_all, _("Alla lämnade rapporter är intagna i planen.")),
    "accept": Step(
        (State.PREPARING, *WRITTEN),
        words.AnswerForm,
        proposals.accept,
        _("Förslaget är intaget i planen."),
        "proposal",
        anchor="forslag",
    ),
    "decline": Step(
        (State.PREPARING, *WRITTEN),
        words.DeclineForm,
        proposals.decline,
        _("Förslaget är besvarat."),
        "proposal",
        anchor="forslag",
    ),
    "summary": Step(
        WRITTEN,
        words.SummaryForm,
        compiling.save_summary,
        _("Sammanfattningen är sparad."),
        anchor="sammanfattning",
    ),
    "refer": Step(
        (State.COMPILING,),
        words.LastDayForm,
        hand.refer,
        _("Remissrundan är förberedd med det som ändras. Välj mottagare och skicka den."),
        page="round",
    ),
    "skip": Step(
        (State.COMPILING,), words.WhyForm, hand.skip_round, _("Revideringen går vidare utan remiss.")
    ),
    "recall": Step((State.REFERRED,), words.WhyForm, hand.recall, _("Remissrundan är återtagen.")),
    "bring": Step(
        (State.REVISING,),
        NothingForm,
        taking_over.take_over,
        _("Lydelsen är införd i planen."),
        "section",
        anchor="sades",
    ),
    "leave": Step(
        (State.REVISING,),
        words.WhyForm,
        taking_over.leave_out,
        _("Orsaken är sparad. Den som svarade får veta den när planen är beslutad."),
        "section",
        anchor="sades",
    ),
    "restore": Step(
        (State.COMPILING, State.REVISING),
        NothingForm,
        restoring.restore,
        _("Milstolpen är tillbaka i planen och lyder som i den fastställda."),
        "struck",
        anchor="skillnad",
    ),
    "propose": Step(
        (State.REVISING,),
        NothingForm,
        hand.propose,
        _("Planen är föreslagen. Ärendet till nämnden är förberett."),
        page="item",
    ),
    "take_back": Step(
        (State.PROPOSED,),
        NothingForm,
        hand.take_back,
        _("Förslaget är återtaget. Planen revideras i en ny planeringsversion."),
    ),
    "publish": Step((State.ADOPTED,), NothingForm, hand.publish, _("Planen är publicerad.")),
    "cancel": Step(CANCELLED_IN, words.WhyForm, hand.cancel, _("Revideringen är avbruten.")),
}
