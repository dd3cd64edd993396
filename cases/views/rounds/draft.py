"""The draft: pasted once, split at its headings, then mended section by section."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import rounds
from cases.forms.draft import DraftAgainForm, DraftForm, SectionForm
from cases.models import Question, ReferralRound, SectionVersion
from cases.views.rounds import editing
from cases.views.support import posted
from organisation.http import SignedInRequest, form_page


@form_page
def round_draft(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Paste the draft, or see its sections and change them."""
    referral_round = editing.find_round(request, public_id)
    if gone := editing.leave_if_sent(request, referral_round):
        return gone
    sections = list(referral_round.version.sections.prefetch_related("questions"))
    form = _paste_form(request, sections)
    if request.method == "POST" and editing.save(form, lambda: _paste(request, referral_round, form)):
        return redirect("round_draft", referral_round.public_id)
    return editing.page(
        request,
        referral_round,
        "round_draft",
        form=form,
        sections=sections,
        rows=[(section, _note(section)) for section in sections],
    )


@form_page
def round_section(request: SignedInRequest, public_id: str, pk: int) -> HttpResponse:
    """One section: heading, text, keywords and the note beside its question."""
    referral_round = editing.find_round(request, public_id)
    if gone := editing.leave_if_sent(request, referral_round):
        return gone
    section = get_object_or_404(referral_round.version.sections, pk=pk)
    form = SectionForm(posted(request), initial=_initial(section))
    if request.method == "POST" and editing.save(
        form, lambda: rounds.change_section(section, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _saved_text(form.cleaned_data["heading"]))
        return redirect("round_draft", referral_round.public_id)
    return editing.page(
        request,
        referral_round,
        "round_section",
        form=form,
        section=section,
        sections=referral_round.version.sections.all(),
    )


def as_markdown(sections: list[SectionVersion]) -> str:
    """The sections as a text that splits into the same sections again."""
    return "\n\n".join(_section_markdown(section) for section in sections)


def _section_markdown(section: SectionVersion) -> str:
    words = f"\n\nNyckelord: {', '.join(section.keywords)}" if section.keywords else ""
    return f"# {section.heading}\n\n{section.text}{words}"


def _paste_form(request: SignedInRequest, sections: list[SectionVersion]) -> DraftForm:
    if not sections:
        return DraftForm(posted(request))
    questions = [question for section in sections for question in section.questions.all()]
    return DraftAgainForm(
        posted(request),
        initial={"text": as_markdown(sections)},
        lost=[one.note for one in questions if one.note]
        + [one.text for one in questions if one.kind == Question.Kind.TEXT],
    )


def _paste(request: SignedInRequest, referral_round: ReferralRound, form: DraftForm) -> None:
    laid = rounds.paste_draft(referral_round, form.cleaned_data["text"], by=request.user)
    messages.success(
        request,
        ngettext("Utkastet har %(count)d avsnitt.", "Utkastet har %(count)d avsnitt.", len(laid))
        % {"count": len(laid)},
    )


def _initial(section: SectionVersion) -> dict[str, str]:
    return {
        "heading": section.heading,
        "text": section.text,
        "keywords": ", ".join(section.keywords),
        "note": _note(section),
    }


def _note(section: SectionVersion) -> str:
    kinds = {question.kind: question.note for question in section.questions.all()}
    return kinds.get(Question.Kind.STANCE, "")


def _saved_text(heading: str) -> str:
    return _("Avsnittet ”%(heading)s” är sparat.") % {"heading": heading}
