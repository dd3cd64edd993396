"""What every step of the editing has in common: the round, the stage line, saving, going on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import access, readiness
from cases.errors import AlreadyDone, NotAllowed, Refused
from cases.models import ReferralRound
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest

AFTER = {
    "round_draft": "round_questions",
    "round_questions": "round_letter",
    "round_letter": "round_recipients",
    "round_recipients": "round_preview",
}
PART_OF = {"round_preview": "round_dispatch", "round_section": "round_draft"}


@dataclass(frozen=True)
class Stage:
    """One step of the stage line: its page, its name and how far it has come."""

    name: str
    label: str
    note: str
    state: str


def find_round(request: SignedInRequest, public_id: str) -> ReferralRound:
    """The round the person manages; 404 for everybody else."""
    found: ReferralRound = access.find(request.user, ReferralRound, "manage_round", public_id=public_id)
    return found


def leave_if_sent(request: SignedInRequest, referral_round: ReferralRound) -> HttpResponse | None:
    """A dispatched round is read, not edited; a form sent too late is shown again with its words."""
    if referral_round.state == ReferralRound.State.DRAFT or request.method == "POST":
        return None
    return redirect("round", referral_round.public_id)


def save(form: forms.BaseForm, verb: Callable[[], Any]) -> bool:
    """Run ``verb`` for a valid form; a refusal becomes the form's error, so no word is lost."""
    if not form.is_valid():
        return False
    try:
        verb()
    except NotAllowed as error:
        raise Http404 from error
    except KeyUsedForOtherContent:
        form.add_error(None, str(AlreadyDone()))
        return False
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def saved(request: SignedInRequest, referral_round: ReferralRound, name: str) -> HttpResponse:
    """Say that it is saved, and stay or go on as the person asked."""
    messages.success(request, _("Sparat."))
    return redirect(AFTER[name] if "onward" in request.POST else name, referral_round.public_id)


def page(request: SignedInRequest, referral_round: ReferralRound, name: str, **context: Any) -> HttpResponse:
    """The step's page with the stage line above."""
    context |= {"round": referral_round, "stages": stages(referral_round, name)}
    return render(request, f"rounds/{name.removeprefix('round_')}.html", context)


def stages(referral_round: ReferralRound, now: str) -> list[Stage]:
    """The five steps; each says what it holds or lacks."""
    lacking = {problem.step for problem in readiness.problems(referral_round)} | {"dispatch"}
    lines = [
        ("draft", "draft", _("Utkast"), _draft_note(referral_round)),
        ("questions", "draft", _("Frågor"), _questions_note(referral_round)),
        ("letter", "letter", _("Följebrev och sista svarsdag"), _letter_note(referral_round)),
        ("recipients", "recipients", _("Mottagare"), _places_note(referral_round)),
        ("dispatch", "dispatch", _("Granska och skicka ut"), ""),
    ]
    here = PART_OF.get(now, now)
    return [
        Stage(f"round_{name}", label, note, _state(f"round_{name}" == here, needs in lacking))
        for name, needs, label, note in lines
    ]


def recipients_text(count: int) -> str:
    """ "1 mottagare", "9 mottagare"."""
    return ngettext("%(count)d mottagare", "%(count)d mottagare", count) % {"count": count}


def _state(is_here: bool, is_lacking: bool) -> str:
    if is_here:
        return "now"
    return "" if is_lacking else "done"


def _draft_note(referral_round: ReferralRound) -> str:
    count = referral_round.version.sections.count()
    return ngettext("%(count)d avsnitt", "%(count)d avsnitt", count) % {"count": count} if count else ""


def _questions_note(referral_round: ReferralRound) -> str:
    count = referral_round.questions.count()
    return ngettext("%(count)d fråga", "%(count)d frågor", count) % {"count": count}


def _letter_note(referral_round: ReferralRound) -> str:
    day = readiness.rolled_last_day(referral_round)
    return date_format(day, "j F") if day else ""


def _places_note(referral_round: ReferralRound) -> str:
    count = referral_round.recipients.count()
    return recipients_text(count) if count else ""
