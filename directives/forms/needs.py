"""Forms of questions and needs: one to ask, and one for each thing that can come of it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.forms.controls import as_sentences
from cases.models import ReferralRound
from directives.forms.fields import LONGEST_NAME, TakerField, text_field, too_long
from directives.models import Need, Process, ProcessPart
from directives.processes.holders import headline


class AskForm(forms.Form):
    """A question or a need in the asker's own words."""

    kind = forms.ChoiceField(
        label=_("Vad är det?"),
        choices=as_sentences(Need.Kind.choices),
        widget=forms.RadioSelect,
        initial="question",
    )
    part = forms.ChoiceField(label=_("Gäller"), required=False)
    text = text_field(
        _("Skriv din fråga eller ditt behov"),
        error_messages={"required": _("Skriv vad du undrar över eller behöver.")},
    )
    name = forms.CharField(
        label=_("Från"),
        help_text=_("Bara om du lämnar det åt någon annan."),
        required=False,
        validators=[too_long(LONGEST_NAME)],
    )

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {part.public_id: part for part in process.parts.all()}
        if not self.parts:
            del self.fields["part"]
            return
        choices = [("", _("Hela processen")), *((code, part.name) for code, part in self.parts.items())]
        self.fields["part"].choices = choices  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb asks for."""
        data = dict(self.cleaned_data)
        part: ProcessPart | None = self.parts.get(data.pop("part", ""))
        return data | {"part": part}


class AnswerForm(forms.Form):
    """What the asker gets to know."""

    text = text_field(_("Svar"), error_messages={"required": _("Skriv ett svar.")})


class MergeForm(forms.Form):
    """Which question says the same."""

    into = forms.ModelChoiceField(
        label=_("Samma sak frågas i"),
        queryset=Need.objects.none(),
        to_field_name="public_id",
        empty_label=_("Välj"),
        error_messages={"required": _("Välj en fråga."), "invalid_choice": _("Välj en fråga i listan.")},
    )

    def __init__(self, *args: Any, others: QuerySet[Need], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        field.queryset = others  # type: ignore[attr-defined]
        field.label_from_instance = headline  # type: ignore[attr-defined]


class RouteForm(forms.Form):
    """Who takes it on."""

    to = TakerField(
        label=_("Till vem"),
        help_text=_(
            "Ett råd, en enhet eller en beslutsfattare. En enhet får frågan som uppgift, andra namn sparas."
        ),
        error_messages={"required": _("Skriv vem som ska ta den vidare.")},
    )


class TurnForm(forms.Form):
    """The round that came of it."""

    round = forms.ModelChoiceField(
        label=_("Remissrunda"),
        queryset=ReferralRound.objects.none(),
        to_field_name="public_id",
        empty_label=_("Välj"),
        error_messages={
            "required": _("Välj en remissrunda."),
            "invalid_choice": _("Välj en remissrunda i listan."),
        },
    )

    def __init__(self, *args: Any, rounds: QuerySet[ReferralRound], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["round"]
        field.queryset = rounds  # type: ignore[attr-defined]
        field.label_from_instance = lambda one: one.title  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Why it ends without an answer."""

    reason = text_field(
        _("Motivering"), rows=3, most=5000, error_messages={"required": _("Skriv en motivering.")}
    )
