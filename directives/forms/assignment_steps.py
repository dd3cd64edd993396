"""Forms of what is done with an assignment after it was offered: short enough for a phone."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.errors import Refused
from cases.forms.controls import as_sentences
from cases.forms.fields import LONGEST_REASON, day_field, reason_field
from cases.takers import LONGEST, Taker, find_taker
from directives.models import Assignment
from organisation.models import User

from .fields import UnitNameField
from .taker_unit import units_of

TAKERS = {"list": "takers", "autocomplete": "off"}


def words(label: Any, *, help_text: Any = "", rows: int = 3, missing: Any = "") -> forms.CharField:
    """A few sentences; asked for when ``missing`` says what to write."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST_REASON,
        required=bool(missing),
        widget=forms.Textarea({"rows": rows, "data-grows": True}),
        error_messages={"required": missing},
    )


class NothingForm(forms.Form):
    """A button is all it takes."""


class ReasonForm(forms.Form):
    """Why."""

    reason = reason_field()


class CommentForm(forms.Form):
    """What the other side is told; nothing need be said."""

    comment = words(gettext_lazy("Kommentar"))


class ApproveForm(CommentForm):
    """A yes to the final report, for what stands below it too if so wished."""

    with_children = forms.BooleanField(
        label=gettext_lazy("Avsluta även uppdragen under det här"), required=False
    )


class AnswerForm(forms.Form):
    """The answer to a report that asked for a decision, or what is missing in the final one."""

    comment = words(gettext_lazy("Svar"), missing=gettext_lazy("Skriv ett svar."))


class StatusForm(forms.Form):
    """How it goes: two minutes on a phone."""

    status = forms.ChoiceField(
        label=gettext_lazy("Hur går det?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj hur det går.")},
    )
    happened = words(
        gettext_lazy("Vad har hänt?"), rows=3, missing=gettext_lazy("Skriv kort vad som har hänt.")
    )
    next_steps = words(gettext_lazy("Vad händer härnäst?"), rows=2)
    risk = words(gettext_lazy("Risk"), rows=2)
    decision_needed = words(
        gettext_lazy("Behöver ett beslut"),
        rows=2,
        help_text=gettext_lazy("Uppdragsgivaren får det som en uppgift. Lämna tomt om inget beslut behövs."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["status"]
        if isinstance(field, forms.ChoiceField):
            field.choices = as_sentences(Assignment.Status.choices)


class TimeForm(forms.Form):
    """A wish for a later day."""

    wanted_on = day_field(gettext_lazy("Ny slutdag"))
    reason = reason_field()


class GrantForm(forms.Form):
    """More time, to the wished day or another."""

    day = day_field(gettext_lazy("Ny slutdag"))
    comment = words(gettext_lazy("Kommentar"), rows=2)


class FinalForm(forms.Form):
    """The final report. Its documents are read by the view, for there may be several."""

    text = words(
        gettext_lazy("Slutrapport"), rows=8, missing=gettext_lazy("Skriv vad uppdraget har lett till.")
    )


class PartForm(forms.Form):
    """A part of the work, and who does it."""

    title = forms.CharField(
        label=gettext_lazy("Vad ska göras?"),
        max_length=300,
        error_messages={"required": gettext_lazy("Skriv vad som ska göras.")},
    )
    person = forms.CharField(
        label=gettext_lazy("Vem"), max_length=LONGEST, required=False, widget=forms.TextInput(TAKERS)
    )
    due_on = day_field(gettext_lazy("Klart senast"), required=False)

    def clean_person(self) -> User | None:
        """The person the words name."""
        return person_named(self.cleaned_data["person"])


class CodeForm(forms.Form):
    """Which of the rows."""

    code = forms.CharField(max_length=26)


class TransferForm(forms.Form):
    """A new taker, and why."""

    to = forms.CharField(
        label=gettext_lazy("Ny uppdragstagare"),
        max_length=LONGEST,
        help_text=gettext_lazy("En enhet eller en person."),
        widget=forms.TextInput(TAKERS),
        error_messages={"required": gettext_lazy("Skriv vem som tar över.")},
    )
    unit = UnitNameField(
        label=gettext_lazy("Den nya uppdragstagarens enhet"),
        help_text=gettext_lazy("Behövs bara när personen arbetar i flera enheter."),
        required=False,
    )
    reason = reason_field()

    def clean_to(self) -> Taker:
        """A unit or a person in the organisation."""
        return somebody_here(self.cleaned_data["to"])

    def clean(self) -> dict[str, Any]:
        """A person takes it in a unit, which the document names."""
        data = super().clean() or {}
        to = data.get("to")
        if to is None or to.user is None or data.get("unit") or "unit" in self.errors:
            return data
        units = units_of(to.user)
        if len(units) > 1:
            several = _("%(name)s arbetar i flera enheter. Skriv vilken det gäller: %(units)s.")
            names = ", ".join(unit.name for unit in units)
            self.add_error("unit", several % {"name": to.user.name, "units": names})
        data["unit"] = units[0] if len(units) == 1 else None
        return data

    def facts(self) -> dict[str, Any]:
        """As the verb takes it."""
        to = self.cleaned_data["to"]
        unit = self.cleaned_data["unit"] if to.user else to.unit
        return {"unit": unit, "user": to.user, "reason": self.cleaned_data["reason"]}


class StaffForm(forms.Form):
    """A function of the staff, and somebody who holds it."""

    function = forms.CharField(
        label=gettext_lazy("Funktion"),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vilken funktion.")},
    )
    person = forms.CharField(
        label=gettext_lazy("Vem"), max_length=LONGEST, required=False, widget=forms.TextInput(TAKERS)
    )

    def clean_person(self) -> User | None:
        """The person the words name; the function may be named first and staffed later."""
        return person_named(self.cleaned_data["person"])


class RecipientForm(forms.Form):
    """Who is sent the situation reports."""

    to = forms.CharField(
        label=gettext_lazy("Mottagare"),
        max_length=LONGEST,
        help_text=gettext_lazy("En enhet eller en person."),
        widget=forms.TextInput(TAKERS),
        error_messages={"required": gettext_lazy("Skriv vem som ska få lägesbilden.")},
    )
    use_required_attribute = False  # the same form sends what has recipients already

    def clean_to(self) -> Taker:
        """A unit or a person in the organisation."""
        return somebody_here(self.cleaned_data["to"])


class SituationForm(forms.Form):
    """What the situation report says above the parts' own words."""

    summary = words(gettext_lazy("Sammanfattning"), rows=5)


def person_named(text: str) -> User | None:
    """The person the words name, None for no words. Raises ValidationError for anything else."""
    found = _found(text)
    if found.words or found.unit is not None:
        raise forms.ValidationError(_("Ingen heter så här. Välj ett namn i listan."))
    return found.user


def somebody_here(text: str) -> Taker:
    """The unit or person the words name. Raises ValidationError for whoever is not in the organisation."""
    found = _found(text)
    if found.unit is None and found.user is None:
        raise forms.ValidationError(
            _("%(name)s finns inte i organisationen. Välj en enhet eller person i listan.")
            % {"name": found.words}
        )
    return found


def _found(text: str) -> Taker:
    try:
        return find_taker(text)
    except Refused as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
