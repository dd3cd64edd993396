"""What the watch list (bevakningslista) is made of: whose lists there are, which rows, how each is drawn."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases import access, undertakings
from cases.meetings.names import point_name, taker
from cases.models import Undertaking
from cases.templatetags.text_tags import long_day
from organisation import clock
from organisation.http import SignedInRequest
from organisation.models import Unit

State = Undertaking.State
SHOWN = {
    "open": Q(state=State.OPEN),
    "late": Q(state=State.OPEN),
    "reported": Q(state=State.REPORTED),
    "fulfilled": Q(state=State.FULFILLED),
    "withdrawn": Q(state=State.WITHDRAWN),
}
ACTIONS = ("keep_meetings", "see_meeting")


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


def bodies(request: SignedInRequest) -> list[Unit]:
    """Those whose lists the reader may see."""
    given = access.visible_by_any(request.user, Undertaking, *ACTIONS).values("giver")
    kept = access.visible_to(request.user, Unit, "keep_meetings").values("pk")
    return list(Unit.objects.filter(Q(pk__in=given) | Q(pk__in=kept)).order_by("name", "pk"))


def given(request: SignedInRequest, unit: Unit) -> QuerySet[Undertaking]:
    """What the body has ordered, as far as the reader may know."""
    seen = access.visible_by_any(request.user, Undertaking, *ACTIONS)
    return undertakings.given_by(unit).filter(pk__in=seen.values("pk"))


def own(request: SignedInRequest) -> QuerySet[Undertaking]:
    """What the reader has been ordered to do."""
    rows: QuerySet[Undertaking] = access.visible_to(request.user, Undertaking, "report_undertaking")
    return rows.select_related(*undertakings.RELATED).order_by("due_on", "given_at", "pk")


def filtered(rows: QuerySet[Undertaking], status: str) -> QuerySet[Undertaking]:
    """Only those in the state that is asked for."""
    if status not in SHOWN:
        return rows
    found = rows.filter(SHOWN[status])
    return found.filter(due_on__lt=clock.today()) if status == "late" else found


def counts(rows: QuerySet[Undertaking]) -> dict[str, int]:
    """The figures above the list."""
    states = list(rows.values_list("state", "due_on"))
    today = clock.today()
    return {
        "open": sum(state == State.OPEN for state, _due in states),
        "late": sum(state == State.OPEN and due is not None and due < today for state, due in states),
        "reported": sum(state == State.REPORTED for state, _due in states),
        "fulfilled": sum(state == State.FULFILLED for state, _due in states),
    }


def sheet(number: int, organ: str, status: str) -> str:
    """The address of another sheet of the same list."""
    return "?" + urlencode({"organ": organ, "status": status, "sida": number}) if number else ""


def options() -> list[dict[str, str]]:
    """The states the list can be narrowed to."""
    return [
        {"code": "open", "label": _("Öppna")},
        {"code": "late", "label": _("Försenade")},
        {"code": "reported", "label": _("Rapporterade")},
        {"code": "fulfilled", "label": _("Fullgjorda")},
        {"code": "withdrawn", "label": _("Återtagna")},
    ]


def tabs(units: Iterable[Unit], chosen: Unit | None, *, own: bool) -> list[dict[str, Any]]:
    """One tab a body, and one of the reader's own."""
    found = [
        {"label": unit.name, "href": f"?organ={unit.public_id}", "current": unit == chosen and not own}
        for unit in units
    ]
    return [*found, {"label": _("Uppdrag till mig"), "href": "?organ=mina", "current": own}]
