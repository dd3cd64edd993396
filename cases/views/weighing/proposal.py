"""A proposed wording put where it belongs in the section's text. Pure: no Django."""

import re
from difflib import SequenceMatcher

from cases import merging

WHOLE = 0.3  # the least share of the section's letters in a proposal that stands for all of it
ALIKE = 0.4  # how much of a sentence a proposal has to share to replace it
SENTENCE = re.compile(r"[^\s.!?][^.!?\n]*[.!?]?")


def is_whole(text: str, proposal: str) -> bool:
    """Whether the proposal words the whole section anew, not a sentence of it."""
    same = sum(len(piece.text) for piece in merging.changes(text, proposal) if piece.kind == "same")
    return same >= WHOLE * len(text)


def fitted(text: str, proposal: str) -> str:
    """The section with the proposal in it: for all of it, for its most similar sentence, or added at its end."""
    if is_whole(text, proposal):
        return proposal
    sentences = list(SENTENCE.finditer(text))
    likest = max(sentences, key=lambda one: _likeness(one.group(), proposal), default=None)
    if likest is None or _likeness(likest.group(), proposal) < ALIKE:
        return f"{text}\n\n{proposal}".strip()
    return text[: likest.start()] + proposal.strip() + text[likest.end() :]


def _likeness(sentence: str, proposal: str) -> float:
    return SequenceMatcher(None, sentence.lower().split(), proposal.lower().split(), autojunk=False).ratio()
