"""Pages for reading what was answered, marking the comments in it and weighing each of them."""

from cases.views.weighing.comment import comment
from cases.views.weighing.ledger import round_comments
from cases.views.weighing.reading import round_reading, round_reading_answer

__all__ = ["comment", "round_comments", "round_reading", "round_reading_answer"]
