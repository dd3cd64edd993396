"""Text as it is kept: one spelling, one fingerprint, cut in sections, compared by words. Pure: no Django."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from cases import differences, drafts
from cases.drafts import DraftSection

__all__ = ["DraftSection", "canonical_hash", "first_difference", "normalise", "split_at_headings"]

HASH_FORMAT = "samrad-doc/1"

LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Besides control characters: lone surrogates (no UTF-8), the byte order mark, and the two bidi overrides,
# which make a reader see other words than the ones that are hashed.
UNWANTED_CATEGORIES = {"Cc", "Cs"}
UNWANTED = {"\ufeff", "\u202d", "\u202e"}


def normalise(text: str) -> str:
    """The one spelling a text is stored and compared in: NFC, LF, no control characters, nothing trailing."""
    kept = "".join(filter(_is_wanted, LINE_BREAKS.sub("\n", text)))
    composed = unicodedata.normalize("NFC", kept)
    return "\n".join(line.rstrip() for line in composed.split("\n")).rstrip("\n")


def canonical_hash(payload: Mapping[str, Any] | Sequence[Any]) -> str:
    """SHA-256 (64 hex digits) of the payload as canonical JSON under the tag samrad-doc/1.

    Takes text, whole numbers, booleans, None, lists and mappings with text keys; else a TypeError.
    """
    canonical = json.dumps(_canonical(payload), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(f"{HASH_FORMAT}\n{canonical}".encode()).hexdigest()


def split_at_headings(markdown: str) -> list[DraftSection]:
    """The pasted draft as sections, cut at its headings; text before the first one is "Inledning"."""
    return drafts.split(normalise(markdown))


def first_difference(a: str, b: str) -> str:
    """The first changed word with its neighbours, "… ni [får → ska] svara …"; empty when nothing changed."""
    return differences.excerpt(normalise(a), normalise(b))


def _is_wanted(character: str) -> bool:
    if character in "\n\t":
        return True
    return character not in UNWANTED and unicodedata.category(character) not in UNWANTED_CATEGORIES


def _canonical(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return _canonical_mapping(value)
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form: {value!r}")


def _canonical_mapping(mapping: Mapping[Any, Any]) -> dict[str, Any]:
    for key in mapping:
        if not isinstance(key, str):
            raise TypeError(f"a key must be text: {key!r}")
    canonical = {_canonical(key): _canonical(value) for key, value in mapping.items()}
    if len(canonical) < len(mapping):
        raise ValueError("two keys are the same text once composed")
    return canonical
