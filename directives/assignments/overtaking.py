"""Two who write the same draft, or one in two tabs: told apart from each other, and never in silence."""

from collections.abc import Iterable

from django.db.models import Model
from django.utils.translation import gettext as _

from directives.models import AssignmentVersion
from organisation.models import User

from .errors import FactsOvertaken

FACTS = "facts"


def refuse_overtaken(fresh: Model, as_read: Model | None, names: Iterable[str]) -> None:
    """Raises FactsOvertaken when somebody has changed one of the facts since the row was read."""
    if as_read is not None and any(getattr(fresh, name) != getattr(as_read, name) for name in names):
        raise FactsOvertaken


def last_saver(version: AssignmentVersion | None, what: str, reader: User) -> str:
    """Who saved last, as ``reader`` is told it."""
    own = version is not None and version.savers.get(what) == reader.pk
    return _("Du i en annan flik") if own else _("En kollega")
