"""How wide a text is in the tool's typeface, and how it is broken into lines that fit a box."""

from functools import lru_cache

# Advance widths of Inter between regular and semibold, in thousandths of the letter size.
WIDTHS = {
    250: "ijl",
    270: " I’",
    310: "!,.:·'",
    340: "`t;|",
    375: "()/[]\\f",
    395: "r1",
    450: "{}-_°",
    485: '”“^"',
    510: "–*",
    535: "?s",
    560: "kxz",
    575: "7Lavåä§áàJcy",
    600: "Feéè5EhnouöÉüø",
    620: "«»2bdgpq",
    640: "3689#PZ",
    660: "$&0RST4B",
    690: "+<=>~×K",
    710: "XYAVÅÄD",
    740: "CHUÜ",
    770: "GNOQÖØ",
    830: "w",
    910: "½mM…æ",
    1000: "@%W—Æ",
}
WIDTH = {letter: width for width, letters in WIDTHS.items() for letter in letters}
UNKNOWN = 1000  # no letter of the Latin alphabet is wider
VOWELS = frozenset("aeiouyåäöéüAEIOUYÅÄÖ")
ONSETS = frozenset(
    ["bl", "br", "dr", "fl", "fr", "gl", "gr", "kl", "kr", "pl", "pr", "sk", "sp", "st", "sj", "tj", "tr"]
)
SHORTEST = 3  # letters before and after a hyphen


def width_of(text: str, size: float) -> float:
    """The width of ``text`` in the same unit as ``size``."""
    return sum(WIDTH.get(letter, UNKNOWN) for letter in text) * size / 1000


@lru_cache(maxsize=4096)  # the same words are tried in many widths for paper
def fit(text: str, *, width: float, size: float, most: int) -> tuple[tuple[str, ...], bool]:
    """At most ``most`` lines no wider than ``width``, and whether something was cut away."""
    lines = wrap(text, width=width, size=size, most=most + 1)
    if len(lines) <= most:
        return tuple(lines), False
    return (*lines[: most - 1], _with_ellipsis(lines[most - 1], width, size)), True


def wrap(text: str, *, width: float, size: float, most: int) -> list[str]:
    """The first ``most`` lines of ``text``; a word too long for a line of its own is hyphenated."""
    lines: list[str] = []
    line = ""
    words = text.split()[::-1]
    while words and len(lines) < most:
        word = words.pop()
        longer = f"{line} {word}" if line else word
        if width_of(longer, size) <= width:
            line = longer
        elif line:
            lines.append(line)
            line, words = "", [*words, word]
        else:
            head, tail = _hyphenate(word, width, size)
            lines.append(head)
            words.append(tail)
    return [*lines, line][:most] if line else lines[:most]


def _hyphenate(word: str, width: float, size: float) -> tuple[str, str]:
    last = max(1, _longest(word, width - width_of("-", size), size))
    for place in range(last, SHORTEST - 1, -1):
        if len(word) - place >= SHORTEST and _begins_syllable(word, place):
            return (word[:place] + ("" if word[place - 1] in "-/–" else "-"), word[place:])
    return f"{word[:last]}-", word[last:]


def _begins_syllable(word: str, place: int) -> bool:
    """The last consonant before a vowel begins a syllable, together with what it is said in one breath with."""
    if word[place - 1] in "-/–":
        return True
    onset = 2 if word[place : place + 2].lower() in ONSETS else 1
    if word[place : place + onset][-1:] in VOWELS or word[place + onset : place + onset + 1] not in VOWELS:
        return False
    within_cluster = onset == 1 and word[place - 1 : place + 1].lower() in ONSETS
    return not within_cluster and any(letter in VOWELS for letter in word[:place])


def _longest(word: str, width: float, size: float) -> int:
    """How many of the first letters fit."""
    used = 0.0
    for number, letter in enumerate(word):
        used += WIDTH.get(letter, UNKNOWN) * size / 1000
        if used > width:
            return number
    return len(word)


def _with_ellipsis(line: str, width: float, size: float) -> str:
    kept = line[: _longest(line, width - width_of("…", size), size)]
    return f"{kept.rstrip(' ,.–-')}…"
