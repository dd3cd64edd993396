"""What the forms of a plan's parts share; ``facts`` answers what ``building.add`` and ``change`` take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from directives.forms.fields import text_field, too_long
from directives.models import PlanPart
from directives.plans.reading import PlanAsRead


def short(label: Any, most: int = 200, **facts: Any) -> forms.CharField:
    """A line of text."""
    return forms.CharField(label=label, validators=[too_long(most)], **facts)


class PartForm(forms.Form):
    """What every part has: a doubt the source leaves open, and why it reads otherwise than before."""

    doubt = text_field(
        gettext_lazy("Osäkert i källan"),
        rows=2,
        required=False,
        help_text=gettext_lazy(
            "Det som inte går att läsa ut eller inte är bestämt. Visas tills det är rättat."
        ),
    )
    reason = text_field(
        gettext_lazy("Varför det ändras"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Visas bredvid ändringen när versionerna jämförs."),
    )
    LAST = ("doubt", "reason")
    CHOICES: dict[str, str] = {}

    def __init__(self, *args: Any, plan: PlanAsRead, own: PlanPart | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.own = plan, own
        first = [name for name in self.fields if name not in self.LAST]
        self.order_fields([*first, *self.LAST])
        self.offer()
        if plan.version.base_id is None:
            del self.fields["reason"]

    def offer(self) -> None:
        """Fill the lists with what the plan holds."""

    def offer_parts(self, name: str, rows: list[tuple[PlanPart, str]], empty: Any = None) -> None:
        """Offer these parts by name; a part is never offered to itself."""
        rows = [(part, label) for part, label in rows if part != self.own]
        self.parts = getattr(self, "parts", {}) | {part.public_id: part for part, _label in rows}
        choices = [(part.public_id, label) for part, label in rows]
        self.fields[name].choices = [("", empty)] * (empty is not None) + choices  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """As the verbs take them: the chosen parts themselves."""
        data = dict(self.cleaned_data)
        for name in self.CHOICES:
            data[name] = self.parts.get(data[name])
        return data

    @classmethod
    def of(cls, row: Any) -> dict[str, Any]:
        """What the form begins with, as it would be typed."""
        names = [name for name in cls.base_fields if name not in cls.CHOICES]
        found = {name: getattr(row, name, "") for name in names}
        for name in cls.CHOICES:
            part = getattr(row, name)
            found[name] = part.public_id if part else ""
        return found
