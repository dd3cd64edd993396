"""The pages of a meeting: before, during and after it, with made-up contents."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse

from tests.browser.gallery.views import show
from tests.browser.gallery.weighing import HASH, note

ROWS: list[dict[str, Any]] = [
    {"code": "a", "paragraph": 138, "title": "Val av justerare", "kind": "formal", "outcome": "as_proposed"},
    {"code": "b", "paragraph": 139, "title": "Dagordningen", "kind": "formal", "outcome": "as_proposed"},
    {"code": "c", "paragraph": 140, "title": "Uppföljning", "diary": "HSN 2026-00021", "outcome": "noted"},
    {"code": "d", "paragraph": 141, "title": "Budget 2027", "diary": "HSN 2026-00388", "outcome": "returned"},
    {
        "code": "e",
        "number": 5,
        "title": "Handlingsplan för nära vård 2027–2029",
        "diary": "HSN 2026-00297",
        "kind": "decision",
        "now": "1",
    },
    {
        "code": "f",
        "number": 6,
        "title": "Remissrunda: regional utvecklingsstrategi",
        "diary": "HSN 2026-00405",
        "kind": "decision",
        "note": "Nytt i tillägg 1",
        "movable": "1",
    },
    {"code": "g", "title": "Lunch", "time": "12.00–13.00", "kind": "break", "movable": "1"},
    {
        "code": "h",
        "number": 7,
        "title": "Styrande principer, lägesrapport",
        "diary": "HSN 2026-00412",
        "kind": "information",
        "movable": "1",
    },
    {
        "code": "i",
        "number": 8,
        "title": "Sammanträdestider 2027",
        "diary": "HSN 2026-00377",
        "kind": "decision",
        "movable": "1",
    },
    {
        "code": "j",
        "number": 9,
        "title": "Anmälan av delegationsbeslut",
        "kind": "delegation_report",
        "movable": "1",
    },
]
PLAN = "Nämnden uppdrar åt regiondirektören att återkomma med uppföljning av planen "
POINTS: list[dict[str, Any]] = [
    {
        "code": "1",
        "number": 1,
        "text": "Nämnden godkänner handlingsplan för nära vård 2027–2029 enligt bilaga 1.",
        "proposed": "Nämnden godkänner handlingsplan för nära vård 2027–2029 enligt bilaga 1.",
        "kind": "adopt",
        "facts": [("Handling", "Handlingsplan, version 3"), ("Gäller från", "1 januari 2027")],
    },
    {
        "code": "2",
        "number": 2,
        "text": f"{PLAN}senast i september 2027.",
        "proposed": f"{PLAN}under hösten.",
        "kind": "assign",
        "facts": [("Till", "Koncernkontoret"), ("Senast", "30 september 2027")],
        "pieces": [
            {"kind": "same", "text": PLAN},
            {"kind": "gone", "text": "under hösten"},
            {"kind": "new", "text": "senast i september 2027"},
            {"kind": "same", "text": "."},
        ],
    },
    {
        "code": "3",
        "number": 3,
        "text": "Uppdraget enligt 2023-05-17 § 61 punkt 7 förklaras fullgjort.",
        "proposed": "Uppdraget enligt 2023-05-17 § 61 punkt 7 förklaras fullgjort.",
        "kind": "fulfil",
        "struck": "1",
    },
    {
        "code": "4",
        "number": 4,
        "text": "Paragrafen förklaras omedelbart justerad.",
        "proposed": "",
        "kind": "note",
        "added": "1",
    },
]
MEMBERS: list[dict[str, Any]] = [
    {
        "code": "m1",
        "name": "Ledamot 1",
        "office": "ordförande",
        "party": "A",
        "present": "1",
        "stays": [{"arrived": "09.30", "left": ""}],
        "chair": True,
        "vote": "no",
    },
    {
        "code": "m2",
        "name": "Ledamot 2",
        "office": "vice ordförande",
        "party": "B",
        "present": "1",
        "stays": [{"arrived": "09.30", "left": "11.15"}, {"arrived": "13.00", "left": ""}],
        "jav": ["ärende 6"],
        "vote": "yes",
    },
    {"code": "m3", "name": "Ledamot 3", "party": "C", "stays": [], "vote": ""},
    {
        "code": "m4",
        "name": "Ersättare 1",
        "office": "ersättare",
        "substitute": "1",
        "present": "1",
        "serves": "m3",
        "serves_word": "Ledamot 3",
        "distance": "1",
        "stays": [{"arrived": "09.45", "left": ""}],
        "vote": "abstain",
    },
]
SEATS = [{"code": "m3", "label": "Ledamot 3 (C)"}]
DAYS = [
    {"label": "Sista svarsdag", "on": "torsdag 5 november", "state": "done", "note": "fyra remissrundor"},
    {
        "label": "Manusstopp",
        "on": "torsdag 19 november",
        "state": "late",
        "note": "två ärenden saknar underlag",
    },
    {"label": "Presidieberedning", "on": "torsdag 26 november", "state": "now", "note": "om 4 dagar"},
    {"label": "Kallelse", "on": "torsdag 3 december", "state": "", "note": "om 11 dagar"},
    {"label": "Sammanträde", "on": "torsdag 10 december", "state": "", "note": ""},
]
TABS = [
    {"label": "Bevakningslista", "href": "#", "current": True, "count": 4},
    {"label": "Anslag", "href": "#"},
    {"label": "Delegationsordning", "href": "#"},
]


@login_not_required
def item(request: HttpRequest) -> HttpResponse:
    """During the meeting; ?blocked cannot be decided, ?group is a management group's, ?untouched is as proposed."""
    note(request)
    blocked = ["as_proposed", "changed", "returned", "rejected"] if "blocked" in request.GET else []
    return show(
        request,
        "gallery/meeting_item.html",
        rows=[row | {"movable": ""} for row in ROWS],
        points=POINTS[:1] if "untouched" in request.GET else POINTS,
        blocked=blocked,
        untouched="untouched" in request.GET,
        group="group" in request.GET,
    )


@login_not_required
def planning(request: HttpRequest) -> HttpResponse:
    note(request)
    rows = ROWS[:5] + ROWS[7:] + ROWS[5:7] if "changed" in request.GET else ROWS
    return show(request, "gallery/meeting_planning.html", rows=rows, days=DAYS)


@login_not_required
def order(request: HttpRequest) -> HttpResponse:
    """Stores an order as the contract says: 204, a message, or a redirect for whoever has no script."""
    note(request)
    if "order" in request.POST and request.headers.get("X-Requested-With") == "fetch":
        if request.POST["was"].startswith("h"):
            return JsonResponse(
                {"message": "Dagordningen har ändrats av en kollega. Ladda om sidan."}, status=409
            )
        return HttpResponse(status=204)
    return HttpResponse("moved")


@login_not_required
def people(request: HttpRequest) -> HttpResponse:
    note(request)
    return show(request, "gallery/meeting_people.html", members=MEMBERS, seats=SEATS)


@login_not_required
def minutes(request: HttpRequest) -> HttpResponse:
    return show(request, "gallery/meeting_minutes.html", points=POINTS, members=MEMBERS, fingerprint=HASH)


@login_not_required
def after(request: HttpRequest) -> HttpResponse:
    return show(request, "gallery/meeting_after.html", tabs=TABS)
