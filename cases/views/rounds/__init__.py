"""Pages of a round that is being prepared, and the list of rounds."""

from cases.views.rounds.draft import round_draft, round_section
from cases.views.rounds.letter import round_letter
from cases.views.rounds.listing import rounds
from cases.views.rounds.preview import round_preview
from cases.views.rounds.questions import round_questions
from cases.views.rounds.recipients import round_recipients

__all__ = [
    "round_draft",
    "round_letter",
    "round_preview",
    "round_questions",
    "round_recipients",
    "round_section",
    "rounds",
]
