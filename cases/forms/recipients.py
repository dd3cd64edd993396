"""The form in which a round's recipients are ticked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from cases.forms.seen import SeenMixin


class RecipientsForm(SeenMixin, forms.Form):
    """The units that each give one official answer."""

    units = forms.MultipleChoiceField(
        label=gettext_lazy("Mottagare"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Välj minst en mottagare."),
            "invalid_choice": gettext_lazy("En av enheterna kan inte väljas. Ladda om sidan och välj igen."),
        },
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = choices  # type: ignore[attr-defined]
