"""Forms of whoever writes an assignment document: who gives it, who takes it, when, where it belongs."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access, takers
from cases.forms.fields import LONGEST_REASON
from cases.takers import Taker
from cases.text import normalise
from directives.assignments.errors import AppointsWithoutRight
from directives.forms.due_day import DueMixin
from directives.forms.fields import LONGEST_NAME, TakerField, UnitNameField, too_long
from directives.forms.process_choice import PartChoice, fit_part, hide_without_parts, process_field
from directives.forms.taker_unit import unit_of
from directives.models import Assignment
from organisation.models import Unit, User

SEEING = ("commission", "take_assignment", "see_assignment")
LEADING = ("commission", "take_assignment")  # who may give something below an assignment
ENDED = (Assignment.State.FULFILLED, Assignment.State.WITHDRAWN)
MOST_OFFERED = 200


def title_field(help_text: Any = "") -> forms.CharField:
    """What the assignment is called."""
    return forms.CharField(
        label=gettext_lazy("Rubrik"),
        help_text=help_text,
        max_length=300,
        error_messages={
            "required": gettext_lazy("Skriv en rubrik."),
            "max_length": gettext_lazy("Skriv högst 300 tecken."),
        },
    )


class ParentField(forms.CharField):
    """An assignment to stand below, chosen among those the person sees; a closed one is refused by the verb."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(max_length=26, required=False, widget=forms.Select, **facts)
        self.rows: QuerySet[Assignment] = Assignment.objects.none()

    def offer(
        self, user: User, *, besides: Assignment | None = None, chosen: Assignment | None = None
    ) -> None:
        """Show the newest open ones, and the one that is chosen already."""
        self.rows = access.visible_by_any(user, Assignment, *LEADING)
        newest = self.rows.exclude(state__in=ENDED).select_related("case").order_by("-created_at", "-pk")
        shown = list((newest.exclude(pk=besides.pk) if besides else newest)[:MOST_OFFERED])
        if chosen is not None and chosen not in shown:
            shown.insert(0, chosen)
        named = [(row.public_id, f"{row.title} ({row.case.number})") for row in shown]
        cast(forms.Select, self.widget).choices = [("", _("Inget")), *named]

    def clean(self, value: str) -> Assignment | None:
        """The assignment; none for none."""
        code = normalise(super().clean(value))
        if not code:
            return None
        found = self.rows.filter(public_id=code).first()
        if found is None:
            raise forms.ValidationError(_("Välj ett uppdrag i listan."))
        return found


