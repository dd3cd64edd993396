"""Rows of Öppna ärenden: what, about what, with whom it lies and until when that person is away."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases import access, open_matters
from cases.models import WorkItem
from desk.work_rows import KIND, Row, address_of, looks
from organisation import absences, roles
from organisation.models import User


@dataclass(frozen=True)
class OpenRow(Row):
    """One open item; ``href`` is empty for what only others can open."""

    item: WorkItem
    lies_with: str
    away: date | None


def own_rows(user: User, items: list[WorkItem]) -> list[OpenRow]:
    """What the person holds: each leads to its page."""
    return _rows(user, items, address, open_=True)


def unit_rows(user: User, items: list[WorkItem]) -> list[OpenRow]:
    """What waits in a unit: each leads to the page where it is given on."""
    return _rows(user, items, lambda item: reverse("open_matter", args=[item.pk]), open_=True)


def awaited_rows(user: User, items: list[WorkItem]) -> list[OpenRow]:
    """What others have to do: who in another unit has it is that unit's own business."""
    return _rows(user, items, lambda item: "", open_=False)


def address(item: WorkItem) -> str:
    """The page where the item's step is taken."""
    return address_of(item)


def seen_from_outside(kind: str) -> str:
    """The kind as whoever waits may know it: how far an answer has come is the answering unit's own business."""
    return KIND.ANSWER if kind == KIND.RELEASE else kind


def role_names(names: Iterable[str]) -> str:
    """ "Chef som godkänner eller förvaltningschef"."""
    return str(capfirst(_(" eller ").join(str(roles.ROLES.get(name, name)) for name in names)))


def title_for(item: WorkItem, hidden: set[int]) -> str:
    """What the item is about; of a case whose secrets the reader may not read, its number."""
    if item.case is not None and item.case_id in hidden:
        return item.case.number or ""
    return item.title


def secrets_among(user: User, items: list[WorkItem]) -> set[int]:
    """The cases of ``items`` whose titles ``user`` may not read."""
    marked = {item.case.pk for item in items if item.case and item.case.secrecy_provision}
    return access.secret_to(user, marked)


def _rows(
    user: User, items: list[WorkItem], leads_to: Callable[[WorkItem], str], *, open_: bool
) -> list[OpenRow]:
    hidden, names = secrets_among(user, items), open_matters.roles_of(items)
    away = absences.until(item.holder.pk for item in items if item.holder)
    return [
        _row(
            item, leads_to(item), title_for(item, hidden), names.get(item.pk, []), away, open_ or _shown(item)
        )
        for item in items
    ]


def _shown(item: WorkItem) -> bool:
    """Whether whoever waits may know the person: one they named, or one of their own unit."""
    return bool(item.user_id) or item.unit_id == item.asked_from_id


def _row(
    item: WorkItem, href: str, about: str, names: list[str], away: dict[int, date], named: bool
) -> OpenRow:
    holder = item.holder if named else None
    return OpenRow(
        item=item,
        href=href,
        title=str(KIND(item.kind if named else seen_from_outside(item.kind)).label),
        about=" · ".join(part for part in (about, item.unit.name if item.unit else "") if part),
        lies_with=holder.name if holder else role_names(names or [item.role]) if item.role else "",
        away=away.get(holder.pk) if holder else None,
        **looks(item),
    )
