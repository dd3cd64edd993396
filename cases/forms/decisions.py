"""Forms of officers and officials: an item for a body, its facts, a decision of one's own, an older decision."""

from datetime import date
from typing import Any, Self, cast

from django import forms
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.controls import PROSE, as_sentences
from cases.forms.fields import LONGEST_REASON, day_field, earlier_words_field, paragraph_field
from cases.forms.points import OrderForm, PointForm
from cases.models import AgendaItem, Body, Decision, Delegation
from cases.takers import Taker
from organisation import clock
from organisation.models import Unit, User

Kind = AgendaItem.Kind
FOR_DECISION = "decide"
PURPOSES = [
    (FOR_DECISION, gettext_lazy("Beslut, eller en ledningsgrupps ställningstagande")),
    (Kind.INFORMATION.value, gettext_lazy("Information")),
    (Kind.DIALOGUE.value, gettext_lazy("Dialog")),
]
RELATIONS = (
    gettext_lazy("verkställer"),
    gettext_lazy("föranleds av"),
    gettext_lazy("följer av uppdrag"),
    gettext_lazy("behandlar förslaget"),
    gettext_lazy("avser samma plan"),
    gettext_lazy("påverkas av"),
    gettext_lazy("rättar"),
)
TITLE_MISSING = {"required": gettext_lazy("Skriv en rubrik.")}


def title_field() -> forms.CharField:
    """What it is called."""
    return forms.CharField(
        label=gettext_lazy("Rubrik"), max_length=300, widget=forms.TextInput, error_messages=TITLE_MISSING
    )


def presenter_field() -> forms.CharField:
    """Who presents it."""
    return forms.CharField(label=gettext_lazy("Föredragande"), max_length=200, required=False)


class PurposeMixin(forms.Form):
    """What the body is to do with it; a group can only take a position."""

    purpose = forms.ChoiceField(label=gettext_lazy("Slag"), choices=PURPOSES, initial=FOR_DECISION)

    def known(self, body: Body) -> Self:
        """The same where the body is chosen already: called by the one name that fits."""
        decides = Kind.DECISION if body.decides else Kind.ENDORSEMENT
        choices = [(FOR_DECISION, capfirst(str(decides.label))), *PURPOSES[1:]]
        cast(forms.ChoiceField, self.fields["purpose"]).choices = choices
        return self

    def kind_for(self, body: Body) -> str:
        """The item's kind in that body."""
        chosen = self.cleaned_data["purpose"]
        decides = Kind.DECISION if body.decides else Kind.ENDORSEMENT
        return str(decides if chosen == FOR_DECISION else chosen)


class BeginItemForm(PurposeMixin):
    """Which body is to take up a case, and how."""

    body = forms.ModelChoiceField(
        label=gettext_lazy("Nämnd, styrelse eller ledningsgrupp"),
        queryset=Unit.objects.filter(body__isnull=False)
        .select_related("body")
        .order_by("-body__decides", "name", "pk"),
        to_field_name="public_id",
        empty_label=gettext_lazy("Välj vem som ska ta upp ärendet"),
        error_messages={"required": gettext_lazy("Välj vem som ska ta upp ärendet.")},
    )
    title = title_field()
    presenter = presenter_field()
    take_proposal = forms.BooleanField(required=False, initial=True)
    field_order = ("body", "purpose", "title", "presenter", "take_proposal")


class ItemFactsForm(PurposeMixin):
    """What a drafted item is called and how it is taken up."""

    title = title_field()
    presenter = presenter_field()
    field_order = ("title", "purpose", "presenter")


