"""Fields the forms of the process map share: long texts, people and units by name."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from cases.takers import Taker, TakerUnclear, find_taker
from cases.text import normalise
from organisation.models import Unit, User

LONGEST_TEXT = 20_000
LONGEST_NAME = 200


def too_long(most: int) -> MaxLengthValidator:
    """Says so afterwards: a limit in the browser would cut what is pasted without a word."""
    words = _("Skriv högst %(limit_value)d tecken. Nu är det %(show_value)d. Allt du skrev står kvar.")
    return MaxLengthValidator(most, words)


def text_field(label: Any, *, rows: int = 6, most: int = LONGEST_TEXT, **facts: Any) -> forms.CharField:
    """A text of any ordinary length."""
    return forms.CharField(
        label=label, widget=forms.Textarea({"rows": rows}), validators=[too_long(most)], **facts
    )


class NamedField(forms.CharField):
    """Somebody by name, title or unit; the browser suggests from the list of takers."""

    def __init__(self, **facts: Any) -> None:
        widget = forms.TextInput({"list": "takers", "autocomplete": "off"})
        super().__init__(widget=widget, validators=[too_long(LONGEST_NAME)], **facts)

    def find(self, value: str) -> Taker:
        """Whom the words name."""
        try:
            return find_taker(value)
        except TakerUnclear as unclear:
            raise ValidationError(str(unclear)) from unclear


class TakerField(NamedField):
    """A unit or a person, else the words as they stand."""

    def clean(self, value: str) -> Taker:
        """The taker."""
        return self.find(super().clean(value))


class HolderField(TakerField):
    """The same, and a person by the log-in."""

    def clean(self, value: str) -> Taker:
        """The taker."""
        taker = super().clean(value)
        user = (
            User.objects.filter(is_active=True, username__iexact=taker.words).first() if taker.words else None
        )
        return Taker(user=user) if user is not None else taker


class PersonField(NamedField):
    """A person of the organisation."""

    def clean(self, value: str) -> User | None:
        """The person; nobody for an empty field that may be empty."""
        words = super().clean(value)
        if not words:
            return None
        user = self.find(words).user or User.objects.filter(username=normalise(words).strip()).first()
        if user is None:
            raise ValidationError(
                _("Det finns ingen i organisationen som heter så. Välj en person i listan.")
            )
        return user


class UnitNameField(NamedField):
    """A unit of the organisation."""

    def clean(self, value: str) -> Unit | None:
        """The unit; none for an empty field that may be empty."""
        words = super().clean(value)
        unit = self.find(words).unit if words else None
        if words and unit is None:
            raise ValidationError(_("Det finns ingen enhet som heter så. Välj en enhet i listan."))
        return unit
