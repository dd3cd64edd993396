"""The form that registers an answer which came by post or mail."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from cases.forms.circle import UnitField
from cases.forms.controls import as_sentences
from cases.forms.fields import day_field
from cases.models import Answer, ReferralRound
from cases.received import Original
from organisation import clock
from organisation.models import Unit

VIA = (Answer.Via.POST, Answer.Via.MAIL)
LONGEST_TEXT = 200_000


class ReceiveForm(forms.Form):
    """How and when the answer came, the answer as it came, and what it says."""

    via = forms.ChoiceField(
        label=gettext_lazy("Hur kom svaret?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj hur svaret kom.")},
    )
    received_on = day_field(gettext_lazy("Kom in den"))
    original = forms.FileField(
        label=gettext_lazy("Svaret så som det kom in"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Bifoga svaret så som det kom in.")},
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Svarets form"),
        choices=Answer.Level.choices,
        initial=Answer.Level.OFFICIAL,
        widget=forms.RadioSelect,
        required=False,
    )
    stance = forms.ChoiceField(
        label=gettext_lazy("Samlad bedömning"),
        required=False,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("Vad svaret säger"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 8, "class": "prose"}),
        help_text=gettext_lazy(
            "Klistra in eller skriv av texten, så att synpunkterna i den kan markeras och vägas."
        ),
    )

    def __init__(self, *args: Any, referral_round: ReferralRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("via", as_sentences([(via.value, via.label) for via in VIA]))
        self._choose("stance", [("", str(gettext_lazy("Framgår inte"))), *_overall_scale(referral_round)])
        self.fields["received_on"].initial = clock.today()
        self.fields["stance"].initial = ""
        self._choose("level", as_sentences(Answer.Level.choices))

    @property
    def lost_file(self) -> bool:
        """Whether a file was sent with a form that was refused: browsers never send it again unasked."""
        return bool(self.files) and bool(self.errors)

    def facts(self) -> dict[str, Any]:
        """What the verb asks for."""
        data, sent = self.cleaned_data, self.cleaned_data["original"]
        return {
            "via": data["via"],
            "received_on": data["received_on"],
            "original": Original(sent.name, sent.file, sent.size),
            "stance": data["stance"],
            "text": data["text"],
            "level": data["level"] or Answer.Level.OFFICIAL,
        }

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices


class UnaskedForm(ReceiveForm):
    """The same from somebody who was never asked (spontant svar)."""

    unit = UnitField(label=gettext_lazy("Vem har svarat?"))
    field_order = ("unit",)

    def __init__(self, *args: Any, units: QuerySet[Unit], answered: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everybody = {unit.pk for unit in units}
        cast(UnitField, self.fields["unit"]).offer(units, hidden=answered, manned=everybody)


def _overall_scale(referral_round: ReferralRound) -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in referral_round.stances.all() if one.overall]
