"""Addresses of a round's own steps: begun, sent out, compiled; its pages are in ``cases.urls_rounds``."""

from django.urls import path

from workflows.views import rounds

urlpatterns = [
    path("remissrundor/ny/", rounds.round_new, name="round_new"),
    path("remissrundor/<slug:public_id>/utskick/", rounds.round_dispatch, name="round_dispatch"),
    path("remissrundor/<slug:public_id>/sammanstall/", rounds.round_compile, name="round_compile"),
]
