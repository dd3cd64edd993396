"""The form before minutes are published: what is masked, and which § are left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.fields import LONGEST_REASON
from cases.meetings import public_text
from cases.models import PublicMinutes
from cases.paper.minutes_words import paragraph, paragraphs
from cases.text import normalise

LONGEST_WORD = 200


class PublishForm(forms.Form):
    """Personal data that was found, ticked; words of one's own; § to leave out besides the secret ones.

    After an ``earlier`` edition the form begins with what that one hid, and asks why when it is public
    still. ``ahead`` of the notice it asks whether that is meant.
    """

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

    reason = forms.CharField(
        label=gettext_lazy("Varför protokollet publiceras på nytt"),
        help_text=gettext_lazy("Den tidigare versionen sparas men visas inte längre för allmänheten."),
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("Skriv en motivering.")},
    )

    before_notice = forms.BooleanField(
        label=gettext_lazy("Publicera innan protokollet är anslaget"), required=False
    )

    def __init__(
        self,
        data: Any,
        *,
        said: dict[str, Any],
        secret: set[str],
        earlier: PublicMinutes | None = None,
        ahead: bool = False,
    ) -> None:
        super().__init__(data)
        if not ahead:
            del self.fields["before_notice"]
        self.said = said
        found = public_text.suggested(said)
        self._choose("suggested", [(word, _where(word, numbers)) for word, numbers in found.items()])
        self.initial["suggested"] = list(found)
        rows = [row for row in said["items"] if row["paragraph"] and row["id"] not in secret]
        self._choose("left_out", [(row["id"], _called(row)) for row in rows])
        if earlier is None or earlier.withdrawn_at is not None:
            del self.fields["reason"]
        if earlier is not None:
            self._begin_with(earlier, list(found))

    def clean_own(self) -> list[str]:
        """Each line a word; one that hides nothing is most likely misspelt."""
        lines = [" ".join(line.split()) for line in normalise(self.cleaned_data["own"]).split("\n")]
        words = list(dict.fromkeys(line for line in lines if line))
        if [word for word in words if len(word) > LONGEST_WORD]:
            raise forms.ValidationError(_("Skriv högst %(n)d tecken per rad.") % {"n": LONGEST_WORD})
        missing = [word for word in words if not public_text.stands_in(self.said, word)]
        if missing:
            told = ", ".join(f"”{word}”" for word in missing)
            raise forms.ValidationError(
                _("%(words)s finns inte i protokollet. Kontrollera stavningen.") % {"words": told}
            )
        return words

    def choices(self) -> dict[str, Any]:
        """What the verb is to be told."""
        chosen = self.cleaned_data
        masks = dict.fromkeys([*chosen["suggested"], *chosen["own"]])
        more = {"reason": chosen.get("reason", ""), "before_notice": chosen.get("before_notice", False)}
        return {"masks": list(masks), "left_out": chosen["left_out"]} | more

    def is_valid_to_look_at(self) -> bool:
        """Whether the file can be drawn; nobody is asked why before it is published."""
        self.full_clean()
        self.errors.pop("reason", None)
        return not self.errors

    def _begin_with(self, earlier: PublicMinutes, found: list[str]) -> None:
        """Tick and write what the earlier edition hid, as far as it still stands in the minutes."""
        own = [word for word in earlier.masks if word not in found and public_text.stands_in(self.said, word)]
        self.initial["suggested"] = [word for word in found if word in earlier.masks] or found
        self.initial["own"] = "\n".join(own)
        self.initial["left_out"] = [entry["item"] for entry in earlier.left_out if "item" in entry]

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
