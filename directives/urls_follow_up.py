"""Addresses of a plan's indicators and of its follow-ups."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)
from directives.views.plans import follow_up, indicator

FOLLOW_UP = "planer/uppfoljning/<round_id:public_id>/"

urlpatterns = [
    path("planer/indikator/<round_id:public_id>/", indicator.indicator, name="indicator"),
    path("planer/<round_id:public_id>/uppfoljningar/", follow_up.plan_follow_ups, name="plan_follow_ups"),
    path(FOLLOW_UP, follow_up.follow_up, name="follow_up"),
    path(f"{FOLLOW_UP}pdf/", follow_up.follow_up_file, name="follow_up_file"),
]
