"""Fields that many forms share: a day, a reason, and when an older decision was made."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

LATEST = timedelta(days=5 * 365)
LONGEST_REASON = 5000


def day_field(label: Any, **facts: Any) -> forms.DateField:
    """A day, chosen in the browser's own calendar."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Välj en dag."),
            "invalid": gettext_lazy("Skriv dagen så här: 2026-12-04."),
        },
        **facts,
    )


def reason_field(help_text: Any = "") -> forms.CharField:
    """Why, in words the other side reads."""
    return forms.CharField(
        label=gettext_lazy("Motivering"),
        help_text=help_text,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv en motivering.")},
    )


def earlier_words_field() -> forms.CharField:
    """When an older decision was made, where no day is known."""
    return forms.CharField(
        label=gettext_lazy("Eller när, med ord"),
        help_text=gettext_lazy("När dagen inte är känd, till exempel våren 2019."),
        max_length=200,
        required=False,
    )


def paragraph_field() -> forms.IntegerField:
    """The § of an older decision."""
    return forms.IntegerField(label=gettext_lazy("Paragraf"), min_value=1, max_value=99_999, required=False)


class ReasonForm(forms.Form):
    """A step that needs nothing but a reason."""

    reason = reason_field()
