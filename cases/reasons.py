"""Why somebody did it: asked for wherever something is cancelled, refused, struck or weighed."""

from .errors import ReasonMissing
from .text import normalise


def said(reason: str) -> str:
    """The reason in its one spelling; raises ReasonMissing for an empty one."""
    why = normalise(reason).strip()
    if not why:
        raise ReasonMissing
    return why
