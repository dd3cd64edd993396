"""Forms of the outcome: a group's position, a late change, whom to ask, the decision, a reason to reopen."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.controls import PROSE, as_sentences
from cases.forms.people import PersonField
from cases.models import Decision, Endorsement, SectionVersion
from organisation import clock
from organisation.models import Unit, User

REASON_MISSING = {"required": gettext_lazy("Skriv en motivering.")}
DAY_INVALID = {
    "required": gettext_lazy("Välj en dag."),
    "invalid": gettext_lazy("Skriv dagen så här: 2026-12-04."),
}
LONGEST = 20_000


def _reason(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages=REASON_MISSING,
    )


def _day(label: Any, hint: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=hint,
        initial=clock.today,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages=DAY_INVALID,
    )


class ReopenForm(forms.Form):
    """Why the weighing is opened again."""

    reason = _reason(
        gettext_lazy("Varför öppnas vägningen igen?"),
        gettext_lazy("Motiveringen syns i ärendets händelser och i meddelandet till alla i rundan."),
    )


class EndorsementForm(forms.Form):
    """Which group said what about the proposal, when, and on which condition."""

    group = forms.ModelChoiceField(
        label=gettext_lazy("Grupp"),
        queryset=Unit.objects.none(),
        empty_label=gettext_lazy("Välj en grupp"),
        error_messages={"required": gettext_lazy("Välj en grupp.")},
    )
    on = _day(gettext_lazy("Mötesdag"))
    outcome = forms.ChoiceField(
        label=gettext_lazy("Ställningstagande"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad gruppen kom fram till.")},
    )
    condition = forms.CharField(
        label=gettext_lazy("Förbehåll eller skäl"),
        help_text=gettext_lazy("Behövs när gruppen ställer sig bakom i princip, eller inte alls."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Unit.objects.filter(kind=Unit.Kind.GROUP).order_by("name")  # type: ignore[attr-defined]
        self.fields["outcome"].choices = as_sentences(Endorsement.Outcome.choices)  # type: ignore[attr-defined]

    def clean_on(self) -> date:
        """Refuse a meeting that has not been held."""
        on: date = self.cleaned_data["on"]
        if on > clock.today():
            raise forms.ValidationError(_("Mötet har inte varit ännu. Välj i dag eller tidigare."))
        return on

    def clean(self) -> dict[str, Any]:
        """Ask for the words of a reservation."""
        data = super().clean() or self.cleaned_data
        reserved = data.get("outcome") not in {None, Endorsement.Outcome.SUPPORTS.value}
        if reserved and not data.get("condition", "").strip():
            self.add_error("condition", _("Skriv vad gruppen vill ändra eller varför den säger nej."))
        return data


class LateChangeForm(forms.Form):
    """A section's new heading and text after the closing, and why."""

    heading = forms.CharField(label=gettext_lazy("Rubrik"), max_length=300)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(PROSE),
        strip=False,
    )
    reason = _reason(
        gettext_lazy("Varför ändras avsnittet?"),
        gettext_lazy("Motiveringen skickas till förvaltningarna i den slutliga återkopplingen."),
    )

    @classmethod
    def about(cls, section: SectionVersion, data: Any) -> "LateChangeForm":
        """The form with the section's present words."""
        return cls(data, initial={"heading": section.heading, "text": section.text})


class AskDeciderForm(forms.Form):
    """Who is asked to decide."""

    decider = PersonField(
        label=gettext_lazy("Vem ska besluta?"),
        help_text=gettext_lazy(
            "Personen får en uppgift och ett meddelande. Du kan fråga någon annan senare."
        ),
        queryset=User.objects.none(),
        empty_label=gettext_lazy("Välj en person"),
        error_messages={
            "required": gettext_lazy("Välj vem som ska besluta."),
            "invalid_choice": gettext_lazy("Välj någon som får fatta beslutet."),
        },
    )

    def __init__(self, *args: Any, deciders: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decider"].queryset = deciders.order_by("name", "pk")  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """From when the proposal is valid, what kind of decision it is, why, and that it has been read."""

    valid_from = _day(gettext_lazy("Gäller från och med"))
    kind = forms.ChoiceField(label=gettext_lazy("Slag av beslut"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Motivering"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
    read = forms.BooleanField(
        label=gettext_lazy("Jag har läst hela texten ovan och beslutar att den ska gälla"),
        error_messages={"required": gettext_lazy("Läs texten och kryssa i att du har läst den.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = as_sentences(Decision.Kind.choices)  # type: ignore[attr-defined]
        self.fields["kind"].initial = Decision.Kind.DELEGATED

    def clean_valid_from(self) -> date:
        """Refuse a day that has passed: nothing is valid before it is decided."""
        day: date = self.cleaned_data["valid_from"]
        if day < clock.today():
            raise forms.ValidationError(_("Dagen har redan varit. Välj i dag eller senare."))
        return day

    def facts(self) -> dict[str, Any]:
        """What the verb asks for."""
        return {name: self.cleaned_data[name] for name in ("valid_from", "kind", "reason")}

    def unread(self) -> "DecisionForm":
        """The same words with the tick taken away, since the text is another now."""
        again = DecisionForm({name: self.data.get(name) for name in self.fields if name != "read"})
        again.is_valid()
        again.errors.pop("read", None)
        return again
