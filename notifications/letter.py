"""The words of one kind of mail."""

from dataclasses import dataclass
from typing import Any

from .urls_in_mail import Page

Words = Any  # a text that is translated when it is read


@dataclass(frozen=True)
class Letter:
    """Subject (without number and title), heading, sentence, what to do, and where the button leads."""

    subject: Words
    heading: Words
    sentence: Words
    todo: Words
    button: Words
    page: Page
