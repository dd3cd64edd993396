"""Forms of a whole year of meetings: a rhythm, and the days it suggests."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import day_field
from cases.forms.meetings import PlaceMixin, day_to_come, time_field
from cases.meetings.year import Rhythm
from cases.red_days import red_day

MOST_DAYS = 60
WEEKDAYS = [
    (0, _("måndag")),
    (1, _("tisdag")),
    (2, _("onsdag")),
    (3, _("torsdag")),
    (4, _("fredag")),
]
RHYTHMS = [
    ("w1", _("varje vecka")),
    ("w2", _("varannan vecka")),
    ("w3", _("var tredje vecka")),
    ("w4", _("var fjärde vecka")),
    ("w6", _("var sjätte vecka")),
    ("w8", _("var åttonde vecka")),
    ("m1", _("den första i månaden")),
    ("m2", _("den andra i månaden")),
    ("m3", _("den tredje i månaden")),
    ("m4", _("den fjärde i månaden")),
    ("m-1", _("den sista i månaden")),
]


class RhythmForm(PlaceMixin):
    """What a year of meetings is suggested from."""

    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    weekday = forms.TypedChoiceField(label=_("Veckodag"), choices=WEEKDAYS, coerce=int, initial=3)
    rhythm = forms.ChoiceField(label=_("Hur ofta"), choices=RHYTHMS, initial="w4")
    first = day_field(
        _("Räkna från"), required=False, help_text=_("När ni ses med ett antal veckor emellan.")
    )
    skip_july = forms.BooleanField(label=_("Inga möten i juli"), required=False, initial=True)
    field_order = ("year", "weekday", "rhythm", "first")

    def pattern(self) -> Rhythm:
        """What was chosen."""
        data, chosen = self.cleaned_data, self.cleaned_data["rhythm"]
        number = int(chosen[1:])
        return Rhythm(
            weekday=data["weekday"],
            weeks=number if chosen[0] == "w" else 0,
            ordinal=number if chosen[0] == "m" else 0,
            first=data["first"],
            skip_july=data["skip_july"],
        )


class DayForm(forms.Form):
    """One suggested day: ticked, and perhaps another."""

    take = forms.BooleanField(label=_("Ta med"), required=False)
    on = day_field(_("Dag"))
    starts_at = time_field(_("Börjar"))
    red_too = forms.BooleanField(label=_("Planera ändå"), required=False)

    def clean_on(self) -> date:
        """Only days that are ticked have to be days to come."""
        on: date = self.cleaned_data["on"]
        return day_to_come(on) if self.cleaned_data.get("take") else on

    def clean(self) -> dict[str, Any]:
        """A red day is planned when that is what is meant."""
        data = super().clean() or self.cleaned_data
        red = bool(data.get("take") and data.get("on") and red_day(data["on"]))
        if red and not data.get("red_too"):
            self.add_error("on", _("Dagen är röd. Välj en annan dag, eller bocka för ”Planera ändå”."))
        return data


DayForms = forms.formset_factory(DayForm, extra=0, max_num=MOST_DAYS, absolute_max=MOST_DAYS)
