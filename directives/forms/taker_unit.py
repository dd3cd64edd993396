"""Where a person takes an assignment: the document names the unit, also when only the person was chosen."""

from cases import access
from organisation.models import Unit, User


def units_of(user: User) -> list[Unit]:
    """The units the person works in today."""
    return list(access.seats_for(user, "hold_work"))


def unit_of(user: User) -> Unit | None:
    """The unit, where there is but one."""
    units = units_of(user)
    return units[0] if len(units) == 1 else None
