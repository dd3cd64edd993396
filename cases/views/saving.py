"""Saving one text while it is being written: what ``autosave.js`` sends and is answered, alike on every page."""

from typing import Protocol

from django.http import JsonResponse
from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.meetings.errors import TextOvertaken
from cases.templatetags.text_tags import clock_time
from organisation import clock
from organisation.http import SignedInRequest


class Stored(Protocol):
    """What was stored, and how many times it has been."""

    @property
    def edition(self) -> int:
        """Its edition now."""


class Save(Protocol):
    """Stores a text if ``edition`` is the one that was read. Raises TextOvertaken."""

    def __call__(self, *, text: str, edition: int) -> Stored:
        """What is stored now."""


def save_text(request: SignedInRequest, save: Save, *, by: str = "") -> JsonResponse:
    """Store what was sent; a newer text, a colleague's unless ``by`` says whose, is answered, never replaced."""
    edition = edition_of(request)
    if edition is None:
        return page_too_old()
    try:
        row = save(text=request.POST.get("value", ""), edition=edition)
    except TextOvertaken as refusal:
        return overtaken(refusal, theirs=refusal.theirs, version=refusal.edition, by=by or _("En kollega"))
    except Refused as refusal:
        return refused(str(refusal))
    at = clock_time(clock.now())
    return stored(row.edition, at=at, said=at)


def edition_of(request: SignedInRequest) -> int | None:
    """The edition that was read; None when the page does not say it."""
    version = request.POST.get("version", "")
    return int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None


def page_too_old() -> JsonResponse:
    """The page was made before this field had editions."""
    return refused(_("Sidan är för gammal. Ladda om den."))


def refused(message: str) -> JsonResponse:
    """Nothing was stored, and why."""
    return JsonResponse({"message": message}, status=400)


def overtaken(refusal: Refused, *, theirs: str, version: int, by: str) -> JsonResponse:
    """A colleague's newer text stands; both are shown."""
    newer = {"version": version, "theirs": theirs, "by": by, "message": str(refusal)}
    return JsonResponse(newer, status=409)


def stored(version: int, *, at: object, said: str) -> JsonResponse:
    """It is stored as this edition; ``said`` is the time as it is shown."""
    message = _("Sparat %(when)s") % {"when": said}
    return JsonResponse({"version": version, "saved_at": at, "message": message})
