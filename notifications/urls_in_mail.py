"""Addresses in mail: those of the pages' landings, which never change and survive the log-in."""

from typing import Literal

from django.conf import settings
from django.urls import reverse

from cases.urls_parameters import SECTION

from .about import About

Page = Literal["answer", "round", "managed"]

# Pages below the round's own and the answer's, by kind of event; the steps live there without being known here.
BELOW_THE_ROUND = {
    "extension.asked": "hantera/",
    "feedback.answered": "aterkoppling/",
    "decision.asked": "utfall/",
    "decision.made": "utfall/",
}
BELOW_THE_ANSWER = {"feedback.sent": "sa-gjorde-vi/"}


def link(kind: str, known: About, page: Page) -> str:
    """Where the button leads: the answer, at the very section where there is one, or the round."""
    if page == "answer" and known.place is not None:
        landing = reverse("answer", args=[known.place.public_id])
        path = landing + (BELOW_THE_ANSWER.get(kind) or _section(known))
    else:
        path = reverse("round", args=[known.round.public_id]) + BELOW_THE_ROUND.get(kind, "")
    return f"{settings.SITE_URL}{path}"


def _section(known: About) -> str:
    return f"?{SECTION}={known.section}#s{known.section}" if known.section else ""
