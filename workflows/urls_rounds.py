"""Addresses of workflows: rounds."""

from django.urls import path

from workflows.views import rounds

urlpatterns = [
    path("remissrundor/ny/", rounds.round_new, name="round_new"),
    path("remissrundor/<slug:public_id>/utskick/", rounds.round_dispatch, name="round_dispatch"),
    path("remissrundor/<slug:public_id>/sammanstall/", rounds.round_compile, name="round_compile"),
]
