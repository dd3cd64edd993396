"""Is this the valid one? For anybody, without logging in: by the address on a print, or the signs of its hash."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from cases.register_language import IN_A_PAGE
from cases.views.public.pages import for_the_public
from directives.steering import checking, public
from organisation import clock

from .places import typed

MOST = 20


@for_the_public
def steering_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Whether this wording is the valid one today; what somebody typed of a hash is compared with it."""
    found = get_object_or_404(public(), public_id=public_id)
    today = clock.today()
    words = typed(request, "tecken")
    signs = checking.signs(words)
    context = {
        "found": found,
        "today": today,
        "status": checking.status(found, today),
        "words": words,
        "unclear": bool(words) and not signs,
        "matches": bool(signs) and found.version.content_hash.startswith(signs),
        "fewest": checking.FEWEST_SIGNS,
        "site": settings.SITE_URL,
    }
    return render(request, "directives/steering_check.html", context)


@for_the_public
def steering_check_any(request: HttpRequest) -> HttpResponse:
    """Which wording a hash begins like; the one that fits is shown at once."""
    words = typed(request, "tecken")
    signs = checking.signs(words)
    hits = list(checking.with_signs(signs)[:MOST]) if signs else []
    if len(hits) == 1:
        return redirect("steering_check", hits[0].public_id)
    context = {
        "words": words,
        "unclear": bool(words) and not signs,
        "hits": hits,
        "fewest": checking.FEWEST_SIGNS,
        **IN_A_PAGE,
    }
    return render(request, "directives/steering_check_any.html", context)
