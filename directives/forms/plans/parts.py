"""The forms of areas, goals and effects, and which form is which kind's."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.controls import as_sentences
from directives.forms.fields import text_field
from directives.models import EffectWording, PlanPart

from .indicator import IndicatorForm
from .milestone import MilestoneForm
from .part_form import PartForm, short


class AreaForm(PartForm):
    """An area with its statement, and where the work goes on when it ends."""

    code = short(
        gettext_lazy("Beteckning"),
        12,
        help_text=gettext_lazy(
            "Ett par bokstäver som milstolparnas beteckningar börjar med, till exempel NV."
        ),
        error_messages={"required": gettext_lazy("Skriv en beteckning.")},
    )
    name = short(gettext_lazy("Namn"), error_messages={"required": gettext_lazy("Skriv vad området heter.")})
    statement = text_field(gettext_lazy("Områdets inriktning"), rows=5, required=False)
    continues = text_field(
        gettext_lazy("Arbetet fortsätter i"),
        rows=2,
        required=False,
        help_text=gettext_lazy("När området upphör: var arbetet fortsätter."),
    )


class GoalForm(PartForm):
    """A long-term goal of an area, or an effect goal of the whole plan."""

    area = forms.ChoiceField(label=gettext_lazy("Område"), required=False)
    code = short(gettext_lazy("Beteckning"), 24, required=False)
    text = text_field(gettext_lazy("Mål"), rows=4, error_messages={"required": gettext_lazy("Skriv målet.")})
    outcome = text_field(gettext_lazy("Utvärdering"), rows=3, required=False)
    CHOICES = {"area": "area"}

    def offer(self) -> None:
        """The areas, or the whole plan."""
        rows = [(row.part, f"{row.code} {row.name}") for row in self.plan.areas]
        self.offer_parts("area", rows, _("Hela planen (övergripande effektmål)"))


class EffectForm(PartForm):
    """What a milestone is expected to bring, and to whom."""

    milestone = forms.ChoiceField(label=gettext_lazy("Milstolpe"))
    text = text_field(gettext_lazy("Effekt"), rows=3, required=False)
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("För vem"),
        choices=(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    illegible = forms.BooleanField(label=gettext_lazy("Texten går inte att läsa i källan"), required=False)
    CHOICES = {"milestone": "milestone"}

    def offer(self) -> None:
        """The plan's milestones and the three audiences."""
        rows = [(row.part, f"{row.code} {row.title}"[:120]) for row in self.plan.milestones]
        self.offer_parts("milestone", rows)
        self.fields["audiences"].choices = as_sentences(EffectWording.Audience.choices)  # type: ignore[attr-defined]


FORMS: dict[str, type[PartForm]] = {
    PlanPart.Kind.AREA: AreaForm,
    PlanPart.Kind.GOAL: GoalForm,
    PlanPart.Kind.MILESTONE: MilestoneForm,
    PlanPart.Kind.EFFECT: EffectForm,
    PlanPart.Kind.INDICATOR: IndicatorForm,
}
