"""Forms of the watch list."""

from django import forms
from django.utils.translation import gettext_lazy

from cases.forms.fields import LONGEST_REASON, reason_field


class ReportForm(forms.Form):
    """What was done."""

    text = forms.CharField(
        label=gettext_lazy("Vad har ni gjort?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": gettext_lazy("Skriv vad ni har gjort.")},
    )


class ReasonForm(forms.Form):
    """Why more is asked for, or why it is taken back."""

    reason = reason_field()
