"""Who: people, units, seats with dates, absence and substitution, personal grants."""

from .absence import Absence, Substitution
from .clock import DemoClock
from .grants import UnitGrant
from .membership import Membership, UnitRole
from .unit import FormerName, Unit
from .user import User

__all__ = [
    "Absence",
    "DemoClock",
    "FormerName",
    "Membership",
    "Substitution",
    "Unit",
    "UnitGrant",
    "UnitRole",
    "User",
]
