"""Addresses of an assignment's steps before and beside its carrying out: begun, offered, adjusted."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)

from .views.assignments import adjusting, new, offering

ONE = "uppdragshandlingar/<round_id:public_id>/"

urlpatterns = [
    path("uppdragshandlingar/nytt/", new.assignment_new, name="assignment_new"),
    path(f"{ONE}erbjud/", offering.assignment_offer, name="assignment_offer"),
    path(f"{ONE}aterta-utkast/", offering.assignment_drop, name="assignment_drop"),
    path(f"{ONE}andra/", adjusting.assignment_adjust, name="assignment_adjust"),
]
