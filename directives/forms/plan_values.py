"""Forms of an indicator's values and of a follow-up."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.controls import as_sentences
from cases.forms.fields import day_field
from directives.forms.fields import text_field, too_long
from directives.models import FollowUp
from directives.plans.follow_up_errors import LastDayPast
from organisation import clock

NOTE: dict[str, Any] = {"required": False, "validators": [too_long(300)]}


def value_field() -> forms.CharField:
    """As people type it; what is no number is said by the verb."""
    return forms.CharField(
        label=_("Värde"),
        help_text=_("Ett tal, till exempel 87,5."),
        validators=[too_long(60)],
        error_messages={"required": _("Skriv värdet.")},
        widget=forms.TextInput({"inputmode": "decimal"}),
    )


class ValueForm(forms.Form):
    """A new value."""

    value = value_field()
    until = day_field(_("Gäller till och med"))
    note = forms.CharField(label=_("Kommentar"), **NOTE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = clock.today()


class CorrectionForm(forms.Form):
    """What the value should have been."""

    value = value_field()
    note = forms.CharField(label=_("Vad som var fel"), **NOTE)


class FollowUpForm(forms.Form):
    """Which period is followed up, and when the owners are to have reported."""

    period = forms.ChoiceField(label=_("Period"), choices=as_sentences(FollowUp.Period.choices))
    year = forms.IntegerField(
        label=_("År"),
        min_value=2000,
        max_value=2199,
        error_messages={
            "required": _("Skriv vilket år."),
            "invalid": _("Skriv året med fyra siffror, till exempel 2027."),
        },
    )
    report_by = day_field(_("Ägarna rapporterar senast"))

    def clean_report_by(self) -> date:
        """A day that has not been."""
        day: date = self.cleaned_data["report_by"]
        if day < clock.today():
            raise forms.ValidationError(str(LastDayPast(day=day.isoformat())))
        return day

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = clock.today().year


class FollowUpSummaryForm(forms.Form):
    """The summary, and which edition of it was read."""

    text = text_field(_("Sammanfattning"), rows=6, required=False)
    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
