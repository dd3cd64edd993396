"""Addresses in mail: those of the pages' landings, which never change and survive the log-in."""

from typing import Literal

from django.conf import settings
from django.urls import reverse

from cases.urls_parameters import SECTION

from .about import About
from .about_meetings import AboutMeeting
from .matters import Matter

Page = Literal["answer", "round", "managed", "matter"]

# Pages below the round's own and the answer's, by kind of event; the steps live there without being known here.
BELOW_THE_ROUND = {
    "extension.asked": "hantera/",
    "feedback.answered": "aterkoppling/",
    "decision.asked": "utfall/",
    "decision.made": "utfall/",
}
# Landings of meetings; most are steps of apps beside this one, so their paths are written here and tried by a test.
PATHS = {
    "item": "/arenden/pa-vag/%s/",
    "meeting": "/sammantraden/%s/",
    "minutes_sign": "/justering/%s/",
    "minutes_notice": "/justering/%s/anslag/",
    "undertaking": "/uppdrag/%s/",
    "extracts": "/utdrag/?sammantrade=%s",
    "assignment": "/uppdragshandlingar/%s/",
    "situation": "/lagesbilder/%s/",
    "process": "/processer/%s/",
    "need": "/behov/%s/",
    "steering_document": "/styrdokument/%s/",
    "nomination": "/nomineringar/%s/",
    "nomination_request": "/nomineringar/begaran/%s/",
    "plan": "/planer/%s/",
    "revision": "/planer/revidering/%s/",
    "my_reports": "/planer/revidering/%s/mina-milstolpar/",
    "follow_up": "/planer/uppfoljning/%s/",
    "my_follow_up_reports": "/planer/uppfoljning/%s/mina-milstolpar/",
    "open_matter": "/oppna-arenden/%s/",
    "open_matters": "/oppna-arenden/%s",
    "substitutions": "/ersattare/%s",
}
BELOW_THE_ANSWER = {"feedback.sent": "sa-gjorde-vi/"}


def link(kind: str, known: Matter, page: Page) -> str:
    """Where the button leads: the answer, at the very section where there is one, the round, or the matter."""
    if isinstance(known, AboutMeeting):
        name, public_id = known.page
        path = PATHS[name] % public_id
    elif page == "answer" and known.place is not None:
        landing = reverse("answer", args=[known.place.public_id])
        path = landing + (BELOW_THE_ANSWER.get(kind) or _section(known))
    else:
        path = reverse("round", args=[known.round.public_id]) + BELOW_THE_ROUND.get(kind, "")
    return f"{settings.SITE_URL}{path}"


def _section(known: About) -> str:
    return f"?{SECTION}={known.section}#s{known.section}" if known.section else ""
