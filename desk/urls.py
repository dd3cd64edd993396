"""Addresses of the pages that join the apps."""

from django.urls import path

from .views import cases, pages, start

urlpatterns = [
    path("", start.start, name="start"),
    path("diarium/", cases.diary, name="diary"),
    path("arenden/<slug:public_id>/", cases.case, name="case"),
    path("handlingar/<slug:public_id>/", cases.document, name="document"),
    path("processer/", pages.processes, name="processes"),
    path("hjalp/", pages.help_page, name="help"),
    path("tillganglighet/", pages.accessibility, name="accessibility"),
    path("personuppgifter/", pages.privacy, name="privacy"),
    path("demo/dag/", pages.demo_clock, name="demo_clock"),
]
