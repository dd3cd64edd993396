"""Forms of a plan: its facts, its parts, its seats and what it hangs together with."""

from .around import LinkForm, MergeForm, ParagraphForm, RelationForm, SeatForm
from .facts import EarlierAdoptionForm, NewPlanForm, PlanFactsForm, VersionForm
from .part_form import PartForm
from .parts import FORMS
from .strike import StrikeForm
from .wordings import WORDS

__all__ = [
    "FORMS",
    "WORDS",
    "EarlierAdoptionForm",
    "LinkForm",
    "MergeForm",
    "NewPlanForm",
    "ParagraphForm",
    "PartForm",
    "PlanFactsForm",
    "RelationForm",
    "SeatForm",
    "StrikeForm",
    "VersionForm",
]
