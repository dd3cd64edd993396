"""Drawing a page of a running meeting: the head and the agenda stand around every one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from cases.meetings import wishes
from cases.views.meetings.head import head
from organisation.http import SignedInRequest

from .agenda import Agenda


def show(
    request: SignedInRequest, name: str, agenda: Agenda, *, status: int = 200, **context: Any
) -> HttpResponse:
    """The page ``name`` of the agenda's meeting."""
    around = {
        "meeting": agenda.meeting,
        "agenda": agenda,
        "head": head(agenda.meeting, may_keep=True),
        "brought": wishes.brought_to(agenda.meeting),
    }
    return render(request, f"meetings/during/{name}.html", around | context, status=status)
