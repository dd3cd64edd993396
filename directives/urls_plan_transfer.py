"""Addresses of plans as files: brought in, fetched, and the workbook to fill in."""

from django.urls import path

from directives.views.plans import transfer

VERSION = "planer/version/<round_id:public_id>/"

urlpatterns = [
    path("planer/fran-fil/", transfer.new_plan_from_file, name="new_plan_from_file"),
    path("planer/arbetsbok/", transfer.plan_workbook, name="plan_workbook"),
    path(f"{VERSION}las-in/", transfer.import_plan, name="import_plan"),
    path(f"{VERSION}hamta/<slug:kind>/", transfer.export_plan, name="export_plan"),
]
