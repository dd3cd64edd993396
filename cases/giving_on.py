"""Giving an open item on to one person, and taking it back: a row changes lists, no right changes hands."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ledger.events import record
from ledger.work import work
from organisation import clock
from organisation.models import User

from . import access, item_steps
from .errors import AlreadyDone, NotAllowed, Refused
from .models import WorkItem
from .text import normalise
from .work_items import twins_of

LONGEST = 300
NOT_GIVEN: dict[str, Any] = {"given_to": None, "given_by": None, "given_at": None, "given_word": ""}


class CannotTake(Refused):
    """An item is a row in a list: the right to the step comes from the seat."""

    message = _("%(name)s har inte rätt att göra det här. Välj någon annan.")


class LiesThereAlready(Refused):
    """Nothing would change."""

    message = _("Uppgiften ligger redan hos %(name)s.")


class GivenMeanwhile(Refused):
    """Somebody else gave it on while the page was read."""

    message = _("Någon annan hann före: uppgiften ligger nu hos %(name)s. Inget ändrades.")


class TakenBackMeanwhile(Refused):
    """Somebody else took it back while the page was read."""

    message = _("Någon annan har redan tagit tillbaka uppgiften. Inget ändrades.")


def give(item: WorkItem, to: User, *, by: User, was: int | None, word: str = "") -> WorkItem:
    """Let one person have the item; ``was`` is the id of whoever it lay with when ``by`` looked.

    It keeps its holder, so whatever finishes it finishes it as before. Raises NotAllowed, CannotTake,
    LiesThereAlready, GivenMeanwhile, TakenBackMeanwhile, AlreadyDone.
    """
    with work():
        locked = _locked(item)
        if not access.can(by, "see_balance", locked):
            raise NotAllowed
        _refuse_changed(locked, was)
        before = locked.holder
        if before == to:
            raise LiesThereAlready(name=to.name)
        if not item_steps.may_take(to, locked):
            raise CannotTake(name=to.name)
        if to == locked.user:
            _lay(locked, NOT_GIVEN)
        else:
            said = " ".join(normalise(word).split())[:LONGEST]
            _lay(locked, {"given_to": to, "given_by": by, "given_at": clock.now(), "given_word": said})
        _record("work_item.reassigned", locked, by, to=to.pk, before=before.pk if before else None)
        if before is not None and before != by:
            _record("work_item.handed_on", locked, by, to=to.pk, before=before.pk)
        return locked


def take_back(item: WorkItem, *, by: User, was: int | None) -> WorkItem:
    """Let the item lie where it lay at first: with its person, or with whoever holds the role.

    Whoever has it may give it back too. Raises NotAllowed, GivenMeanwhile, TakenBackMeanwhile, AlreadyDone.
    """
    with work():
        locked = _locked(item)
        if locked.given_to != by and not access.can(by, "see_balance", locked):
            raise NotAllowed
        _refuse_changed(locked, was)
        before = locked.given_to
        if before is None:
            raise TakenBackMeanwhile
        _lay(locked, NOT_GIVEN)
        _record("work_item.taken_back", locked, by, before=before.pk, to=None)
        if locked.user_id is not None:
            _record("work_item.came_back", locked, by, before=before.pk, to=locked.user_id)
        return locked


def _locked(item: WorkItem) -> WorkItem:
    """The open item, ours alone until we commit, all rows of it in one order."""
    list(twins_of(item).select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    rows = WorkItem.objects.select_related("unit", "case", "user", "given_to")
    found = rows.filter(pk=item.pk, done_at=None).first()
    if found is None:
        raise AlreadyDone
    return found


def _refuse_changed(item: WorkItem, was: int | None) -> None:
    lies = item.holder
    if (lies.pk if lies else None) == was:
        return
    if lies is None:
        raise TakenBackMeanwhile
    raise GivenMeanwhile(name=lies.name)


def _lay(item: WorkItem, facts: dict[str, Any]) -> None:
    twins_of(item).update(**facts)
    for name, value in facts.items():
        setattr(item, name, value)


def _record(kind: str, item: WorkItem, by: User, **data: Any) -> None:
    """Only those who work where the item waits may know of it, and whoever it was given to or taken from."""
    behalf = (
        access.acting_for(by, "see_balance", item.unit) if item.unit and by.pk != data["before"] else None
    )
    record(
        kind,
        by=by,
        on_behalf_of=behalf,
        case=item.case_id,
        restricted_to=item.unit,
        subject=item,
        item_kind=item.kind,
        **data,
    )
