"""The process map: who leads what, who keeps it, what is asked of it and who is named to its networks."""

from .owners import appoint, end_ownership, set_vacancy

__all__ = ["appoint", "end_ownership", "set_vacancy"]
