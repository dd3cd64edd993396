"""Addresses around an assignment that is carried out: its tree, its staff, its situation reports."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)

from .views.assignments import staffing, tree

ASSIGNMENT = "uppdragshandlingar/<round_id:public_id>/"

urlpatterns = [
    path(f"{ASSIGNMENT}alla-delar/", tree.assignment_tree, name="assignment_tree"),
    path(f"{ASSIGNMENT}funktioner/", staffing.assignment_staff, name="assignment_staff"),
    path(f"{ASSIGNMENT}lagesbild/", staffing.situation_new, name="situation_new"),
    path("lagesbilder/<round_id:public_id>/", staffing.situation, name="situation"),
]
