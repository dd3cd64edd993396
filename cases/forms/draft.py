"""Forms of the draft: pasted once, then mended section by section."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.controls import PROSE
from cases.forms.seen import SeenMixin
from cases.text import normalise, split_at_headings

MOST_SECTIONS = 99
LONGEST_TEXT = 200_000


class DraftForm(forms.Form):
    """The whole draft, pasted once."""

    text = forms.CharField(
        label=gettext_lazy("Utkastets text"),
        help_text=gettext_lazy(
            "Klistra in hela texten. Rubriker kan vara markerade med #, numrerade eller stå på egen rad. "
            "En rad som börjar med ”Nyckelord:” blir avsnittets nyckelord."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(PROSE),
    )

    def clean_text(self) -> str:
        """Refuse a text that gives no section, or too many to answer."""
        text = normalise(self.cleaned_data["text"])
        count = len(split_at_headings(text))
        if not count:
            raise forms.ValidationError(_("Texten har inget avsnitt. Klistra in utkastet med dess rubriker."))
        if count > MOST_SECTIONS:
            raise forms.ValidationError(
                _("Texten har %(count)d rubriker. Ett utkast kan ha högst %(most)d avsnitt.")
                % {"count": count, "most": MOST_SECTIONS}
            )
        return text


class DraftAgainForm(SeenMixin, DraftForm):
    """The draft pasted anew over one that is there; the notes and questions of its sections go with it."""

    unsaved = ("sure",)

    sure = forms.BooleanField(
        label=gettext_lazy("Ja, lägg upp avsnitten på nytt"),
        error_messages={
            "required": gettext_lazy("Kryssa i att avsnitten ska läggas upp på nytt, eller låt dem vara.")
        },
    )

    def __init__(self, *args: Any, lost: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lost = lost

    def bare(self, value: Any) -> str:
        """The same sections are the same draft, however their headings are marked."""
        parts = split_at_headings(value or "")
        return super().bare("\n".join(f"{part.heading} {part.text} {part.keywords}" for part in parts))

    @property
    def newer(self) -> list[tuple[str, str]]:
        """Nothing: the page shows the saved sections above the form."""
        return []


class SectionForm(SeenMixin, forms.Form):
    """One section's wording, and the sender's note beside its question."""

    heading = forms.CharField(label=gettext_lazy("Rubrik"), max_length=300)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(PROSE),
    )
    keywords = forms.CharField(
        label=gettext_lazy("Nyckelord"), required=False, help_text=gettext_lazy("Skilj orden åt med komma.")
    )
    note = forms.CharField(
        label=gettext_lazy("Till den som svarar"),
        help_text=gettext_lazy("En kort upplysning bredvid frågan, till exempel vad avsnittet innebär."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_keywords(self) -> list[str]:
        """The words between the commas, each short enough to stand on a tag."""
        words = [word.strip() for word in self.cleaned_data["keywords"].split(",") if word.strip()]
        if any(len(word) > 80 for word in words):
            raise forms.ValidationError(_("Ett nyckelord kan vara högst 80 tecken långt."))
        return words
