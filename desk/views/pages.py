"""Pages of words: help, accessibility, personal data; and the demo's day."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from notifications.tasks import deliver_mail, remind_due, sweep_outbox
from organisation import clock
from workflows.tasks import advance_rounds

MOST_YEARS = 50
CATCHING_UP = (
    advance_rounds,
    remind_due,
    sweep_outbox,
    deliver_mail,
)  # what the skipped days would have done


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """How to get on, and whom to ask."""
    return render(request, "desk/help.html")


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (DOS-lagen 10-15 §§)."""
    return render(request, "desk/accessibility.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Which personal data is kept and why."""
    return render(request, "desk/privacy.html")


@login_not_required
@require_POST
def demo_clock(request: HttpRequest) -> HttpResponse:
    """Let the demo live on another day; everything that depends on dates follows."""
    if settings.SAMRAD_MODE != "demo":
        raise Http404
    day = None if "reset" in request.POST else _day(request.POST.get("today", ""))
    if day is None and "reset" not in request.POST:
        messages.error(request, _("Skriv ett datum, till exempel 2026-12-18."))
    else:
        clock.set_demo_day(day)
        clock.read_demo_shift()
        for job in CATCHING_UP:
            job()
    return redirect(_safe_next(request))


def _day(text: str) -> date | None:
    """The day that was typed; None for nonsense and for days so far off that dates run out."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and abs(day.year - clock.today().year) <= MOST_YEARS else None


def _safe_next(request: HttpRequest) -> str:
    wish = request.POST.get("next", "")
    return wish if url_has_allowed_host_and_scheme(wish, {request.get_host()}) else "/"
