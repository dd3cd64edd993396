"""What a body's meetings are called, in templates: ``{{ body|the_meeting }}``; an empty body is a board."""

from django import template

from cases.meetings import wording
from cases.models import Body

register = template.Library()


@register.filter
def a_meeting(body: Body | str | None) -> str:
    """ "sammanträde" or "möte"."""
    return wording.a_meeting(body or None)  # type: ignore[arg-type]


@register.filter
def the_meeting(body: Body | str | None) -> str:
    """ "sammanträdet" or "mötet"."""
    return wording.the_meeting(body or None)  # type: ignore[arg-type]


@register.filter
def meetings(body: Body | str | None) -> str:
    """ "sammanträden" or "möten"."""
    return wording.meetings(body or None)  # type: ignore[arg-type]
