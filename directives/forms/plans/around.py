"""What surrounds a plan: its seats, other plans, agreements, what milestones hang together with."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.controls import as_sentences
from cases.takers import Taker
from directives.forms.fields import HolderField, text_field
from directives.models import Assignment, Plan, PlanPart, PlanRelation, PlanSeat
from directives.plans.errors import SeatIsAPersons
from directives.plans.reading import PlanAsRead

from .part_form import short


class SeatForm(forms.Form):
    """Who, as what, and for which area."""

    holder = HolderField(
        label=gettext_lazy("Vem"),
        help_text=gettext_lazy(
            "En person, med namn, titel eller inloggning. Den som bara läser med kan också vara en enhet."
        ),
        error_messages={"required": gettext_lazy("Skriv vem.")},
    )
    capacity = forms.ChoiceField(
        label=gettext_lazy("Som"),
        choices=as_sentences(PlanSeat.Capacity.choices),
        help_text=gettext_lazy(
            "Samordnaren skriver i hela planen, som ägaren. Den som är delområdesansvarig skriver områdets text "
            "och orden i dess målbilder och milstolpar. Den som läser med ändrar inget. Alla tre läser "
            "planeringsversionen och får veta vad som händer."
        ),
    )
    area = forms.ChoiceField(label=gettext_lazy("Område"), required=False)

    def __init__(self, *args: Any, whole: PlanAsRead, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole
        self.areas: dict[str, PlanPart] = {row.part.public_id: row.part for row in whole.areas}
        rows = [(row.part.public_id, f"{row.code} {row.name}") for row in whole.areas]
        self.fields["area"].choices = [("", _("Hela planen")), *rows]  # type: ignore[attr-defined]

    def clean_holder(self) -> Taker:
        """Somebody in the organisation."""
        taker: Taker = self.cleaned_data["holder"]
        if taker.words:
            said = _("%(name)s finns inte i organisationen. Välj i listan.")
            raise forms.ValidationError(said % {"name": taker.words})
        return taker

    def clean(self) -> dict[str, Any]:
        """A unit only follows, and whoever leads an area says which."""
        data = super().clean() or {}
        holder, capacity = data.get("holder"), data.get("capacity")
        if holder is not None and holder.unit is not None and capacity != PlanSeat.Capacity.FOLLOWER:
            self.add_error("holder", str(SeatIsAPersons(name=holder.unit.name)))
        if capacity == PlanSeat.Capacity.AREA_LEAD and not data.get("area"):
            self.add_error("area", _("Välj vilket område."))
        return data

    def facts(self) -> dict[str, Any]:
        """As ``seats.give_seat`` takes them; only who leads an area has one."""
        data = self.cleaned_data
        leads = data["capacity"] == PlanSeat.Capacity.AREA_LEAD
        return {
            "capacity": data["capacity"],
            "user": data["holder"].user,
            "unit": data["holder"].unit,
            "area": self.areas.get(data["area"]) if leads else None,
        }


class PlanChoice(forms.ModelChoiceField):
    """Another plan, by its name."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            queryset=Plan.objects.none(),
            to_field_name="public_id",
            empty_label=gettext_lazy("Välj"),
            error_messages={
                "required": gettext_lazy("Välj en plan."),
                "invalid_choice": gettext_lazy("Välj en plan i listan."),
            },
        )

    def label_from_instance(self, plan: Plan) -> str:
        """What lists call it, with its long title where the short one may be another plan's too."""
        return plan.name if plan.name == plan.title else f"{plan.name} ({plan.title})"


class RelationForm(forms.Form):
    """How the plan stands to which other plan."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Den här planen"), choices=as_sentences(PlanRelation.Kind.choices)
    )
    other = PlanChoice(gettext_lazy("Planen"))

    def __init__(self, *args: Any, plans: QuerySet[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = plans  # type: ignore[attr-defined]


class ParagraphForm(forms.Form):
    """A paragraph of an agreement, word for word."""

    agreement = short(gettext_lazy("Avtal"), 300)
    number = short(gettext_lazy("Paragraf"), 40)
    text = text_field(
        gettext_lazy("Text"),
        rows=4,
        help_text=gettext_lazy("Ordagrant. Texten låses och kan inte ändras här."),
    )


class MergeForm(forms.Form):
    """Which plan is taken in."""

    other = PlanChoice(gettext_lazy("Plan som ska ingå"))

    def __init__(self, *args: Any, plans: QuerySet[Plan], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = plans  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """What a milestone hangs together with: one assignment, or one paragraph of an agreement."""

    to = forms.ChoiceField(
        label=gettext_lazy("Koppla till"), error_messages={"required": gettext_lazy("Välj i listan.")}
    )

    def __init__(self, *args: Any, assignments: QuerySet[Assignment], plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found: dict[str, dict[str, Any]] = {}
        given = [(self._keep("assignment", row), f"{row.title} ({row.case.number})") for row in assignments]
        agreed = [
            (self._keep("paragraph", row), f"{row.agreement} {row.number}") for row in plan.paragraphs.all()
        ]
        groups = [(_("Uppdrag"), given)] * bool(given) + [(_("Avtal"), agreed)] * bool(agreed)
        self.fields["to"].choices = [("", _("Välj")), *groups]  # type: ignore[attr-defined]

    def _keep(self, name: str, row: Any) -> str:
        self.found[row.public_id] = {name: row}
        return str(row.public_id)

    def facts(self) -> dict[str, Any]:
        """As ``links.link`` takes them."""
        return self.found[self.cleaned_data["to"]]
