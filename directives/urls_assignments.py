"""Addresses of assignments that are written and read; their steps are in ``workflows.urls_assignments``."""

from django.urls import path

from cases.urls_rounds import PublicId  # noqa: F401 (registers the converter)

from .views.assignments import autosave, editing, listing, preview, templates, versions

ONE = "uppdragshandlingar/<round_id:public_id>/"
WORDING = f"{ONE}versioner/<int:number>/"

urlpatterns = [
    path("uppdragshandlingar/", listing.assignments, name="assignments"),
    path("uppdragshandlingar/mallar/", templates.assignment_templates, name="assignment_templates"),
    path(f"{ONE}skriv/", editing.assignment_edit, name="assignment_edit"),
    path(f"{ONE}text/<slug:field>/", autosave.assignment_autosave, name="assignment_autosave"),
    path(f"{ONE}granska/", preview.assignment_preview, name="assignment_preview"),
    path(WORDING, versions.assignment_version, name="assignment_version"),
    path(f"{WORDING}pdf/", versions.assignment_pdf_file, name="assignment_pdf"),
]
