"""Addresses of a plan's revisions: planned, led through, reported, evaluated."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)

from .views.revisions import autosave, evaluating, mine, page, planned

ONE = "planer/revidering/<round_id:public_id>/"
REPORT = "planer/rapport/<round_id:public_id>/"

urlpatterns = [
    path("planer/<round_id:public_id>/revideringar/", planned.plan_revisions, name="plan_revisions"),
    path(ONE, page.revision, name="revision"),
    path(f"{ONE}utvardering/", evaluating.revision_evaluation, name="revision_evaluation"),
    path(f"{ONE}mina-milstolpar/", mine.my_reports, name="my_reports"),
    path(
        "planer/uppfoljning/<round_id:public_id>/mina-milstolpar/",
        mine.my_follow_up_reports,
        name="my_follow_up_reports",
    ),
    path(f"{REPORT}spara/<slug:field>/", autosave.report_autosave, name="report_autosave"),
]
