"""Taking a part out of a planning version: why, and what it went into."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.text import normalise
from directives.forms.fields import text_field
from directives.models import PlanPart


class StrikeForm(forms.Form):
    """Why a part is struck, and what it went into."""

    reason = text_field(
        gettext_lazy("Varför"), rows=3, error_messages={"required": gettext_lazy("Skriv varför.")}
    )
    into = forms.ChoiceField(label=gettext_lazy("Gick in i"), required=False)

    def __init__(self, *args: Any, others: list[tuple[PlanPart, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {part.public_id: part for part, _label in others}
        rows = [(part.public_id, label) for part, label in others]
        self.fields["into"].choices = [("", _("Ingenting")), *rows]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """As ``building.strike`` takes them."""
        return {
            "reason": self.cleaned_data["reason"],
            "into": self.others.get(normalise(self.cleaned_data["into"])),
        }
