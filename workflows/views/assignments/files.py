"""What came with a form, as the verbs take it."""

from collections.abc import Iterable
from typing import Any

from cases.received import Original


def originals(sent: Iterable[Any]) -> list[Original]:
    """The files in the order they were chosen."""
    return [Original(file.name or "", file, file.size or 0) for file in sent]
