"""Forms of the weighing: what becomes of a comment, who weighs it, what it is weighed with, why it is dropped."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access
from cases.forms.controls import PROSE, as_sentences
from cases.forms.draft import LONGEST_TEXT
from cases.forms.people import PersonField
from cases.models import Comment, Disposition, ReferralRound, SectionVersion
from cases.weighing import HEEDED, Wording


class WeighForm(forms.Form):
    """What becomes of the comment, why, and how the section reads from now on."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Hantering"),
        choices=as_sentences(Disposition.Outcome.choices),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj hur synpunkten hanteras."),
            "invalid_choice": gettext_lazy("Välj hur synpunkten hanteras."),
        },
    )
    heading = forms.CharField(label=gettext_lazy("Rubrik"), max_length=300, required=False)
    text = forms.CharField(
        label=gettext_lazy("Ny formulering"),
        help_text=gettext_lazy("Hela avsnittet, så som det ska lyda. Ändra bara det som synpunkten gäller."),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(PROSE),
    )
    reason = forms.CharField(
        label=gettext_lazy("Motivering till förvaltningen"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv en motivering.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    def __init__(self, *args: Any, section: SectionVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section

    def clean(self) -> dict[str, Any]:
        """A section that is given another wording keeps a heading."""
        data = super().clean() or self.cleaned_data
        if self.section and data.get("outcome") in HEEDED and not data.get("heading"):
            self.add_error("heading", _("Skriv avsnittets rubrik."))
        return data

    @property
    def wording(self) -> Wording | None:
        """The section's wording as it was written; None where the outcome leaves the text as it is."""
        data = self.cleaned_data
        if self.section is None or data["outcome"] not in HEEDED:
            return None
        return Wording(self.section, data["heading"], data["text"])


class AssignForm(forms.Form):
    """Which colleague weighs the comment; nobody in particular when left empty."""

    colleague = PersonField(
        label=gettext_lazy("Vem väger synpunkten?"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Ingen särskild"),
        error_messages={
            "invalid_choice": gettext_lazy("Välj en kollega som får väga synpunkter i den här rundan.")
        },
    )

    def __init__(self, *args: Any, referral_round: ReferralRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = access.on_duty("weigh", [referral_round.unit])
        self.fields["colleague"].queryset = colleagues.order_by("name")  # type: ignore[attr-defined]


class GatherForm(forms.Form):
    """The number of a weighed comment that says the same."""

    number = forms.IntegerField(
        label=gettext_lazy("Synpunktens nummer"),
        min_value=1,
        max_value=999_999,
        error_messages={"required": gettext_lazy("Skriv numret på den andra synpunkten.")},
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.comment = comment

    def clean_number(self) -> Comment:
        """The comment with the number, in the same round."""
        others = Comment.objects.filter(round=self.comment.round_id, state=Comment.State.ACTIVE)
        found = others.exclude(pk=self.comment.pk).filter(number=self.cleaned_data["number"]).first()
        if found is None:
            raise forms.ValidationError(_("Det finns ingen annan synpunkt med det numret."))
        return found


class DropForm(forms.Form):
    """Why a comment is dropped."""

    reason = forms.CharField(
        label=gettext_lazy("Varför tas synpunkten bort?"),
        max_length=500,
        widget=forms.TextInput({"id": "id_drop_reason"}),  # the weighing on the same page has a reason too
        error_messages={"required": gettext_lazy("Skriv en motivering.")},
    )
