"""A text without the marks of its writing, for differences: there a mark is a word among words. Pure."""

import re

STRONG = re.compile(r"\*\*")
BULLET = re.compile(r"\n[-*] ")


def unmarked(text: str) -> str:
    """Bold without asterisks; a list's rows begin with a dot."""
    return BULLET.sub("\n• ", STRONG.sub("", text))
