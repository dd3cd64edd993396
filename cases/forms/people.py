"""Choosing a person, with a word about those who are away."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from cases.templatetags.text_tags import long_day
from organisation import absences
from organisation.models import User


class PersonField(forms.ModelChoiceField):
    """One of some people, by name and title, and until when each is away."""

    def label_from_instance(self, obj: User) -> str:
        """ "Namn, titel (borta till fredag 18 december)"."""
        name = f"{obj.name}, {obj.title}" if obj.title else obj.name
        day = self._away().get(obj.pk)
        return _("%(name)s (borta till %(day)s)") % {"name": name, "day": long_day(day)} if day else name

    def _away(self) -> dict[int, Any]:
        """The last day of everybody offered who is away; asked once per form."""
        found: dict[int, Any] | None = self.__dict__.get("_last_days")
        if found is None:
            found = self._last_days = absences.until(self._people())
        return found

    def _people(self) -> Iterable[int]:
        return self.queryset.values_list("pk", flat=True) if self.queryset is not None else []
