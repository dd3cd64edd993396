"""Addresses of what comes of a round: next version, closing, outcome, decision, letters, files."""

from django.urls import path

from cases.views import outcome as pages
from workflows.views import closing, compiled, deciding, outcome

ONE = "remissrundor/<round_id:public_id>/"

urlpatterns = [
    path(f"{ONE}nasta-version/", pages.round_next_version, name="round_next_version"),
    path(f"{ONE}avsluta/", closing.round_close, name="round_close"),
    path(f"{ONE}ateroppna/", closing.round_reopen, name="round_reopen"),
    path(f"{ONE}utfall/", outcome.round_outcome, name="round_outcome"),
    path(f"{ONE}utfall/stallningstagande/", pages.round_endorse, name="round_endorse"),
    path(f"{ONE}utfall/andra/<round_id:section_id>/", pages.round_change, name="round_change"),
    path(f"{ONE}utfall/fraga/", outcome.round_ask_decider, name="round_ask_decider"),
    path(f"{ONE}utfall/besluta/", deciding.round_decide, name="round_decide"),
    path(f"{ONE}aterkoppling/", pages.round_feedback, name="round_feedback"),
    path(f"{ONE}sammanstallning/", compiled.round_compilation, name="round_compilation"),
    path(
        "handlingar/<round_id:public_id>/fil/<round_id:file_id>/", pages.document_file, name="document_file"
    ),
]
