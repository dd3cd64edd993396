"""What is asked besides a stance: questions in words, and the words of the scale."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases import rounds, scales
from cases.errors import Refused
from cases.forms.questions import QuestionForm, ScaleForm
from cases.models import Question, ReferralRound, SectionVersion
from cases.views import support
from cases.views.rounds import editing
from organisation.http import SignedInRequest, form_page

Group = tuple[SectionVersion | None, list[Question]]


@form_page
def round_questions(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Add and remove questions; name the steps of the scale."""
    referral_round = editing.find_round(request, public_id)
    if gone := editing.leave_if_sent(request, referral_round):
        return gone
    if "remove" in request.POST:
        return _remove(request, referral_round)
    asked, named = "ask" in request.POST, "name" in request.POST
    sections = list(referral_round.version.sections.all())
    question_form = QuestionForm(request.POST if asked else None, sections=sections)
    scale_form = ScaleForm(request.POST if named else None, referral_round=referral_round)
    ask = partial(_ask, request, referral_round, question_form)
    name = partial(_name_scale, referral_round, scale_form)
    if (asked and editing.save(question_form, ask)) or (named and editing.save(scale_form, name)):
        messages.success(request, _("Sparat."))
        return redirect("round_questions", referral_round.public_id)
    return editing.page(
        request,
        referral_round,
        "round_questions",
        question_form=question_form,
        scale_form=scale_form,
        sections=sections,
        groups=groups(referral_round, sections),
    )


def groups(referral_round: ReferralRound, sections: list[SectionVersion]) -> list[Group]:
    """The text questions by section, those about the whole last; places without any are left out."""
    questions = list(referral_round.questions.filter(kind=Question.Kind.TEXT))
    places: list[SectionVersion | None] = [*sections, None]
    found = [
        (place, [one for one in questions if one.section_version_id == (place.pk if place else None)])
        for place in places
    ]
    return [(place, asked) for place, asked in found if asked]


def _ask(request: SignedInRequest, referral_round: ReferralRound, form: QuestionForm) -> None:
    def ask_everywhere() -> None:
        for section in form.chosen_sections():
            rounds.ask(referral_round, form.cleaned_data["text"], by=request.user, section=section)

    support.run_once(request, ask_everywhere, name="ask")


def _name_scale(referral_round: ReferralRound, form: ScaleForm) -> None:
    scales.rename_stances(referral_round, form.labels())


def _remove(request: SignedInRequest, referral_round: ReferralRound) -> HttpResponse:
    """Take one question away; the same button pressed twice is met with the same page."""
    number = request.POST["remove"]
    asked = referral_round.questions.filter(kind=Question.Kind.TEXT).select_related("round")
    found = [one for one in asked if str(one.pk) == number]
    try:
        for question in found:
            rounds.remove_question(question, by=request.user)
            messages.success(request, _("Frågan är borttagen."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("round_questions", referral_round.public_id)
