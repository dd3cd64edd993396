"""The form of the covering letter, the last day and who may read the answers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import deadlines, reminder_days
from cases.forms.controls import PROSE, as_sentences
from cases.forms.fields import LATEST
from cases.forms.seen import SeenMixin
from cases.models import ReferralRound
from organisation import clock


class LetterForm(SeenMixin, forms.ModelForm):
    """What is said to those who answer, until when, when they are reminded, and who may read the answers."""

    reminder_days = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Påminn den som inte har svarat"),
        help_text=gettext_lazy(
            "Dagarna räknas från mottagarens egen sista svarsdag och följer med vid anstånd."
        ),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ReferralRound
        fields = ("summary", "letter", "last_day", "roll", "readers", "reminder_days")
        labels = {
            "roll": gettext_lazy("Om dagen inte är en arbetsdag gäller"),
            "readers": gettext_lazy("Vem får läsa lämnade svar?"),
        }
        help_texts = {
            "summary": gettext_lazy("En eller två meningar som visas överst på svarssidan."),
            "letter": gettext_lazy("Vad ni vill ha svar på, varför och vad som händer sedan."),
            "last_day": gettext_lazy("Svaret ska ha kommit in den här dagen. Sena svar tas emot och märks."),
        }
        widgets = {
            "summary": forms.Textarea({"rows": 2}),
            "letter": forms.Textarea(PROSE),
            "last_day": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            "roll": forms.RadioSelect,
            "readers": forms.RadioSelect,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("roll", "readers"):
            self.fields[name].choices = as_sentences(self.fields[name].choices)  # type: ignore[attr-defined]
        chosen = self.instance.reminder_days
        self.fields["reminder_days"].choices = as_sentences(reminder_days.choices(chosen))  # type: ignore[attr-defined]
        self.initial["reminder_days"] = [str(offset) for offset in chosen]

    def clean_last_day(self) -> date | None:
        """Refuse a day that cannot be answered by; red days are rolled and said, not refused."""
        day = self.cleaned_data["last_day"]
        if day is None:
            return None
        if day > clock.today() + LATEST:
            raise forms.ValidationError(_("Välj en dag inom fem år."))
        if day <= clock.today():
            raise forms.ValidationError(_("Dagen har redan passerat eller är i dag. Välj en senare dag."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a red day that would roll back to a day that has passed."""
        data = super().clean() or self.cleaned_data
        day, how = data.get("last_day"), data.get("roll")
        if day and how and deadlines.roll(day, how) <= clock.today():
            self.add_error("last_day", _("Närmast föregående arbetsdag har redan passerat eller är i dag."))
        return data
