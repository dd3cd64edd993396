"""Addresses of steering documents, and of the open page that says whether a print is the valid one."""

from django.urls import path

from .views.steering import check, ending, keeping, listing, older, paper, reviewing, wording

urlpatterns = [
    path("styrdokument/", listing.steering, name="steering"),
    path("styrdokument/registrera/", older.steering_new, name="steering_new"),
    path("styrdokument/<slug:public_id>/", wording.steering_document, name="steering_document"),
    path("styrdokument/<slug:public_id>/dokument.pdf", paper.steering_pdf, name="steering_pdf"),
    path("styrdokument/<slug:public_id>/fil/<slug:file_id>/", wording.steering_file, name="steering_file"),
    path("styrdokument/<slug:public_id>/jamfor/", wording.steering_compare, name="steering_compare"),
    path("styrdokument/<slug:public_id>/uppgifter/", keeping.steering_card, name="steering_card"),
    path("styrdokument/<slug:public_id>/samband/", keeping.steering_relate, name="steering_relate"),
    path("styrdokument/<slug:public_id>/upphor/", ending.steering_end, name="steering_end"),
    path("styrdokument/<slug:public_id>/galler-igen/", ending.steering_restore, name="steering_restore"),
    path("styrdokument/<slug:public_id>/oversyn/", reviewing.steering_review, name="steering_review"),
    path("giltig/", check.steering_check_any, name="steering_check_any"),
    path("giltig/<slug:public_id>/", check.steering_check, name="steering_check"),
]
