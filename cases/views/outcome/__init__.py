"""Pages of what came of a round: the next version, the group's word, late changes, the letters, the files."""

from cases.views.outcome.endorse import round_endorse
from cases.views.outcome.feedback import round_feedback
from cases.views.outcome.files import document_file
from cases.views.outcome.late_change import round_change
from cases.views.outcome.next_version import round_next_version

__all__ = [
    "document_file",
    "round_change",
    "round_endorse",
    "round_feedback",
    "round_next_version",
]
