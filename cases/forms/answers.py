"""Forms of an answer's steps; the answer itself is saved field by field."""

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from cases import access, answer_text, asking, deadlines
from cases.forms.people import PersonField
from cases.models import Recipient
from cases.templatetags.text_tags import long_day
from organisation import clock
from organisation.models import User

READ_WORDS = "read words"


class AskColleagueForm(forms.Form):
    """Whom to ask, what to say, and when it is needed."""

    colleague = PersonField(
        label=_("Kollega"),
        queryset=None,
        empty_label=_("Välj en kollega"),
        error_messages={
            "required": _("Välj vem du vill fråga."),
            "invalid_choice": _("Välj en kollega i er förvaltning."),
        },
    )
    message = forms.CharField(
        label=_("Meddelande"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Skriv vad du vill ha hjälp med. Högst 500 tecken."),
    )
    due_on = forms.DateField(
        label=_("Svar senast"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Skriv dagen så här: 2026-12-04.")},
    )

    def __init__(self, *args: Any, place: Recipient, asker: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        others = asking.colleagues(place).exclude(pk=asker.pk)
        self.fields["colleague"].queryset = others.order_by("name")  # type: ignore[attr-defined]
        self.has_colleagues = others.exists()

    def clean_due_on(self) -> Any:
        """A day that is not past, and not after the last day unless that is past already."""
        due, last = self.cleaned_data["due_on"], self.place.last_day
        if due and due < clock.today():
            raise forms.ValidationError(_("Dagen har redan varit. Välj i dag eller senare."))
        if due and last and due > last and not deadlines.is_late(clock.now(), last):
            said = _("Välj senast %(day)s, som är sista svarsdag.")
            raise forms.ValidationError(said, params={"day": long_day(last)})
        return due


class ApprovalForm(forms.Form):
    """A manager's yes or no; a no says why."""

    comment = forms.CharField(
        label=_("Vad behöver ändras?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
    )
    read_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    read_words = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def says_no(self) -> bool:
        """Whether the answer is to go back to those who write it."""
        return self.data.get("step") == "return"

    def clean_comment(self) -> str:
        """A no must say why."""
        comment: str = self.cleaned_data["comment"]
        if self.says_no and not comment:
            raise forms.ValidationError(_("Skriv vad som behöver ändras, så att de som skriver vet."))
        return comment

    @staticmethod
    def sealed(words: answer_text.Snapshot) -> str:
        """What the page showed, for ``read_words``: it comes back when the form is sent."""
        return signing.dumps(words, salt=READ_WORDS, compress=True)

    def words_read(self) -> answer_text.Snapshot | None:
        """What the page showed before the form was sent, if the form says it."""
        try:
            words: answer_text.Snapshot = signing.loads(self.data.get("read_words", ""), salt=READ_WORDS)
        except signing.BadSignature:
            return None
        return words


class ReleaseForm(forms.Form):
    """Whoever gives the answer says on whose behalf."""

    confirm = forms.BooleanField(
        error_messages={"required": _("Kryssa i rutan för att lämna svaret.")},
    )

    def __init__(self, *args: Any, place: Recipient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = _("Jag lämnar svaret på %(unit)s vägnar")
        self.fields["confirm"].label = said % {"unit": genitive(place.unit.name)}


class AbstainForm(forms.Form):
    """Who decided that the administration abstains, and why."""

    decider = PersonField(
        label=_("Beslutet är fattat av"),
        queryset=None,
        empty_label=_("Välj vem som har beslutat"),
        error_messages={
            "required": _("Välj vem som har beslutat."),
            "invalid_choice": _("Välj någon som får besluta i er förvaltning."),
        },
    )
    reason = forms.CharField(
        label=_("Motivering"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Skriv en motivering.")},
    )

    def __init__(self, *args: Any, place: Recipient, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deciders = access.holders("approve_answer", place.unit)
        self.fields["decider"].queryset = deciders.order_by("name")  # type: ignore[attr-defined]
        self.has_deciders = deciders.exists()


def genitive(name: str) -> str:
    """ "Regionhälsans", "Skaraborgs Sjukhus": no second s."""
    return name if name[-1:].lower() in {"s", "x", "z"} else f"{name}s"