class FactsForm(DueMixin):
    """Everything but the texts; giver, taker and days may be unknown."""

    title = title_field()
    giver = TakerField(
        label=gettext_lazy("Uppdragsgivare"),
        help_text=gettext_lazy("Namn eller befattning. Lämna tomt om det inte är känt."),
        required=False,
    )
    taker = TakerField(
        label=gettext_lazy("Uppdragstagare"),
        help_text=gettext_lazy("En person eller en enhet. Lämna tomt om det inte är bestämt."),
        required=False,
    )
    taker_unit = UnitNameField(
        label=gettext_lazy("Uppdragstagarens enhet"),
        help_text=gettext_lazy("Bara när uppdragstagaren är en person."),
        required=False,
    )
    yearly = forms.BooleanField(label=gettext_lazy("Återkommer varje år"), required=False)
    process = process_field()
    part = PartChoice()
    appoints = forms.BooleanField(
        label=gettext_lazy("Uppdragstagaren blir processägare när uppdraget tas emot"), required=False
    )
    parent = ParentField(label=gettext_lazy("Del av uppdraget"))
    field_order = (
        "title",
        "giver",
        "taker",
        "taker_unit",
        "starts_on",
        "due_words",
        "due_on",
        "yearly",
        "process",
        "part",
        "appoints",
        "parent",
        "due_seen",
    )

    def __init__(self, data: Any = None, *, user: User, assignment: Assignment) -> None:
        super().__init__(data, initial=first_facts(assignment))
        self.user, self.assignment = user, assignment
        parents = cast(ParentField, self.fields["parent"])
        parents.offer(user, besides=assignment, chosen=assignment.parent)
        hide_without_parts(self)

    def clean_giver(self) -> Taker:
        """A person or a title; a unit gives its assignments through somebody."""
        giver: Taker = self.cleaned_data["giver"]
        if giver.unit is not None:
            raise forms.ValidationError(_("Skriv en person eller en befattning, inte en enhet."))
        return giver

    def clean_taker(self) -> Taker:
        """Somebody in the organisation."""
        taker: Taker = self.cleaned_data["taker"]
        if taker.words:
            said = _("%(name)s finns inte i organisationen. Välj en enhet eller någon som arbetar här.")
            raise forms.ValidationError(said % {"name": taker.words})
        return taker

    def clean(self) -> dict[str, Any]:
        """Somebody is appointed to a process, or to the part that was chosen."""
        data = super().clean()
        fit_part(self, data)
        if data.get("appoints") and not data.get("process") and "process" not in self.errors:
            self.add_error("process", _("Välj vilken process uppdragstagaren blir ägare till."))
        process = data.get("process")
        if data.get("appoints") and process and not access.can(self.user, "keep_processes", process):
            self.add_error("appoints", str(AppointsWithoutRight(process=process.name)))
        return data

    def facts(self) -> dict[str, Any]:
        """As ``drafting.change_facts`` takes them."""
        data = self.cleaned_data
        giver, taker = data["giver"], data["taker"]
        return {
            "title": data["title"],
            "giver_user": giver.user,
            "giver_title": giver.user.title if giver.user else giver.words,
            "taker_user": taker.user,
            "taker_title": taker.user.title if taker.user else "",
            "taker_unit": self._unit_of(taker),
            **self.days(),
            **{name: data[name] for name in ("yearly", "process", "appoints", "parent")},
            "part": data.get("part"),
        }

    def _unit_of(self, taker: Taker) -> Unit | None:
        """Where the taker takes it; a unit that was left from somebody else is not the new one's."""
        written: Unit | None = self.cleaned_data["taker_unit"]
        if taker.user is None:
            return taker.unit
        somebody_else = taker.user != self.assignment.taker_user
        left = somebody_else and written == self.assignment.taker_unit
        return (unit_of(taker.user) or written) if left or written is None else written


class AdjustmentForm(DueMixin):
    """Why the scope is adjusted, and its days."""

    reason = forms.CharField(
        label=gettext_lazy("Motivering"),
        help_text=gettext_lazy("Uppdragstagaren läser den."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 3, "data-grows": True}),
    )
    field_order = ("reason", "starts_on", "due_words", "due_on", "due_seen")


class TemplateForm(forms.Form):
    """What a template is called; a browser that asked for it would stop the form it is a part of."""

    use_required_attribute = False
    name = forms.CharField(
        label=gettext_lazy("Mallens namn"),
        validators=[too_long(LONGEST_NAME)],
        error_messages={"required": gettext_lazy("Skriv vad mallen ska heta.")},
    )


def first_facts(assignment: Assignment) -> dict[str, Any]:
    """What the form begins with."""
    giver, taker = assignment.giver_user, assignment.taker_user
    by_name = takers.name_of_person(taker) if taker else ""
    unit = assignment.taker_unit
    return {
        "title": assignment.title,
        "giver": takers.name_of_person(giver) if giver else assignment.giver_title,
        "taker": by_name or (name_of_unit(unit) if unit else ""),
        "taker_unit": name_of_unit(unit) if unit and by_name else "",
        "starts_on": assignment.starts_on,
        "due_on": assignment.due_on,
        "due_words": assignment.due_words,
        "yearly": assignment.yearly,
        "process": assignment.process.public_id if assignment.process else "",
        "part": assignment.part.public_id if assignment.part else "",
        "appoints": assignment.appoints,
        "parent": assignment.parent.public_id if assignment.parent else "",
    }


def name_of_unit(unit: Unit) -> str:
    """The words that find the unit again, also when several share the name."""
    return takers.name_of_unit(unit, full=Unit.objects.filter(name__iexact=unit.name).count() > 1)
