"""A small page of planning: a heading, what will happen, a form, a button and the way back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cases.models import Meeting
from cases.views.meetings.head import title
from organisation.http import SignedInRequest


def small_page(
    request: SignedInRequest, name: str, *, heading: str, eyebrow: str, back: str, **context: Any
) -> HttpResponse:
    """The page ``meetings/<name>.html``."""
    context |= {"heading": heading, "eyebrow": eyebrow, "back": back}
    return render(request, f"meetings/{name}.html", context)


def about_meeting(
    request: SignedInRequest, name: str, meeting: Meeting, *, heading: str, **context: Any
) -> HttpResponse:
    """The same about one meeting, which is where it leads back to."""
    return small_page(
        request,
        name,
        heading=heading,
        eyebrow=meeting.body.unit.name,
        back=reverse("meeting", args=[meeting.public_id]),
        meeting=meeting,
        body=meeting.body,
        title=title(meeting),
        **context,
    )
