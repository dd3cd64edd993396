"""Which process an assignment belongs to, and which part of it: two parts may be led by two owners."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directives.models import Process, ProcessPart


def process_field() -> forms.ModelChoiceField:
    """The process it belongs to."""
    return forms.ModelChoiceField(
        label=gettext_lazy("Process"),
        queryset=Process.objects.order_by("position", "name"),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("Ingen"),
        error_messages={"invalid_choice": gettext_lazy("Välj en process i listan.")},
    )


class PartChoice(forms.ModelChoiceField):
    """A part of a process, said with the process it is a part of."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Del av processen"),
            help_text=gettext_lazy("Bara när uppdraget gäller en av processens delar."),
            queryset=ProcessPart.objects.select_related("process").order_by(
                "process__position", "process__name", "position", "name"
            ),
            to_field_name="public_id",
            required=False,
            empty_label=gettext_lazy("Hela processen"),
            error_messages={"invalid_choice": gettext_lazy("Välj en del i listan.")},
        )

    def label_from_instance(self, part: ProcessPart) -> str:
        """ "Regional IT – Drift"."""
        return f"{part.process.name} – {part.name}"


def hide_without_parts(form: forms.Form) -> None:
    """Ask for a part only where some process has any."""
    if not ProcessPart.objects.exists():
        del form.fields["part"]


def fit_part(form: forms.Form, data: dict[str, Any]) -> None:
    """A part chosen alone brings its process along; one of another process is said."""
    part, process = data.get("part"), data.get("process")
    if part is None or "process" in form.errors:
        return
    if process is None:
        data["process"] = part.process
    elif part.process_id != process.pk:
        said = _("%(part)s är ingen del av %(process)s.")
        form.add_error("part", said % {"part": part.name, "process": process.name})
