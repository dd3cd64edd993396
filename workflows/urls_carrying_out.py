"""Address of an assignment's own page: where it is answered, carried out, reported and ended."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)
from workflows.views.assignments import page

urlpatterns = [
    path("uppdragshandlingar/<round_id:public_id>/", page.assignment, name="assignment"),
]
