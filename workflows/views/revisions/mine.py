"""An owner's whole list in one sitting: saved together or by itself, given one by one or all that are ready."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import access
from cases.views.support import too_late_page
from directives.models import FollowUp, MilestoneReport, MilestoneWording, Revision
from directives.plans.revisions import reporting
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest, form_page

from . import proposing, writing
from .report_rows import Row, is_open, rows_of, status_options

PER_PAGE = 30
State = MilestoneReport.State
RELATED = ("plan__unit", "plan__body__unit", "case")


@form_page
def my_reports(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What the reader is asked to report in a revision."""
    found: Revision = access.find_any(
        request.user, Revision, "report_milestone", related=(*RELATED, "draft", "base"), public_id=public_id
    )
    return _sitting(request, found, reverse("my_reports", args=[found.public_id]))


@form_page
def my_follow_up_reports(request: SignedInRequest, public_id: str) -> HttpResponse:
    """What the reader is asked to report in a follow-up."""
    found: FollowUp = access.find_any(
        request.user, FollowUp, "report_milestone", related=(*RELATED, "version"), public_id=public_id
    )
    return _sitting(request, found, reverse("my_follow_up_reports", args=[found.public_id]))


def _sitting(request: SignedInRequest, found: Revision | FollowUp, here: str) -> HttpResponse:
    version = found.draft if isinstance(found, Revision) else found.version
    reports = list(reporting.mine(found, request.user))
    rows = rows_of(found, reports, version)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("sida"))
    offered = proposing.offered(request, found, rows)
    trouble = False
    if request.method == "POST":
        done = proposing.take(request, found, offered, here)
        if done is None and not proposing.is_one(request):
            done, trouble = _write(request, list(page), rows, here)
        if done is not None:
            return done
        if trouble:
            found.refresh_from_db()
    context: dict[str, Any] = {
        "collection": found,
        "revision": found if isinstance(found, Revision) else None,
        "page": page,
        "rows": list(page),
        "counts": _counts(rows),
        "open": is_open(found),
        "trouble": trouble,
        "statuses": status_options(),
        "trends": [(code, capfirst(str(label))) for code, label in MilestoneWording.Trend.choices],
        "offered": offered,
        "made": proposing.made_by(request, found),
    }
    return render(request, "revisions/mine.html", context, status=409 if trouble else 200)


def _write(
    request: SignedInRequest, rows: list[Row], everyone: list[Row], here: str
) -> tuple[HttpResponse | None, bool]:
    """Save everything that was typed, then give what was asked for; the page again when something is in the way."""
    wanted = request.POST.get("do", "save")
    lost = writing.closed(request, rows)
    writing.save(request, rows)
    if lost:
        return too_late_page(request, here, _("Rapporten är redan lämnad. Det du skrev står här.")), False
    if any(row.errors for row in rows):
        return None, True
    if wanted == "save":
        messages.success(request, _("Sparat."))
        return redirect(_same_page(request, here)), False
    chosen = everyone if wanted == "give_all" else [row for row in rows if wanted == f"give {row.code}"]
    try:
        given = writing.give(request, chosen)
    except KeyUsedForOtherContent:
        return too_late_page(request, here), False
    _say(request, given, asked_for_all=wanted == "give_all")
    return redirect(_same_page(request, here)), False


def _say(request: SignedInRequest, given: writing.Given, *, asked_for_all: bool) -> None:
    if given.count:
        said = ngettext("%(count)s rapport är lämnad.", "%(count)s rapporter är lämnade.", given.count)
        messages.success(request, said % {"count": given.count})
    for lack in given.lacking:
        messages.warning(request, lack)
    if asked_for_all and not given.count and not given.lacking:
        messages.success(request, _("Alla dina rapporter är lämnade."))


def _same_page(request: SignedInRequest, here: str) -> str:
    number = request.GET.get("sida", "")
    return f"{here}?sida={number}" if number.isascii() and number.isdigit() else here


def _counts(rows: list[Row]) -> dict[str, int]:
    given = sum(row.report.state == State.GIVEN for row in rows)
    return {"total": len(rows), "given": given, "left": len(rows) - given}
