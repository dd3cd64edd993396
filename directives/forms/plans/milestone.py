"""The form of a milestone or activity: what, when, who, how it goes and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import takers
from cases.forms.controls import as_sentences
from directives.forms.fields import HolderField, text_field
from directives.models import MilestoneWording
from organisation.models import Unit

from .part_form import PartForm, short

LONGEST_TITLE = 500


class MilestoneForm(PartForm):
    """A milestone or activity: what, when, who, how it goes and why."""

    area = forms.ChoiceField(
        label=gettext_lazy("Område"), error_messages={"required": gettext_lazy("Välj ett område.")}
    )
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), choices=())
    code = short(
        gettext_lazy("Beteckning"),
        24,
        required=False,
        help_text=gettext_lazy("Lämna tomt, så sätts nästa lediga."),
    )
    title = text_field(
        gettext_lazy("Rubrik"),
        rows=2,
        most=LONGEST_TITLE,
        error_messages={"required": gettext_lazy("Skriv en rubrik.")},
    )
    description = text_field(gettext_lazy("Beskrivning"), rows=5, required=False)
    first_year = forms.IntegerField(
        label=gettext_lazy("Börjar år"), required=False, min_value=1900, max_value=2200
    )
    last_year = forms.IntegerField(
        label=gettext_lazy("Ska vara uppnådd år"),
        required=False,
        min_value=1900,
        max_value=2200,
        help_text=gettext_lazy("Lämna tomt om året inte är känt."),
    )
    years_words = short(gettext_lazy("Tid med ord"), 60, required=False)
    cadence = short(
        gettext_lazy("Hur ofta"),
        120,
        required=False,
        help_text=gettext_lazy("Till exempel: minst fyra gånger per år."),
    )
    times_a_year = forms.IntegerField(
        label=gettext_lazy("Gånger per år"), required=False, min_value=1, max_value=366
    )
    holder = HolderField(
        label=gettext_lazy("Ägare"),
        required=False,
        help_text=gettext_lazy("En person eller en enhet. Lämna tomt om ingen är utsedd."),
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=())
    status_reason = text_field(gettext_lazy("Varför den har den statusen"), rows=2, required=False)
    trend = forms.ChoiceField(label=gettext_lazy("Trend"), choices=(), required=False)
    effects_with = forms.ChoiceField(
        label=gettext_lazy("Delar effekter med"),
        required=False,
        help_text=gettext_lazy("När flera milstolpar står för samma effekter."),
    )
    CHOICES = {"area": "area", "effects_with": "effects_with"}

    def offer(self) -> None:
        """Areas, kinds, statuses, and the milestones it may share effects with."""
        areas = [(row.part, f"{row.code} {row.name}") for row in self.plan.areas]
        self.offer_parts("area", areas, None if len(areas) == 1 else _("Välj"))
        others = [(row.part, f"{row.code} {row.title}"[:120]) for row in self.plan.milestones]
        self.offer_parts("effects_with", others, _("Har egna effekter"))
        for name, choices in (
            ("kind", MilestoneWording.Kind.choices),
            ("status", MilestoneWording.Status.choices),
            ("trend", MilestoneWording.Trend.choices),
        ):
            self.fields[name].choices = as_sentences(choices)  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """The holder as a person, a unit, or words nobody answers to."""
        data = super().facts()
        taker = data.pop("holder")
        return data | {"owner": taker.user, "unit": taker.unit, "owner_words": taker.words}

    @classmethod
    def of(cls, row: MilestoneWording) -> dict[str, Any]:
        """With the holder as it would be written."""
        return super().of(row) | {"holder": holder_words(row)}


def holder_words(row: MilestoneWording) -> str:
    """The words that find the milestone's owner again."""
    if row.owner is not None:
        return takers.name_of_person(row.owner)
    return _name_of(row.unit) if row.unit is not None else row.owner_words


def _name_of(unit: Unit) -> str:
    return takers.name_of_unit(unit, full=Unit.objects.filter(name__iexact=unit.name).count() > 1)
