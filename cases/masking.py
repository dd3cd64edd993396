"""Personal data hidden in what is published: the words somebody chose, and suggestions of more. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

MASK = "▇▇▇"

LETTER, DIGIT, NOTHING = r"[^\W\d_]", r"\d", r"[^\s\S]"  # an underscore is Markdown's
MARKUP = re.compile(r"[*_~`\\>|]")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
# What may stand within a word and between two without making them others to a reader.
WITHIN = rf"(?:[*_~`\\{INVISIBLE}]|-\n[ >]*)*"
BETWEEN = rf"(?:[\s*_~`\\>|{INVISIBLE}]|<br ?/?>|&nbsp;)+"
GENITIVE = rf"(?:{WITHIN}['’:]?s)?"

EMAIL = r"[^\W_][\w.+-]{0,63}@[^\W_][\w-]{0,62}(?:\.[^\W_][\w-]{0,62}){0,5}\.[^\W_]{2,63}"
# Day 61-91 is a co-ordination number (samordningsnummer); the check digit is often mistyped, so not asked.
IDENTITY = r"(?:[0-9]{2})?[0-9]{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278][0-9]|[39][01])\s?[-–+]?\s?[0-9]{4}"
TELEPHONE = r"(?<![0-9-])(?:(?:\+|00)46[\s-]*(?:\(0\))?|\(?0)[\s-]*[1-9](?:\)?[ \u00a0/–-]{0,3}[0-9]){6,10}"
ABROAD = r"(?<!\w)\+[1-9](?:[ \u00a0-]?[0-9]){7,14}"
PERSONAL = re.compile(
    rf"(?<!{LETTER})(?<!\d){EMAIL}(?!{LETTER})|(?<!\d)(?:{IDENTITY}|{TELEPHONE}|{ABROAD})(?!\d)"
)


def mask(text: str, words: Iterable[str]) -> str:
    """The text (NFC) with every whole occurrence of the words hidden, whatever case, markup or line breaks.

    A word is whole where a letter meets no letter and a digit no digit. A name's genitive is hidden
    with it. Words of signs alone are passed over.
    """
    composed = unicodedata.normalize("NFC", text)
    hidden = pattern(words)
    return hidden.sub(_hide, composed) if hidden else composed


def suggestions(text: str) -> list[str]:
    """Personal identity numbers, telephone numbers and e-mail addresses as they stand, each once."""
    return list(dict.fromkeys(match[0] for match in PERSONAL.finditer(unicodedata.normalize("NFC", text))))


def pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """What finds every whole occurrence of the words in a text that is NFC; None when nothing is to be found."""
    known = {" ".join(unicodedata.normalize("NFC", word).split()) for word in words}
    usable = sorted(filter(_has_letters, known), key=lambda word: (-len(word), word))
    return re.compile("|".join(map(_whole, usable)), re.IGNORECASE) if usable else None


def _has_letters(word: str) -> bool:
    return any(character.isalnum() for character in word)


def _whole(word: str) -> str:
    starts, ends = (_same_kind(word[0]), _same_kind(word[-1]))
    genitive = GENITIVE if word[-1].isalpha() else ""
    parts = (WITHIN.join(map(re.escape, part)) for part in word.split())
    return f"(?<!{starts}){BETWEEN.join(parts)}{genitive}(?!{ends})"


def _same_kind(sign: str) -> str:
    """What would make a word longer if it stood beside this sign of it."""
    if sign.isalpha():
        return LETTER
    return DIGIT if sign.isdigit() else NOTHING


def _hide(match: re.Match[str]) -> str:
    """One mask for plain words; markup between them stays, so that emphasis and tables still close."""
    return "".join(_masks_and_markup(match[0]))


def _masks_and_markup(found: str) -> Iterator[str]:
    yield MASK
    for between in re.findall(BETWEEN, found):
        if MARKUP.search(between):
            yield between
            yield MASK
