"""Forms of a plan's revision: planned, asked, compiled; short ones, for each is one step of one page."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.controls import as_sentences
from cases.forms.fields import day_field, reason_field
from cases.takers import Taker
from directives.forms.fields import TakerField, text_field
from directives.models import MilestoneReport, MilestoneWording, PlanPart, RevisionQuestion


class YearForm(forms.Form):
    """Which year's revision."""

    year = forms.IntegerField(
        label=gettext_lazy("År"),
        min_value=2000,
        max_value=2199,
        error_messages={
            "required": gettext_lazy("Skriv vilket år."),
            "invalid": gettext_lazy("Skriv året med fyra siffror, till exempel 2027."),
            "min_value": gettext_lazy("Skriv året med fyra siffror, till exempel 2027."),
            "max_value": gettext_lazy("Skriv året med fyra siffror, till exempel 2027."),
        },
    )
    hurried = forms.BooleanField(
        label=gettext_lazy("Planera ändå, fast de första dagarna har passerat"), required=False
    )


class ExtraForm(forms.Form):
    """A revision between the yearly ones: by what decision, and when it is decided on."""

    occasion = text_field(
        gettext_lazy("Vad som har beslutat om den"),
        rows=2,
        help_text=gettext_lazy("Till exempel nämndens beslut med datum och paragraf."),
        error_messages={"required": gettext_lazy("Skriv vilket beslut som ligger bakom.")},
    )
    decide_on = day_field(gettext_lazy("Dag då nämnden ska besluta"))
    hurried = forms.BooleanField(
        label=gettext_lazy("Planera ändå, fast de första dagarna har passerat"), required=False
    )


class HolderForm(forms.Form):
    """Who is asked about a milestone: a person or a unit."""

    holder = TakerField(
        label=gettext_lazy("Ägare"),
        error_messages={"required": gettext_lazy("Skriv en person eller en enhet.")},
    )

    def clean_holder(self) -> Taker:
        """Somebody in the organisation."""
        taker: Taker = self.cleaned_data["holder"]
        if taker.unit is None and taker.user is None:
            said = _("%(name)s finns inte i organisationen. Välj i listan.")
            raise forms.ValidationError(said % {"name": taker.words})
        return taker

    def facts(self) -> dict[str, Any]:
        """As the verbs take it."""
        taker = self.cleaned_data["holder"]
        return {"owner": taker.user, "unit": taker.unit}


class QuestionForm(forms.Form):
    """A question more, and of what it is asked."""

    about = forms.ChoiceField(
        label=gettext_lazy("Ställs om"), choices=as_sentences(RevisionQuestion.About.choices)
    )
    text = forms.CharField(
        label=gettext_lazy("Fråga"),
        max_length=300,
        error_messages={"required": gettext_lazy("Skriv frågan.")},
    )


class WhyForm(forms.Form):
    """Why, in words that are kept."""

    reason = reason_field()


class AnswerForm(forms.Form):
    """What whoever proposed it is told."""

    answer = text_field(gettext_lazy("Svar"), rows=2, required=False)


class DeclineForm(forms.Form):
    """Why what was proposed is not taken in."""

    answer = text_field(
        gettext_lazy("Varför det inte tas in"),
        rows=2,
        error_messages={"required": gettext_lazy("Skriv varför.")},
    )


class OwnWordsForm(forms.Form):
    """How the milestone is to read in the plan, where that is otherwise than its owner wrote."""

    title = text_field(
        gettext_lazy("Milstolpe"), rows=2, error_messages={"required": gettext_lazy("Skriv milstolpen.")}
    )
    description = text_field(gettext_lazy("Beskrivning"), rows=3, required=False)

    @classmethod
    def of(cls, report: MilestoneReport, row: MilestoneWording) -> dict[str, str]:
        """What it begins with: as the owner writes, else as it reads."""
        return {
            "title": report.new_title or row.title,
            "description": report.new_description or row.description,
        }


class SummaryForm(forms.Form):
    """The summary of what changed and why, and which edition of it was read."""

    text = text_field(
        gettext_lazy("Vad som ändras och varför"),
        rows=6,
        required=False,
        help_text=gettext_lazy("Texten inleder årets skillnad när planen publiceras."),
    )
    edition = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class LastDayForm(forms.Form):
    """The round's last day to answer."""

    last_day = day_field(gettext_lazy("Sista svarsdag"))


class NewMilestoneForm(forms.Form):
    """A milestone that is not in the plan yet."""

    area = forms.ChoiceField(
        label=gettext_lazy("Insatsområde"),
        error_messages={"required": gettext_lazy("Välj ett insatsområde.")},
    )
    title = text_field(
        gettext_lazy("Ny milstolpe"), rows=2, error_messages={"required": gettext_lazy("Skriv milstolpen.")}
    )
    text = text_field(gettext_lazy("Beskrivning"), rows=3, required=False)
    year = forms.IntegerField(
        label=gettext_lazy("År"),
        required=False,
        min_value=1900,
        max_value=2999,
        error_messages={"invalid": gettext_lazy("Skriv året med fyra siffror, till exempel 2027.")},
    )
    reason = reason_field()

    def __init__(self, *args: Any, areas: list[tuple[PlanPart, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {part.public_id: part for part, _name in areas}
        choices = [(part.public_id, name) for part, name in areas]
        self.fields["area"].choices = [("", _("Välj")), *choices]  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """As ``proposals.propose_new`` takes them."""
        return self.cleaned_data | {"area": self.parts[self.cleaned_data["area"]]}


class OfMilestonesForm(forms.Form):
    """A proposal about milestones that are in the plan."""

    def __init__(self, *args: Any, milestones: list[tuple[PlanPart, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {part.public_id: part for part, _name in milestones}
        choices = [(part.public_id, name) for part, name in milestones]
        for name in ("parts", "part"):
            if name in self.fields:
                self.fields[name].choices = choices  # type: ignore[attr-defined]


class MergeMilestonesForm(OfMilestonesForm):
    """Two or more milestones that become one."""

    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Milstolpar som blir en"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst två milstolpar.")},
    )
    title = text_field(
        gettext_lazy("Den nya milstolpen"),
        rows=2,
        error_messages={"required": gettext_lazy("Skriv milstolpen.")},
    )
    text = text_field(gettext_lazy("Beskrivning"), rows=3, required=False)
    reason = reason_field()

    def clean_parts(self) -> list[PlanPart]:
        """At least two."""
        chosen = [self.known[code] for code in self.cleaned_data["parts"]]
        if len(chosen) < 2:
            raise forms.ValidationError(_("Välj minst två milstolpar."))
        return chosen

    def facts(self) -> dict[str, Any]:
        """As ``proposals.propose_merge`` takes them."""
        return dict(self.cleaned_data)


class DropMilestoneForm(OfMilestonesForm):
    """A milestone that goes out of the plan."""

    part = forms.ChoiceField(
        label=gettext_lazy("Milstolpe"), error_messages={"required": gettext_lazy("Välj en milstolpe.")}
    )
    reason = reason_field()

    def facts(self) -> dict[str, Any]:
        """As ``proposals.propose_drop`` takes them."""
        return self.cleaned_data | {"part": self.known[self.cleaned_data["part"]]}
