"""Forms of an agenda: its rows, their papers, and what is said above it when it is sent."""

from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import LONGEST_REASON
from cases.forms.meetings import time_field
from cases.models import AgendaItem, Body, Case

Kind = AgendaItem.Kind
DECIDES = (Kind.DECISION, Kind.INFORMATION, Kind.DELEGATION_REPORT, Kind.FORMAL, Kind.DIALOGUE, Kind.BREAK)
ENDORSES = (Kind.INFORMATION, Kind.DIALOGUE, Kind.ENDORSEMENT, Kind.FORMAL, Kind.BREAK)


class ItemForm(forms.Form):
    """How an item is taken up."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=300, error_messages={"required": _("Skriv en rubrik.")}
    )
    kind = forms.ChoiceField(label=_("Slag"))
    starts_at = time_field(_("Tid"), required=False)
    minutes = forms.IntegerField(label=_("Antal minuter"), required=False, min_value=1, max_value=600)
    presenter = forms.CharField(label=_("Föredragande eller ansvarig"), max_length=200, required=False)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = list(DECIDES if body.decides else ENDORSES)
        now = self.initial.get("kind")
        if now and now not in offered:
            offered.append(Kind(now))
        cast(forms.ChoiceField, self.fields["kind"]).choices = [
            (kind.value, capfirst(str(kind.label))) for kind in offered
        ]


class NewItemForm(ItemForm):
    """A row written straight on the agenda, perhaps about a case, which whoever knows the person's rights finds."""

    case: Case | None = None
    number = forms.CharField(
        label=_("Diarienummer"),
        help_text=_("När raden gäller ett ärende som redan finns i diariet."),
        max_length=80,
        required=False,
    )


class NoteForm(forms.Form):
    """What is said above the agenda when it is sent."""

    note = forms.CharField(
        label=_("Text före dagordningen"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
    )
