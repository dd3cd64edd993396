"""Steering documents (styrdokument): valid by a decision, kept by a card, seen over, replaced or repealed."""

from .validity import ACTING, make_valid, make_valid_by_paragraph, public, readable_by, valid_on, wordings

__all__ = [
    "ACTING",
    "make_valid",
    "make_valid_by_paragraph",
    "public",
    "readable_by",
    "valid_on",
    "wordings",
]
