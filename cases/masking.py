"""Personal data hidden in what is published: the words somebody chose, and suggestions of more. Pure."""

from collections.abc import Iterable

MASK = "▇▇▇"


def mask(text: str, words: Iterable[str]) -> str:
    """The text (NFC) with every whole occurrence of the words hidden, whatever case, markup or line breaks."""
    raise NotImplementedError


def suggestions(text: str) -> list[str]:
    """Personal identity numbers, telephone numbers and e-mail addresses as they stand in the text."""
    raise NotImplementedError
