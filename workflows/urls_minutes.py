"""Addresses of what comes after a meeting: minutes, their approval, the notice and the extracts."""

from django.urls import path

from cases.views.meetings import received
from workflows.views.meetings import after, extracting, minutes, signing

ONE = "sammantraden/<round_id:public_id>/"

urlpatterns = [
    path(f"{ONE}protokoll/", minutes.meeting_minutes, name="meeting_minutes"),
    path(f"{ONE}protokoll/utkast.pdf", minutes.minutes_draft, name="minutes_draft"),
    path(f"{ONE}efter/", after.meeting_after, name="meeting_after"),
    path(f"{ONE}efter/skicka/", extracting.extracts_send, name="extracts_send"),
    path(f"{ONE}efter/klart/", extracting.extracts_done, name="extracts_done"),
    path(f"{ONE}efter/foreslagna/", extracting.extracts_suggested, name="extracts_suggested"),
    path("justering/<round_id:public_id>/", signing.minutes_sign, name="minutes_sign"),
    path("justering/<round_id:public_id>/ta-tillbaka/", minutes.minutes_call_off, name="minutes_call_off"),
    path("justering/<round_id:public_id>/anslag/", after.minutes_notice, name="minutes_notice"),
    path("justering/<round_id:public_id>/ansla/", after.notice_post, name="notice_post"),
    path("justering/papper/<round_id:public_id>/", minutes.minutes_scan, name="minutes_scan"),
    path("protokoll/<round_id:public_id>.pdf", minutes.minutes_pdf, name="minutes_pdf"),
    path("protokoll/<round_id:public_id>.docx", minutes.minutes_word, name="minutes_word"),
    path("utdrag/", received.extracts, name="extracts"),
    path("utdrag/for/<round_id:public_id>/", extracting.extract_address, name="extract_address"),
    path("utdrag/<round_id:public_id>.pdf", extracting.extract_pdf, name="extract_pdf"),
    path("utdrag/<round_id:public_id>/ta-bort/", extracting.extract_remove, name="extract_remove"),
    path("utdrag/<round_id:public_id>/post/", extracting.extract_posted, name="extract_posted"),
]
