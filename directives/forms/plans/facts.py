"""A plan as a whole: what it is called, whose it is, who adopts it, whom it binds and how often it is revised."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.controls import as_sentences
from cases.forms.fields import day_field
from cases.models import Body
from directives.forms.fields import text_field, too_long
from directives.models import Plan, PlanVersion
from organisation import clock
from organisation.models import Unit

LONGEST_TITLE = 300


def title_field() -> forms.CharField:
    """What the plan is called."""
    return forms.CharField(
        label=gettext_lazy("Planens namn"),
        validators=[too_long(LONGEST_TITLE)],
        error_messages={"required": gettext_lazy("Skriv vad planen heter.")},
    )


def year_field(label: Any) -> forms.IntegerField:
    """A year of the period."""
    return forms.IntegerField(
        label=label,
        min_value=1900,
        max_value=2200,
        error_messages={
            "required": gettext_lazy("Skriv ett år, till exempel 2026."),
            "invalid": gettext_lazy("Skriv ett år med fyra siffror."),
        },
    )


class BodyChoice(forms.ModelChoiceField):
    """The board that adopts the plan; it may be unknown at first."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Fastställs av"),
            queryset=Body.objects.filter(decides=True).select_related("unit").order_by("unit__name"),
            required=False,
            empty_label=gettext_lazy("Inte bestämt"),
        )

    def label_from_instance(self, body: Body) -> str:
        """The board's name."""
        return body.unit.name


class PlanFactsForm(forms.Form):
    """What stays the same from version to version."""

    title = title_field()
    short_title = forms.CharField(
        label=gettext_lazy("Kort namn"),
        help_text=gettext_lazy("Används i listor."),
        required=False,
        validators=[too_long(120)],
    )
    level = forms.ChoiceField(label=gettext_lazy("Slag av plan"), choices=())
    body = BodyChoice()
    binds = text_field(
        gettext_lazy("Vem planen gäller för"),
        rows=3,
        required=False,
        help_text=gettext_lazy(
            "Till exempel: alla förvaltningar i regionen, och privata vårdgivare genom avtal."
        ),
    )
    every_years = forms.TypedChoiceField(label=gettext_lazy("Revideras"), coerce=int, choices=())
    month = forms.TypedChoiceField(label=gettext_lazy("Fastställs i"), coerce=int, choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("level", as_sentences(Plan.Level.choices), Plan.Level.IMPLEMENTATION)
        years = [(1, _("Varje år")), (2, _("Vartannat år"))]
        later = [(count, _("Vart %(count)d:e år") % {"count": count}) for count in range(3, 11)]
        self._offer("every_years", [*years, *later], 1)
        self._offer("month", [(number, str(name)) for number, name in MONTHS.items()], 11)

    def _offer(self, name: str, choices: list[tuple[Any, str]], first: Any) -> None:
        field = self.fields[name]
        field.choices = choices  # type: ignore[attr-defined]
        field.initial = first

    def facts(self) -> dict[str, Any]:
        """As the verbs take them."""
        return dict(self.cleaned_data)


class NewPlanForm(PlanFactsForm):
    """The same, with the unit that owns the plan and the years it covers."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Planens ägare"), queryset=Unit.objects.none(), empty_label=gettext_lazy("Välj")
    )
    first_year = year_field(gettext_lazy("Första år"))
    last_year = year_field(gettext_lazy("Sista år"))
    field_order = ("title", "short_title", "level", "unit", "body", "first_year", "last_year", "binds")

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = self.fields["unit"]
        chooser.queryset = units.order_by("name")  # type: ignore[attr-defined]
        only = list(units[:2])
        chooser.initial = only[0] if len(only) == 1 else None
        self.fields["first_year"].initial = clock.today().year + 1
        self.fields["last_year"].initial = clock.today().year + 4


class VersionForm(forms.Form):
    """What a planning version says of itself: title, introduction, period."""

    title = title_field()
    introduction = text_field(gettext_lazy("Inledning"), rows=5, required=False)
    first_year = year_field(gettext_lazy("Första år"))
    last_year = year_field(gettext_lazy("Sista år"))

    @staticmethod
    def of(version: PlanVersion) -> dict[str, Any]:
        """What the form begins with."""
        names = ("title", "introduction", "first_year", "last_year")
        return {name: getattr(version, name) for name in names}


class EarlierAdoptionForm(forms.Form):
    """By what, and from when, a version was adopted before this system."""

    words = forms.CharField(
        label=gettext_lazy("Vad som fastställde planen"),
        help_text=gettext_lazy("Nämnd, dag och paragraf, till exempel SSN 2025-11-27 § 82."),
        validators=[too_long(LONGEST_TITLE)],
        error_messages={"required": gettext_lazy("Skriv vad som fastställde planen.")},
    )
    valid_from = day_field(gettext_lazy("Gäller från och med"))
