"""Forms of a steering document's keeper: the card and its relations."""

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import access
from cases.forms.controls import as_sentences
from cases.forms.fields import day_field
from directives.models import Process, SteeringCard, SteeringRelation
from directives.steering.cards import EDITABLE, add_months
from organisation.models import Unit, User

MOST_MONTHS = 240
NOT_SAID = gettext_lazy("Inte angivet")


class CardField(forms.ModelChoiceField):
    """A steering document by its title."""

    def label_from_instance(self, card: SteeringCard) -> str:
        """The title, and that it has ended."""
        title = card.document.title
        return _("%(title)s (upphört)") % {"title": title} if card.ended_on else title


class PersonField(forms.ModelChoiceField):
    """A person by name and title."""

    def label_from_instance(self, user: User) -> str:
        """The name, and the title when there is one."""
        return f"{user.name}, {user.title}" if user.title else user.name


def card_field(label: Any, **facts: Any) -> CardField:
    """A choice among documents; which ones is said by the form."""
    return CardField(label=label, queryset=SteeringCard.objects.none(), to_field_name="public_id", **facts)


class CardForm(forms.Form):
    """What the card says."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), required=False)
    parent = card_field(
        gettext_lazy("Överordnat dokument"), required=False, empty_label=gettext_lazy("Inget")
    )
    process = forms.ModelChoiceField(
        label=gettext_lazy("Process"),
        queryset=Process.objects.all(),
        to_field_name="public_id",
        required=False,
        empty_label=NOT_SAID,
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Ansvarig enhet"),
        help_text=gettext_lazy("De som håller i styrdokument i enheten ändrar uppgifterna."),
        queryset=Unit.objects.exclude(kind=Unit.Kind.EXTERNAL).order_by("name", "pk"),
        to_field_name="public_id",
        empty_label=None,
    )
    owner = PersonField(
        label=gettext_lazy("Dokumentägare"),
        help_text=gettext_lazy("Får uppgiften när det är dags att se över dokumentet."),
        queryset=User.objects.none(),
        to_field_name="username",
        required=False,
        empty_label=NOT_SAID,
    )
    review_every_months = forms.IntegerField(
        label=gettext_lazy("Ses över var … månad"),
        help_text=gettext_lazy("Till exempel 24. Lämna tomt om dokumentet inte ses över regelbundet."),
        min_value=1,
        max_value=MOST_MONTHS,
        required=False,
    )
    review_due_on = day_field(
        gettext_lazy("Nästa översyn senast"),
        help_text=gettext_lazy("Lämna tomt, så räknas dagen från när lydelsen började gälla."),
        required=False,
    )

    def __init__(
        self, *args: Any, card: SteeringCard, cards: QuerySet[SteeringCard], valid_from: date, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", _initial(card))
        super().__init__(*args, **kwargs)
        self.card, self.valid_from = card, valid_from
        kinds = [("", str(NOT_SAID)), *as_sentences(SteeringCard.Kind.choices)]
        cast(forms.ChoiceField, self.fields["kind"]).choices = kinds
        cast(CardField, self.fields["parent"]).queryset = cards
        people = access.people_of(card.unit) | User.objects.filter(pk__in=[card.owner_id])
        owners = people if not self.is_bound else User.objects.filter(is_active=True)
        cast(PersonField, self.fields["owner"]).queryset = owners.distinct().order_by("name", "pk")

    def clean(self) -> dict[str, Any]:
        """The owner works in the unit; a day that is not said is counted."""
        data = super().clean() or self.cleaned_data
        unit, owner = data.get("unit"), data.get("owner")
        if unit and owner and owner.pk != self.card.owner_id and not _works_in(owner, unit):
            said = _("%(name)s har ingen plats i %(unit)s.") % {"name": owner.name, "unit": unit.name}
            self.add_error("owner", said)
        months = data.get("review_every_months")
        if months and not data.get("review_due_on"):
            data["review_due_on"] = add_months(self.valid_from, months)
        return data

    def meet(self, card: SteeringCard) -> list[tuple[Any, Any]]:
        """Go on from what somebody else saved; answers what the card says where the form says otherwise.

        A document the reader may not read is not named.
        """
        self.data = {**{name: self.data[name] for name in self.data}, "edition": card.edition}
        parent, kind = card.parent, card.get_kind_display().capitalize()
        readable = cast(CardField, self.fields["parent"]).queryset or ()
        hidden = {"parent"} if parent and parent not in readable else set()
        words = {"kind": kind, "parent": parent.document.title if parent else ""}
        return [
            (self.fields[name].label, words.get(name, getattr(card, name)) or NOT_SAID)
            for name in EDITABLE
            if name not in hidden and self.cleaned_data[name] != getattr(card, name)
        ]


class RelationForm(forms.Form):
    """How the document stands to another."""

    kind = forms.ChoiceField(label=gettext_lazy("Det här dokumentet"))
    to = card_field(
        gettext_lazy("Dokument"),
        empty_label=gettext_lazy("Välj dokument"),
        error_messages={"required": gettext_lazy("Välj ett dokument.")},
    )

    def __init__(self, *args: Any, cards: QuerySet[SteeringCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["kind"]).choices = SteeringRelation.Kind.choices
        cast(CardField, self.fields["to"]).queryset = cards


def _initial(card: SteeringCard) -> dict[str, Any]:
    return {
        "edition": card.edition,
        "kind": card.kind,
        "parent": card.parent.public_id if card.parent else "",
        "process": card.process.public_id if card.process else "",
        "unit": card.unit.public_id,
        "owner": card.owner.username if card.owner else "",
        "review_every_months": card.review_every_months,
        "review_due_on": card.review_due_on,
    }


def _works_in(user: User, unit: Unit) -> bool:
    return access.people_of(unit).filter(pk=user.pk).exists()
