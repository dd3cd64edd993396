"""The public diary: which cases and documents there are, with what secrecy covers withheld (OSL 5:2)."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cases import public_paragraphs, public_register
from cases.register_language import IN_A_PAGE
from cases.text import normalise
from cases.views.public.pages import for_the_public

ROWS = 50
LONGEST = 100


@for_the_public
def public_diary(request: HttpRequest) -> HttpResponse:
    """Registered cases, newest first, of one authority or all, searched by number, word or a published §."""
    asked = {name: _asked(request, name) for name in ("q", "myndighet", "fore", "efter")}
    units = public_register.authorities()
    meant = public_paragraphs.found(asked["q"], authority=asked["myndighet"])
    of_meant = [row.case for row in meant if row.case]
    found = public_register.cases(authority=asked["myndighet"], words=asked["q"], also=of_meant)
    sheet = public_register.sheet(found, ROWS, before=asked["fore"], after=asked["efter"])
    context = {
        "sheet": sheet,
        "paragraphs": meant,
        "words": asked["q"],
        "authority": asked["myndighet"],
        "authorities": [{"code": unit.public_id, "label": unit.name} for unit in units],
        "newer": _turn(asked, "efter", sheet.entries[0].public_id) if sheet.newer and sheet.entries else "",
        "older": _turn(asked, "fore", sheet.entries[-1].public_id) if sheet.older and sheet.entries else "",
    }
    return render(request, "public/diary.html", context | IN_A_PAGE)


@for_the_public
def public_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """One case and its registered documents, without their content."""
    case = public_register.find(public_id)
    if case is None:
        raise Http404
    context: dict[str, Any] = {
        "entry": public_register.entry(case),
        "lines": public_register.lines(case),
    }
    return render(request, "public/case.html", context | IN_A_PAGE)


def _asked(request: HttpRequest, name: str) -> str:
    return normalise(request.GET.get(name, "")).strip()[:LONGEST]


def _turn(asked: dict[str, str], to: str, public_id: str) -> str:
    kept = {name: asked[name] for name in ("q", "myndighet") if asked[name]}
    return "?" + urlencode(kept | {to: public_id})
