"""A difference between two texts as the pages draw it."""

from cases import merging


def pieces(before: str, after: str) -> list[dict[str, str]]:
    """What stayed, went and came, word by word."""
    return [{"kind": piece.kind, "text": piece.text} for piece in merging.changes(before, after)]
