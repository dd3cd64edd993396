"""Addresses of referral rounds: listed, drafted, followed, read; their steps are in ``workflows.urls_rounds``."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cases.views import matrix, rounds


class PublicId(StringConverter):
    """A ``public_id``: other words, such as "ny", are addresses of their own."""

    regex = "[a-z2-7]{26}"


register_converter(PublicId, "round_id")

ONE = "remissrundor/<round_id:public_id>/"

urlpatterns = [
    path("remissrundor/", rounds.rounds, name="rounds"),
    path(ONE, matrix.follow, name="round"),
    path(f"{ONE}svar/<round_id:recipient_id>/", matrix.whole_answer, name="round_answer"),
    path(f"{ONE}svar/<round_id:recipient_id>/<int:place>/", matrix.cell, name="round_cell"),
    path(f"{ONE}utkast/", rounds.round_draft, name="round_draft"),
    path(f"{ONE}utkast/<int:pk>/", rounds.round_section, name="round_section"),
    path(f"{ONE}fragor/", rounds.round_questions, name="round_questions"),
    path(f"{ONE}foljebrev/", rounds.round_letter, name="round_letter"),
    path(f"{ONE}mottagare/", rounds.round_recipients, name="round_recipients"),
    path(f"{ONE}forhandsvisning/", rounds.round_preview, name="round_preview"),
]
