"""Addresses of a plan's indicators and of its follow-ups."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)
from directives.views.plans import indicator

urlpatterns = [
    path("planer/indikator/<round_id:public_id>/", indicator.indicator, name="indicator"),
]
