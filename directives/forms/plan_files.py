"""Forms that bring a plan in from a file: which file, whose plan, and the go-ahead."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.errors import Refused
from cases.models import Body
from cases.upload_errors import UploadRefused
from directives.plans.transfer import files
from organisation.models import Unit


class PlanFileForm(forms.Form):
    """The file; what is wrong with it as a file is said here, what is wrong in it on the page."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Excelarbetsbok (.xlsx) eller YAML, högst 5 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Välj en fil.")},
    )

    def clean_file(self) -> files.PlanFile:
        """The file's name and content."""
        sent = self.cleaned_data["file"]
        try:
            return files.take(sent.name, sent.file, sent.size)
        except (UploadRefused, Refused) as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class NewPlanFileForm(PlanFileForm):
    """The same, with whose the plan is and who adopts it."""

    unit = forms.ModelChoiceField(
        label=_("Planens ägare"),
        queryset=Unit.objects.none(),
        to_field_name="public_id",
        empty_label=_("Välj"),
    )
    body = forms.ModelChoiceField(
        label=_("Fastställs av"),
        queryset=Body.objects.filter(decides=True).select_related("unit").order_by("unit__name"),
        required=False,
        empty_label=_("Inte bestämt"),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser: Any = self.fields["unit"]
        chooser.queryset = units.order_by("name")
        only = list(units[:2])
        chooser.initial = only[0].public_id if len(only) == 1 else None
        body: Any = self.fields["body"]
        body.label_from_instance = lambda one: one.unit.name


class GoAheadForm(forms.Form):
    """What was looked at, to be brought in."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=2000)