class DecisionForm(forms.Form):
    """A decision by one named official; the points are forms of their own."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Slag"), widget=forms.RadioSelect, initial=Decision.Kind.EXECUTION
    )
    delegation = forms.ModelChoiceField(
        label=gettext_lazy("Punkt i delegationsordningen"),
        help_text=gettext_lazy("Behövs för ett delegationsbeslut."),
        queryset=Delegation.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("Välj en punkt"),
    )
    for_group = forms.ModelChoiceField(
        label=gettext_lazy("Beslutas av"),
        queryset=Unit.objects.filter(kind=Unit.Kind.GROUP).order_by("name", "pk"),
        to_field_name="public_id",
        required=False,
    )
    title = title_field()
    presenter = presenter_field()
    reason = forms.CharField(
        label=gettext_lazy("Skäl för beslutet"),
        max_length=LONGEST_REASON * 4,
        required=False,
        widget=forms.Textarea(PROSE | {"rows": 5, "data-grows": True}),
    )

    def __init__(self, *args: Any, decider: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_force = Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today())
        orders = Delegation.objects.filter(in_force).select_related("body__unit")
        delegation = cast(forms.ModelChoiceField, self.fields["delegation"])
        delegation.queryset = orders.order_by("body__unit__name", "code", "pk")
        delegation.label_from_instance = _delegation_name  # type: ignore[assignment,method-assign]
        group = cast(forms.ModelChoiceField, self.fields["for_group"])
        group.empty_label = _("Mig, %(title)s") % {"title": decider.title or decider.name}
        group.label_from_instance = _group_name  # type: ignore[assignment,method-assign]
        cast(forms.ChoiceField, self.fields["kind"]).choices = as_sentences(Decision.Kind.choices)


class DecisionPointForm(PointForm):
    """One point of a decision, with its words."""

    text = forms.CharField(
        label=gettext_lazy("Beslutspunkt"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2, "class": "prose", "data-grows": True}),
        error_messages={"required": gettext_lazy("Skriv vad som beslutas.")},
    )

    def facts(self) -> dict[str, Any]:
        """The same with the words."""
        return super().facts() | {"text": self.cleaned_data["text"]}


class EarlierForm(forms.Form):
    """A decision from before."""

    on = day_field(gettext_lazy("Sammanträdesdag"), required=False)
    on_words = earlier_words_field()
    paragraph = paragraph_field()
    title = forms.CharField(label=gettext_lazy("Rubrik"), max_length=300, required=False)

    def clean_on(self) -> date | None:
        """A day that has been."""
        on: date | None = self.cleaned_data["on"]
        if on and on > clock.today():
            raise forms.ValidationError(_("Dagen har inte varit. Ett äldre beslut är redan fattat."))
        return on

    def clean(self) -> dict[str, Any]:
        """Ask for when, and for something to find it by."""
        data = super().clean() or self.cleaned_data
        if not (data.get("on") or data.get("on_words") or self.errors):
            self.add_error("on", _("Skriv när beslutet fattades."))
        if not (data.get("paragraph") or data.get("title") or self.errors):
            self.add_error("paragraph", _("Skriv paragrafen eller en rubrik."))
        return data


class EarlierPointForm(OrderForm):
    """One of its points: its number, its words if they are known, and what it ordered."""

    number = forms.IntegerField(
        label=gettext_lazy("Punkt"),
        min_value=1,
        max_value=999,
        error_messages={"required": gettext_lazy("Skriv punktens nummer.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Lydelse"),
        help_text=gettext_lazy("Lämna tomt när den inte är känd."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 2, "class": "prose", "data-grows": True}),
    )
    orders = forms.BooleanField(label=gettext_lazy("Punkten gav ett uppdrag"), required=False)
    field_order = ("number", "text", "orders", "to", "what", "due_words", "due_on", "yearly")

    def facts(self) -> dict[str, Any]:
        """The point as ``references.register_earlier`` takes it."""
        row = {"number": self.cleaned_data["number"], "text": self.cleaned_data["text"]}
        ordered = self.cleaned_data["orders"] or self.cleaned_data["to"] != Taker()
        return row | ({"kind": "assign"} | self.order() if ordered else {})


def _delegation_name(row: Delegation) -> str:
    return f"{row.body.unit.short_name} {row.code} {row.subject} ({row.delegate})"


def _group_name(unit: Unit) -> str:
    return _("På gruppens vägnar: %(group)s") % {"group": unit.name}
