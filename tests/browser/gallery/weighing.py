"""The pages of weighing, closing and deciding, with made-up contents."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from tests.browser.gallery.views import show

TEXT = (
    "Formuleringen ”har koll på” är vardaglig och kan tolkas som kontroll. "
    "Skriv hellre att vi känner till deras situation.\n\n"
    "Vi vill också veta vem som ansvarar när flera mottagningar är inblandade 👩‍⚕️ i samma resa. "
    "Tack för ett genomarbetat utkast!"
)
FIRST = "Formuleringen ”har koll på” är vardaglig och kan tolkas som kontroll."
SECOND = "Vi vill också veta vem som ansvarar när flera mottagningar är inblandade 👩‍⚕️ i samma resa."
PIECES = [
    {"kind": "same", "text": "Varje patient ska känna att vi "},
    {"kind": "gone", "text": "har koll på"},
    {
        "kind": "new",
        "text": "känner till",
        "comments": [{"number": 12, "href": "#k12"}, {"number": 14, "href": "#k14"}],
    },
    {"kind": "same", "text": " deras vård och situation.\n\nVi gör det enkelt för "},
    {"kind": "gone", "text": "alla", "comments": [{"number": 3, "href": "#k3"}]},
    {"kind": "new", "text": "invånare, patienter och närstående", "comments": [{"number": 3, "href": "#k3"}]},
    {"kind": "same", "text": " att få kontakt."},
]
CARDS = [
    {"number": 11, "unit": "SU", "outcome": "heeded", "assignee": "Handläggare 2"},
    {"number": 13, "unit": "Habilitering och hälsa", "outcome": "", "outdated": "1"},
    {"number": 14, "unit": "NU-sjukvården", "outcome": "partly", "conflict": "1"},
    {"number": 15, "unit": "Närhälsan", "outcome": "not_heeded"},
    {"number": 16, "unit": "Koncernkontoret", "outcome": "noted", "assignee": "Processägare"},
    {"number": 17, "unit": "Sjukhusen i Väst", "outcome": "", "dropped": "1"},
]
STATUSES = [
    {"code": "unweighed", "label": "Inte vägda", "count": 12},
    {"code": "outdated", "label": "Inaktuella", "count": 1},
    {"code": "heeded", "label": "Beaktas", "count": 20},
]
STATES = [
    {"code": "sent", "label": "Inte bekräftat", "count": 1, "names": ["SV"]},
    {"code": "acknowledged", "label": "Bekräftat", "count": 1, "names": ["FTV"]},
    {"code": "preparing", "label": "Påbörjat", "count": 2, "names": ["SkaS", "HoH"]},
    {"code": "answered", "label": "Svarat", "count": 5, "names": ["SU", "SÄS", "NU", "Närhälsan", "RH"]},
    {"code": "retracted", "label": "Svaret återtaget", "count": 1, "names": ["KK"]},
]
HASH = "a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f90"

# What the forms of the pages have sent, newest last.
sent: list[dict[str, str]] = []


def runs(*, rest: str) -> list[dict[str, Any]]:
    """The text with two comments marked in it, joined exactly the text itself."""
    start, end = TEXT.index(FIRST) + len(FIRST), TEXT.index(SECOND)
    return [
        {"text": FIRST, "state": "comment", "number": 7},
        {"text": TEXT[start:end], "state": rest},
        {"text": SECOND, "state": "comment", "number": 8},
        {"text": TEXT[end + len(SECOND) :], "state": rest},
    ]


def note(request: HttpRequest) -> None:
    """Remembers what a form sent."""
    if request.method == "POST":
        sent.append({name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"})


@login_not_required
def reading(request: HttpRequest) -> HttpResponse:
    note(request)
    boxes = [
        {
            "key": "comment-1",
            "title": "Synpunkter",
            "runs": runs(rest="unread"),
            "state": "unread",
            "rest": "1",
        },
        {
            "key": "comment-2",
            "title": "Ert förslag till ny formulering",
            "runs": [{"text": TEXT, "state": "unread"}],
            "state": "unread",
            "rest": "1",
        },
        {"key": "comment-3", "title": "Synpunkter på helheten", "runs": runs(rest="read"), "state": "read"},
    ]
    return show(request, "gallery/reading.html", boxes=boxes, wrong="wrong" in request.GET)


@login_not_required
def ledger(request: HttpRequest) -> HttpResponse:
    note(request)
    return show(request, "gallery/ledger.html", cards=CARDS, statuses=STATUSES, pieces=PIECES)


@login_not_required
def closing(request: HttpRequest) -> HttpResponse:
    return show(request, "gallery/closing.html", pieces=PIECES, fingerprint=HASH)


@login_not_required
def told(request: HttpRequest) -> HttpResponse:
    note(request)
    return show(request, "gallery/told.html", pieces=PIECES)


@login_not_required
def small(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        "gallery/small.html",
        states=STATES,
        outcomes=["heeded", "partly", "not_heeded", "noted", ""],
        recipient_states=[
            "chosen",
            "sent",
            "acknowledged",
            "preparing",
            "answered",
            "abstained",
            "retracted",
            "withdrawn",
        ],
    )
