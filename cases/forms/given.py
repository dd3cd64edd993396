"""Forms of what an administration does besides writing: asking for time, taking an answer back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.errors import DayHasPassed, DayNotLater
from cases.forms.fields import LATEST, LONGEST_REASON, day_field, reason_field
from cases.models import Recipient
from cases.templatetags.text_tags import long_day
from organisation import clock


class ExtensionForm(forms.Form):
    """Until when, and why."""

    day = day_field(_("Till och med"))
    reason = reason_field(_("Läses av avsändaren, som säger ja eller nej."))

    def __init__(self, *args: Any, place: Recipient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clean_day(self) -> date:
        """A day that lies ahead, gives more time, and is not a slip of the keyboard."""
        day: date = self.cleaned_data["day"]
        last = self.place.last_day
        if day <= clock.today():
            raise forms.ValidationError(str(DayHasPassed()))
        if last and day <= last:
            raise forms.ValidationError(str(DayNotLater(day=long_day(last))))
        if day > clock.today() + LATEST:
            raise forms.ValidationError(_("Välj en dag inom fem år."))
        return day


class TakeBackForm(forms.Form):
    """Which answer, as the page showed it, and why."""

    answer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=26)
    reason = reason_field(_("Registreras med det återtagna svaret."))


class DropForm(forms.Form):
    """Which answer under way, as the page showed it, and perhaps why."""

    answer = forms.CharField(widget=forms.HiddenInput, required=False, max_length=26)
    reason = forms.CharField(
        label=_("Anteckning"),
        help_text=_("Läses bara i er förvaltning."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )
