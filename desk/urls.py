"""Addresses of the pages that join the apps."""

from django.urls import path

from .views import cases, mailbox, pages, secrecy, start

urlpatterns = [
    path("", start.start, name="start"),
    path("diarium/", cases.diary, name="diary"),
    path("arenden/<slug:public_id>/", cases.case, name="case"),
    path("arenden/<slug:public_id>/sekretess/", secrecy.case_secrecy, name="case_secrecy"),
    path("arenden/<slug:public_id>/sekretess/hav/", secrecy.case_secrecy_lift, name="case_secrecy_lift"),
    path("handlingar/<slug:public_id>/", cases.document, name="document"),
    path("hjalp/", pages.help_page, name="help"),
    path("tillganglighet/", pages.accessibility, name="accessibility"),
    path("personuppgifter/", pages.privacy, name="privacy"),
    path("brevlada/", mailbox.mailbox, name="mailbox"),
    path("brevlada/<int:pk>/", mailbox.mailbox, name="mailbox_mail"),
    path("brevlada/<int:pk>/html/", mailbox.mailbox_html, name="mailbox_html"),
    path("demo/dag/", pages.demo_clock, name="demo_clock"),
]
