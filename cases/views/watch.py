"""The watch list (bevakningslista) of a body, what one has been commissioned to do, and each of them on its own."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import access, undertakings
from cases.forms.undertakings import ReasonForm, ReportForm
from cases.meetings.minutes import point_name, taker
from cases.models import Undertaking
from cases.templatetags.text_tags import long_day
from cases.text import normalise
from cases.views.meetings.steps import take
from cases.views.support import posted
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import Unit

ROWS = 50
State = Undertaking.State
SHOWN = {
    "open": Q(state=State.OPEN),
    "late": Q(state=State.OPEN),
    "reported": Q(state=State.REPORTED),
    "fulfilled": Q(state=State.FULFILLED),
    "withdrawn": Q(state=State.WITHDRAWN),
}
ACTIONS = ("keep_meetings", "see_meeting")


@require_safe
def watch_list(request: SignedInRequest) -> HttpResponse:
    """What the reader's bodies have ordered, and what the reader has been ordered to do."""
    units = _bodies(request)
    wanted = normalise(request.GET.get("organ", ""))
    unit = next((one for one in units if one.public_id == wanted), units[0] if units else None)
    own = wanted == "mina" or unit is None
    rows = _own(request) if own else _given(request, unit)  # type: ignore[arg-type]
    status = request.GET.get("status", "")
    page = Paginator(_filtered(rows, status), ROWS).get_page(request.GET.get("sida"))
    context = {
        "unit": None if own else unit,
        "tabs": _tabs(units, unit, own=own),
        "counts": _counts(rows),
        "newer": _sheet(page.previous_page_number() if page.has_previous() else 0, wanted, status),
        "older": _sheet(page.next_page_number() if page.has_next() else 0, wanted, status),
        "options": _options(),
        "status": status,
        "page": page,
        "rows": [row_of(row) for row in page],
        "organ": "mina" if own else getattr(unit, "public_id", ""),
    }
    return render(request, "undertakings/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def undertaking(request: SignedInRequest, public_id: str) -> HttpResponse:
    """One undertaking: its taker reports it, its giver asks for more or takes it back."""
    found: Undertaking = access.find_any(
        request.user,
        Undertaking,
        "report_undertaking",
        *ACTIONS,
        related=undertakings.RELATED,
        public_id=public_id,
    )
    may_report = access.can(request.user, "report_undertaking", found)
    may_keep = access.can(request.user, "keep_meetings", found)
    step = request.POST.get("do", "")
    forms = {
        "report": ReportForm(posted(request) if step == "report" else None),
        "more": ReasonForm(posted(request) if step == "more" else None, prefix="more"),
        "withdraw": ReasonForm(posted(request) if step == "withdraw" else None, prefix="withdraw"),
    }
    allowed = {"report": may_report, "more": may_keep, "withdraw": may_keep}
    if allowed.get(step) and (done := _take(request, found, step, forms[step])):
        return done
    context = {
        "undertaking": found,
        "row": row_of(found),
        "may_report": may_report and found.state == State.OPEN,
        "may_ask": may_keep and found.state == State.REPORTED,
        "may_withdraw": may_keep and found.state in {State.OPEN, State.REPORTED},
        "case": undertakings.case_of(found),
        "forms": forms,
    }
    return render(request, "undertakings/undertaking.html", context)


def row_of(row: Undertaking) -> dict[str, Any]:
    """One row as <c-undertaking-row> draws it."""
    today = clock.today()
    return {
        "public_id": row.public_id,
        "what": row.what,
        "to": taker(row),
        "state": row.state,
        "late": undertakings.is_overdue(row, today),
        "due": long_day(row.due_on) if row.due_on else "",
        "due_words": row.due_words,
        "yearly": row.yearly,
        "term": row.term if row.yearly else "",
        "ref": point_name(row.point),
        "report": row.report,
        "reported": long_day(row.reported_at) if row.reported_at else "",
        "fulfilled_ref": point_name(row.fulfilled_by) if row.fulfilled_by else "",
    }


def _take(request: SignedInRequest, found: Undertaking, step: str, form: Any) -> HttpResponse | None:
    verbs: dict[str, tuple[Callable[..., Undertaking], str]] = {
        "report": (undertakings.report, _("Uppdraget är rapporterat.")),
        "more": (undertakings.ask_for_more, _("Uppdraget är öppet igen.")),
        "withdraw": (undertakings.withdraw, _("Uppdraget är återtaget.")),
    }
    verb, success = verbs[step]
    return take(
        request,
        form,
        lambda: verb(found, by=request.user, **form.cleaned_data),
        name=f"undertaking_{step}",
        success=success,
        go_to=reverse("undertaking", args=[found.public_id]),
    )


def _bodies(request: SignedInRequest) -> list[Unit]:
    given = access.visible_by_any(request.user, Undertaking, *ACTIONS).values("giver")
    kept = access.visible_to(request.user, Unit, "keep_meetings").values("pk")
    return list(Unit.objects.filter(Q(pk__in=given) | Q(pk__in=kept)).order_by("name", "pk"))


def _given(request: SignedInRequest, unit: Unit) -> QuerySet[Undertaking]:
    """What the body has ordered, as far as the reader may know."""
    seen = access.visible_by_any(request.user, Undertaking, *ACTIONS)
    return undertakings.given_by(unit).filter(pk__in=seen.values("pk"))


def _own(request: SignedInRequest) -> QuerySet[Undertaking]:
    rows: QuerySet[Undertaking] = access.visible_to(request.user, Undertaking, "report_undertaking")
    return rows.select_related(*undertakings.RELATED).order_by("due_on", "given_at", "pk")


def _filtered(rows: QuerySet[Undertaking], status: str) -> QuerySet[Undertaking]:
    if status not in SHOWN:
        return rows
    found = rows.filter(SHOWN[status])
    return found.filter(due_on__lt=clock.today()) if status == "late" else found


def _counts(rows: QuerySet[Undertaking]) -> dict[str, int]:
    states = list(rows.values_list("state", "due_on"))
    today = clock.today()
    return {
        "open": sum(state == State.OPEN for state, _due in states),
        "late": sum(state == State.OPEN and due is not None and due < today for state, due in states),
        "reported": sum(state == State.REPORTED for state, _due in states),
        "fulfilled": sum(state == State.FULFILLED for state, _due in states),
    }


def _sheet(number: int, organ: str, status: str) -> str:
    return "?" + urlencode({"organ": organ, "status": status, "sida": number}) if number else ""


def _options() -> list[dict[str, str]]:
    return [
        {"code": "open", "label": _("Öppna")},
        {"code": "late", "label": _("Försenade")},
        {"code": "reported", "label": _("Rapporterade")},
        {"code": "fulfilled", "label": _("Fullgjorda")},
        {"code": "withdrawn", "label": _("Återtagna")},
    ]


def _tabs(units: Iterable[Unit], chosen: Unit | None, *, own: bool) -> list[dict[str, Any]]:
    tabs = [
        {"label": unit.name, "href": f"?organ={unit.public_id}", "current": unit == chosen and not own}
        for unit in units
    ]
    return [*tabs, {"label": _("Uppdrag till mig"), "href": "?organ=mina", "current": own}]
