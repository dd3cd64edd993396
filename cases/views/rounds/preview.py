"""Exactly what a recipient sees, with controls that cannot be used."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from cases import matrix_marks, readiness
from cases.models import Question, ReferralRound
from cases.views.rounds import editing
from organisation.http import SignedInRequest


@require_safe
def round_preview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The letter and the whole draft as they will be sent."""
    referral_round = editing.find_round(request, public_id)
    if gone := editing.leave_if_sent(request, referral_round):
        return gone
    context = as_asked(referral_round) | {"last_day": readiness.rolled_last_day(referral_round)}
    return editing.page(request, referral_round, "round_preview", **context)


def as_asked(referral_round: ReferralRound) -> dict[str, object]:
    """The draft's sections with their questions, those about the whole, and the two scales."""
    questions = list(referral_round.questions.select_related("section_version"))
    stances = list(referral_round.stances.all())
    sections = list(referral_round.version.sections.all())
    return {
        "sections": sections,
        "parts": [
            (section, [one for one in questions if one.section_version_id == section.pk])
            for section in sections
        ],
        "whole": [one for one in questions if one.section_version_id is None],
        "text_kind": Question.Kind.TEXT,
        "scale": matrix_marks.options(stances, overall=False),
        "overall_scale": matrix_marks.options(stances, overall=True),
    }
