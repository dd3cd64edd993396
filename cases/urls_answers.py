"""Addresses of cases: answers. (Placeholders until the pages land; the owner of this file replaces all of it.)"""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def _soon(request: HttpRequest, **kwargs: str) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("svar/<str:public_id>/", _soon, name="answer"),
    path("svar/<str:public_id>/godkannande/", _soon, name="answer_approval"),
    path("svar/<str:public_id>/lamna/", _soon, name="answer_release"),
]
