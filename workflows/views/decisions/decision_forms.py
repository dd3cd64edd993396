"""The forms of an official's decision: the decision and its points, new, carried on or to be made."""

from functools import partial
from typing import cast

from django.http import QueryDict

from cases.forms.decisions import DecisionForm, DecisionPointForm
from cases.forms.rows import row_forms
from cases.models import Case
from cases.point_choices import PointChoices
from organisation.http import SignedInRequest

from .decision_files import ATTACH

KEEP = "keep"
ASIDE = (KEEP, "add_row", "search", "refer", ATTACH)
DecisionRows = list[DecisionPointForm]


def forms_for(
    request: SignedInRequest, typed: QueryDict, choices: PointChoices, do: str
) -> tuple[DecisionForm, DecisionRows]:
    """Bound when the decision is to be made; a step on the way, or a draft, only carries on what was typed."""
    make = partial(DecisionPointForm, choices=choices)
    if request.method == "POST" and do not in ASIDE:
        return DecisionForm(typed, decider=request.user), row_forms(make, typed)
    if not typed:
        case = cast(Case, choices.case)
        return DecisionForm(decider=request.user, initial={"title": case.title}), row_forms(make, None)
    rows = _one_more(make, typed) if do == "add_row" else row_forms(make, typed, more=0)
    return DecisionForm(decider=request.user, initial=typed.dict()), rows


def _one_more(make: partial[DecisionPointForm], typed: QueryDict) -> DecisionRows:
    """What was typed and an empty point, where whoever asked for it goes on writing."""
    rows: DecisionRows = row_forms(make, typed, more=1)
    rows[-1].fields["text"].widget.attrs["autofocus"] = True
    return rows
