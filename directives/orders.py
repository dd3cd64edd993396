"""What a decision ordered, and the assignments made of it: which orders wait for one, and when all is done."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from cases import undertakings
from cases.meetings.names import point_name
from cases.models import Undertaking
from cases.templatetags.text_tags import long_day
from directives.assignments import trees
from directives.models import Assignment
from ledger.work import work
from organisation.models import User

State = Assignment.State
LONGEST = 300
HEADING = 140
ONE_TAKER = Q(to_unit__isnull=False) | Q(to_user__isnull=False)
MADE = Assignment.objects.exclude(state=State.WITHDRAWN)


def waiting(orders: QuerySet[Undertaking]) -> QuerySet[Undertaking]:
    """Those that still have assignments to be made of them.

    What one taker is ordered waits until an assignment is made; what is ordered of several, until the holder says
    that everybody has theirs.
    """
    made = Exists(MADE.filter(undertaking=OuterRef("pk")))
    return orders.filter(state=Undertaking.State.OPEN, given_out_at=None).exclude(ONE_TAKER & made)


def made_of(orders: Iterable[Undertaking]) -> dict[int, list[Assignment]]:
    """The assignments of each order, the oldest first, in one query, those taken back too."""
    found: dict[int, list[Assignment]] = defaultdict(list)
    rows = Assignment.objects.filter(undertaking__in=orders).order_by("created_at", "pk")
    for row in rows.select_related("taker_unit", "taker_user", "unit", "case"):
        found[row.undertaking_id or 0].append(row)
    return found


def done(order: Undertaking) -> list[Assignment]:
    """The fulfilled assignments that together are the order; none while something of it goes on or is to be given.

    An order to one taker is given out when that very taker has an assignment of it. Who is ordered something and
    commissions others tells by a report of their own; so does everybody when the giver has asked for more.
    """
    if order.state != Undertaking.State.OPEN or order.reported_at is not None:
        return []
    made = [row for row in made_of([order])[order.pk] if row.state != State.WITHDRAWN]
    given = order.given_out_at is not None or any(_is_taker(row, order) for row in made)
    return made if given and all(row.state == State.FULFILLED for row in made) else []


def report_when_done(order: Undertaking) -> bool:
    """Report an order whose assignments are all fulfilled to its giver; answers whether it did so now."""
    with work():
        fresh = undertakings.locked(order)
        made = done(fresh)
        if not made:
            return False
        undertakings.report(fresh, by=_who_ended(made), text=_report(made))
        return True


def maybe_done() -> QuerySet[Undertaking]:
    """Open orders with an assignment that is fulfilled and none that goes on."""
    of_order = MADE.filter(undertaking=OuterRef("pk"))
    ended = Exists(of_order.filter(state=State.FULFILLED))
    going_on = Exists(of_order.exclude(state=State.FULFILLED))
    return Undertaking.objects.filter(ended, ~going_on, state=Undertaking.State.OPEN, reported_at=None)


def ends_with(order: Undertaking) -> str:
    """What is said before an order is declared fulfilled: how many assignments end, how many of them unaccepted.

    Only numbers: who chooses the order need not be one who may read the assignments.
    """
    made = list(MADE.filter(undertaking=order))
    rows = {row.pk: row for top in made for row in (top, *trees.below(top))}
    going_on = [row for row in rows.values() if row.is_open and row.offered_at is not None]
    if not going_on:
        return ""
    facts = {"number": len(going_on), "waiting": sum(row.accepted_at is None for row in going_on)}
    if not facts["waiting"]:
        return _("Uppdrag som avslutas: %(number)d.") % facts
    return _said(facts)


def _said(facts: dict[str, int]) -> str:
    return (
        ngettext(
            "Uppdrag som avslutas: %(number)d, varav %(waiting)d inte är mottaget och tas tillbaka.",
            "Uppdrag som avslutas: %(number)d, varav %(waiting)d inte är mottagna och tas tillbaka.",
            facts["waiting"],
        )
        % facts
    )


def _is_taker(row: Assignment, order: Undertaking) -> bool:
    by_unit = order.to_unit_id is not None and order.to_unit_id == row.taker_unit_id
    return by_unit or (order.to_user_id is not None and order.to_user_id == row.taker_user_id)


def _who_ended(made: list[Assignment]) -> User:
    """Whoever declared the last of them fulfilled."""
    last = max(made, key=lambda row: (row.ended_at, row.pk))
    return last.ended_by or last.created_by


def _report(made: list[Assignment]) -> str:
    """What the giver reads, in the language of the diary."""
    with override(settings.LANGUAGE_CODE):
        rows = [f"{_taker(row)}: {row.title} ({long_day(row.ended_at)})" for row in made]
        return "\n".join([_("Alla uppdrag som gavs är fullgjorda:"), *rows])


def _taker(row: Assignment) -> str:
    return str(row.taker_unit or (row.taker_user.name if row.taker_user else ""))


def title_of(order: Undertaking) -> str:
    """What an assignment made of it may be called: its own words when they are a heading, else where it was ordered."""
    words = heading_of(order.what)
    if words:
        return words
    case = undertakings.case_of(order)
    parent = order.point.item or order.point.decision or order.point.earlier
    about = "" if case is not None and case.secrecy_provision else getattr(parent, "title", "")
    name = _("Uppdrag enligt %(point)s") % {"point": point_name(order.point)}
    whole = f"{name}: {about}"
    return whole if about and about not in name and len(whole) <= LONGEST else name


def rests_on(assignment: Assignment) -> str:
    """The body, the day, the § and the point an assignment was made of; empty when it was made of none."""
    order = Undertaking.objects.select_related(*undertakings.RELATED).filter(assignments=assignment).first()
    return point_name(order.point) if order else ""


def heading_of(text: str) -> str:
    """A text as a heading: all of it, else its first sentence; empty when that too is long, never cut short."""
    whole = " ".join(text.split())
    first = whole.partition(". ")[0]
    return next((words.rstrip(".") for words in (whole, first) if len(words) <= HEADING), "")
