"""The form before minutes are published: what is masked, and which § are left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.meetings import publishing
from cases.paper.minutes_words import paragraph, paragraphs
from cases.text import normalise

LONGEST_WORD = 200


class PublishForm(forms.Form):
    """Personal data that was found, ticked; words of one's own; § to leave out besides the secret ones."""

    suggested = forms.MultipleChoiceField(
        label=gettext_lazy("Personuppgifter som hittades"),
        help_text=gettext_lazy("Det som är markerat maskas överallt i protokollet."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    own = forms.CharField(
        label=gettext_lazy("Mer som ska maskas"),
        help_text=gettext_lazy("Skriv ett namn eller ord per rad. Genitivformer maskas också."),
        widget=forms.Textarea({"rows": 4}),
        max_length=20_000,
        required=False,
    )
    left_out = forms.MultipleChoiceField(
        label=gettext_lazy("Paragrafer som ska utelämnas"),
        help_text=gettext_lazy("Bara numret visas, med orden ”omfattas av sekretess”."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any, *, said: dict[str, Any], secret: set[str]) -> None:
        super().__init__(data)
        self.said = said
        found = publishing.suggested(said)
        self._choose("suggested", [(word, _where(word, numbers)) for word, numbers in found.items()])
        self.initial["suggested"] = list(found)
        rows = [row for row in said["items"] if row["paragraph"] and row["id"] not in secret]
        self._choose("left_out", [(row["id"], _called(row)) for row in rows])

    def clean_own(self) -> list[str]:
        """Each line a word; one that hides nothing is most likely misspelt."""
        lines = [" ".join(line.split()) for line in normalise(self.cleaned_data["own"]).split("\n")]
        words = list(dict.fromkeys(line for line in lines if line))
        if [word for word in words if len(word) > LONGEST_WORD]:
            raise forms.ValidationError(_("Skriv högst %(n)d tecken per rad.") % {"n": LONGEST_WORD})
        missing = [word for word in words if not publishing.stands_in(self.said, word)]
        if missing:
            told = ", ".join(f"”{word}”" for word in missing)
            raise forms.ValidationError(
                _("%(words)s finns inte i protokollet. Kontrollera stavningen.") % {"words": told}
            )
        return words

    def choices(self) -> dict[str, list[str]]:
        """What the verb is to be told."""
        chosen = self.cleaned_data
        masks = dict.fromkeys([*chosen["suggested"], *chosen["own"]])
        return {"masks": list(masks), "left_out": chosen["left_out"]}

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Offer the choices; a question without any is not asked."""
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        if not choices:
            field.widget = forms.MultipleHiddenInput()


def _where(word: str, numbers: list[int]) -> str:
    return f"{word} ({paragraphs(numbers)})" if numbers else word


def _called(row: dict[str, Any]) -> str:
    return f"{paragraph(row['paragraph'])} {row['title']}"
