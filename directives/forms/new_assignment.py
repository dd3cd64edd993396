"""The form that begins an assignment: what it is called, where it is registered, what it is made of."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access
from cases.forms.controls import as_sentences
from cases.forms.new_round import NewRoundForm
from cases.models import Case
from cases.text import normalise
from directives.assignments.templates import templates_of
from directives.forms.assignments import ParentField, title_field
from directives.forms.process_choice import PartChoice, fit_part, hide_without_parts, process_field
from directives.models import Assignment, AssignmentTemplate
from organisation.models import Unit, User


class TemplateChoice(forms.ModelChoiceField):
    """A template, by its name and whose it is."""

    def label_from_instance(self, template: AssignmentTemplate) -> str:
        """ "Processansvarig (Koncernkontoret)"."""
        return f"{template.name} ({template.unit.name})"


class NewAssignmentForm(NewRoundForm):
    """Where it is registered is asked for as it is of a round: a case that exists, or a new one in a diary."""

    title = title_field(gettext_lazy("Blir också ärendemening när ett nytt ärende registreras."))
    unit = forms.ModelChoiceField(label=gettext_lazy("Uppdragsgivarens enhet"), queryset=Unit.objects.none())
    template = TemplateChoice(
        label=gettext_lazy("Mall"),
        queryset=AssignmentTemplate.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("Ingen mall"),
    )
    case_number = forms.CharField(
        label=gettext_lazy("Ärende som redan finns"),
        help_text=gettext_lazy("Diarienumret, till exempel RS 2024-05699. Lämna tomt för ett nytt ärende."),
        max_length=80,
        required=False,
    )
    process = process_field()
    part = PartChoice()
    parent = ParentField(label=gettext_lazy("Del av uppdraget"))
    field_order = (
        "title",
        "kind",
        "unit",
        "template",
        "case_number",
        "diary",
        "external_number",
        "process",
        "part",
        "parent",
    )

    def __init__(
        self, *args: Any, units: QuerySet[Unit], user: User, parent: Assignment | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, units=units, **kwargs)
        self.user = user
        self.fields["diary"].required = False
        kind = cast(forms.ChoiceField, self.fields["kind"])
        kind.choices = as_sentences(Assignment.Kind.choices)
        kind.initial = Assignment.Kind.ASSIGNMENT
        known = {pk for unit in units for pk in templates_of(unit).values_list("pk", flat=True)}
        chooser = cast(TemplateChoice, self.fields["template"])
        chooser.queryset = AssignmentTemplate.objects.filter(pk__in=known).select_related("unit")
        cast(ParentField, self.fields["parent"]).offer(user, chosen=parent)
        hide_without_parts(self)

    def clean_case_number(self) -> Case | None:
        """The case with that number, among those the person may read."""
        number = " ".join(normalise(self.cleaned_data["case_number"]).split())
        if not number:
            return None
        found = access.visible_to(self.user, Case, "see_case").filter(number__iexact=number)
        case: Case | None = found.select_related("unit").first()
        if case is None:
            raise forms.ValidationError(_("Det finns inget ärende med det numret som du kan läsa."))
        return case

    def clean(self) -> dict[str, Any]:
        """A case, or a diary to register one in; a template of the unit's own."""
        case, failed = self.cleaned_data.get("case_number"), "case_number" in self.errors
        if case is not None:
            self.cleaned_data["diary"] = None
        data = super().clean()
        fit_part(self, data)
        unit, template = data.get("unit"), data.get("template")
        if case is None and not failed and data.get("diary") is None and "diary" not in self.errors:
            self.add_error("case_number", _("Skriv ärendets nummer, eller välj ett diarium för ett nytt."))
        if unit and case is not None and case.unit.authority_id_or_own != unit.authority_id_or_own:
            self.add_error("case_number", _("Ärendet hör till en annan myndighet än enheten."))
        if unit and template and template not in templates_of(unit):
            self.add_error("template", _("Mallen hör inte till enheten."))
        return data

    def facts(self) -> dict[str, Any]:
        """As ``assigning.begin`` takes them."""
        data = self.cleaned_data
        diary = data.get("diary")
        return {
            **{name: data[name] for name in ("title", "kind", "unit", "template", "process", "parent")},
            "part": data.get("part"),
            "case": data["case_number"],
            "diary": diary,
            "external_number": data.get("external_number") if diary and diary.external else None,
        }
