"""The form of an indicator: what is measured, of what, in which unit, against which target."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.errors import Refused
from cases.forms.controls import as_sentences
from directives.models import IndicatorWording
from directives.plans import numbers

from .part_form import PartForm, short


class NumberField(forms.CharField):
    """A number as people write it in Swedish, the same for a target as for a value."""

    def clean(self, value: Any) -> Decimal | None:
        """The number; none for an empty field."""
        typed: str = super().clean(value)
        if not typed:
            return None
        try:
            return numbers.parse(typed)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class IndicatorForm(PartForm):
    """What is measured, of what, in which unit, against which target, and where the figure comes from."""

    code = short(
        gettext_lazy("Beteckning"),
        24,
        required=False,
        help_text=gettext_lazy("Lämna tomt, så sätts nästa lediga."),
    )
    name = short(gettext_lazy("Namn"), 300, error_messages={"required": gettext_lazy("Skriv vad som mäts.")})
    measures = forms.ChoiceField(label=gettext_lazy("Mäter"), required=False)
    measure = short(
        gettext_lazy("Enhet"), 60, required=False, help_text=gettext_lazy("Till exempel %, antal.")
    )
    better = forms.ChoiceField(label=gettext_lazy("Riktning"), choices=())
    target = NumberField(
        label=gettext_lazy("Målvärde"),
        required=False,
        widget=forms.TextInput({"inputmode": "decimal"}),
        help_text=gettext_lazy(
            "Ett tal, till exempel 87,5 eller 1 250 000. Utan målvärde går indikatorn inte att bedöma."
        ),
    )
    target_words = short(gettext_lazy("Mål med ord"), required=False)
    source = short(gettext_lazy("Källa"), 300, required=False)
    above = forms.ChoiceField(label=gettext_lazy("Räknas in i"), required=False)
    gather = forms.ChoiceField(label=gettext_lazy("Värdet är"), choices=(), required=False)
    CHOICES = {"measures": "measures", "above": "above"}

    def offer(self) -> None:
        """What may be measured: goals, milestones and effects."""
        plan = self.plan
        rows = [(row.part, row.text[:120]) for row in plan.goals]
        rows += [(row.part, f"{row.code} {row.title}"[:120]) for row in plan.milestones]
        rows += [(row.part, row.text[:120] or _("[oläslig i källan]")) for row in plan.effects]
        self.offer_parts("measures", rows, _("Hela planen"))
        others = [(row.part, f"{row.code} {row.name}"[:120]) for row in plan.indicators]
        self.offer_parts("above", others, _("Ingen annan indikator"))
        self.fields["better"].choices = as_sentences(IndicatorWording.Better.choices)  # type: ignore[attr-defined]
        self.fields["gather"].choices = as_sentences(IndicatorWording.Gather.choices)  # type: ignore[attr-defined]

    @classmethod
    def of(cls, row: IndicatorWording) -> dict[str, Any]:
        """With the target as a plain number."""
        return super().of(row) | {"target": _plain(row.target)}


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
