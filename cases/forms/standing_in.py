"""Forms of who stands in for whom, and of being away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cases.forms.people import PersonField
from organisation import clock, roles
from organisation.models import Membership, User


class SeatsField(forms.ModelMultipleChoiceField):
    """Some of a person's seats."""

    def label_from_instance(self, obj: Membership) -> str:
        """ "förvaltningsföreträdare, SkaS"."""
        place = obj.group.unit_role
        return f"{roles.ROLES.get(place.role, place.role)}, {place.unit.name}"


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Välj en dag."),
            "invalid": _("Skriv dagen så här: 2026-12-04."),
        },
    )


class SubstituteForm(forms.Form):
    """Who goes in for which roles, from a day to another."""

    substitute = PersonField(
        label=pgettext_lazy("står in för någon", "Ersättare"),
        queryset=None,
        empty_label=_("Välj en person"),
        error_messages={"required": _("Välj vem som går in."), "invalid_choice": _("Välj någon i listan.")},
    )
    seats = SeatsField(
        label=_("Roller som ersättaren går in i"),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en roll som ersättaren ska gå in i.")},
    )
    starts_on = _day(_("Från och med"))
    ends_on = _day(_("Till och med"))

    def __init__(self, *args: Any, people: Any, seats: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = people  # type: ignore[attr-defined]
        mine = Membership._default_manager.filter(pk__in=[seat.pk for seat in seats])
        rows = mine.select_related("group__unit_role__unit", "user").order_by("pk")
        self.fields["seats"].queryset = rows  # type: ignore[attr-defined]
        self.fields["seats"].initial = [seat.pk for seat in seats]
        self.fields["starts_on"].initial = clock.today()


class AbsenceForm(forms.Form):
    """From a day to another."""

    starts_on = _day(_("Borta från och med"))
    ends_on = _day(_("Borta till och med"))


def colleagues(units: Any) -> Any:
    """Everybody with a seat in one of the units, by name."""
    held = roles.holders(frozenset(roles.ROLES), units)
    return User.objects.filter(pk__in=held.values("pk")).order_by("name", "pk")
