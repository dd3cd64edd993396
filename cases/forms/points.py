"""Forms of a decision point: what it does when it is approved, and what it orders of whom by when."""

import re
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from cases.errors import Refused
from cases.forms.controls import as_sentences
from cases.forms.fields import LONGEST_REASON, day_field
from cases.fuzzy_dates import resolve
from cases.models import Adoption, DocumentFile, DocumentVersion, Point
from cases.point_choices import PointChoices
from cases.takers import LONGEST, Taker, find_taker, written

Kind = Point.Kind
NOTHING: dict[str, Any] = {
    **Taker().facts(),
    "what": "",
    "due_on": None,
    "due_words": "",
    "yearly": False,
    "fulfils": None,
    "versions": [],
    "valid_from": None,
    "adopted_title": "",
    "adopted_kind": "",
}
ENDING = r"(?:e?n|e?r|e?rna|na|s)?\b"  # "riktlinjer" and "planen", but neither "planering" nor "strategisk"
PREFILLED = {"adopted_title", "adopted_kind"}  # they alone make no row of a form a written one


class OrderForm(forms.Form):
    """Whom, what and by when."""

    to = forms.CharField(
        label=gettext_lazy("Till"),
        help_text=gettext_lazy("En enhet, en person eller fri text, till exempel berörda förvaltningar."),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput({"list": "takers", "autocomplete": "off"}),
    )
    what = forms.CharField(
        label=gettext_lazy("Vad"),
        help_text=gettext_lazy("Lämna tomt när det är punktens egna ord."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 2, "data-grows": True}),
    )
    due_words = forms.CharField(
        label=gettext_lazy("När, med ord"),
        help_text=gettext_lazy("Till exempel: senast november 2027, eller omgående."),
        max_length=200,
        required=False,
    )
    due_on = day_field(
        gettext_lazy("Dag att bevaka"),
        required=False,
        help_text=gettext_lazy("Lämna tomt, så räknas dagen ut av orden när det går."),
    )
    yearly = forms.BooleanField(label=gettext_lazy("Återkommer varje år"), required=False)

    def __init__(self, *args: Any, choices: PointChoices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices = choices

    def clean_to(self) -> Taker:
        """Whom the words name."""
        try:
            return find_taker(self.cleaned_data["to"])
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def order(self) -> dict[str, Any]:
        """What is ordered, as a point stores it; words that were just written propose the day."""
        data = self.cleaned_data
        words, day = data["due_words"], data["due_on"]
        if day is None and words and words != self.initial.get("due_words"):
            day = resolve(words, said_on=self.choices.said_on).day
        named = {name: data[name] for name in ("what", "due_words", "yearly")}
        return data["to"].facts() | named | {"due_on": day}


class PointForm(OrderForm):
    """What a point does: its kind, and that kind's facts."""

    kind = forms.ChoiceField(label=gettext_lazy("Vad punkten gör"), initial=Kind.NOTE, required=False)
    versions = forms.MultipleChoiceField(
        label=gettext_lazy("Handling som fastställs"),
        help_text=gettext_lazy(
            "Flera fastställs tillsammans, till exempel en plan med sin bilaga. En fil fastställs precis som den är."
        ),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    adopted_title = forms.CharField(
        label=gettext_lazy("Dokumentets titel"),
        help_text=gettext_lazy(
            "Så heter det bland styrdokumenten. Lämna tomt, så används handlingens rubrik."
        ),
        max_length=300,
        required=False,
    )
    adopted_kind = forms.ChoiceField(label=gettext_lazy("Slag av styrdokument"), required=False)
    valid_from = day_field(
        gettext_lazy("Gäller från"),
        required=False,
        help_text=gettext_lazy("Lämna tomt, så gäller det så snart beslutet är justerat eller fattat."),
    )
    fulfils = forms.CharField(max_length=26, required=False)
    wanted = forms.CharField(
        label=gettext_lazy("Vilket uppdrag"),
        help_text=gettext_lazy("Sök på ord eller skriv till exempel SSN 2023-05-17 § 61 p. 7."),
        max_length=300,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    field_order = (
        "kind", "versions", "adopted_title", "adopted_kind", "valid_from",
        "to", "what", "due_words", "due_on", "yearly", "wanted", "fulfils",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: list[Any] = [*self.choices.versions(), *self.choices.files()]
        self.offered = {row.public_id: row for row in offered}
        cast(forms.ChoiceField, self.fields["kind"]).choices = as_sentences(Kind.choices)
        cast(forms.ChoiceField, self.fields["versions"]).choices = [
            (code, _version_name(row)) for code, row in self.offered.items()
        ]
        kinds = as_sentences(Adoption.Kind.choices)
        cast(forms.ChoiceField, self.fields["adopted_kind"]).choices = [("", _("Välj slag")), *kinds]
        self._propose()

    @property
    def changed_data(self) -> list[str]:
        """What was written; what the page itself proposed is not."""
        return [name for name in super().changed_data if name not in PREFILLED]

    def _propose(self) -> None:
        """The title and the kind of the only thing there is to adopt."""
        titles = {row.document.title for row in self.offered.values()}
        if len(titles) == 1:
            title = titles.pop()
            self.fields["adopted_title"].initial = title
            self.fields["adopted_kind"].initial = kind_of(title)

    def clean_kind(self) -> str:
        """Nothing chosen is a note."""
        return str(self.cleaned_data["kind"] or Kind.NOTE)

    def clean(self) -> dict[str, Any]:
        """Ask for what the kind needs."""
        data = super().clean() or self.cleaned_data
        kind = data.get("kind")
        if kind == Kind.ADOPT and not data.get("versions"):
            self.add_error("versions", _("Välj vilken handling som fastställs."))
        if kind == Kind.ADOPT and (data.get("valid_from") or self.choices.said_on) < self.choices.said_on:
            self.add_error("valid_from", _("Dagen är före beslutet."))
        if kind == Kind.ADOPT and len(data.get("versions", [])) > 1 and data.get("adopted_title"):
            message = _("Titeln gäller en enda handling. Töm rutan, så behåller var och en sin rubrik.")
            self.add_error("adopted_title", message)
        if kind == Kind.ASSIGN and data.get("to") == Taker():
            self.add_error("to", _("Skriv vem som får uppdraget."))
        if kind == Kind.FULFIL:
            self._find_fulfilled(data)
        return data

    def facts(self) -> dict[str, Any]:
        """What the point does, as ``points.change_point`` takes it; what its kind has no use for is emptied."""
        data = self.cleaned_data
        kind = data["kind"]
        own: dict[str, Any] = {"kind": kind}
        if kind == Kind.ASSIGN:
            own |= self.order()
        elif kind == Kind.RECOMMEND:
            own |= data["to"].facts()
        elif kind == Kind.ADOPT:
            own |= {
                "versions": [self.offered[code] for code in data["versions"]],
                "valid_from": data["valid_from"],
                "adopted_title": data["adopted_title"],
                "adopted_kind": data["adopted_kind"],
            }
        elif kind == Kind.FULFIL:
            own |= {"fulfils": data["point"]}
        return NOTHING | own

    def _find_fulfilled(self, data: dict[str, Any]) -> None:
        """The point that was ticked, else the only one the words find."""
        try:
            found = self.choices.point(data.get("fulfils", "")) or self.choices.only(data.get("wanted", ""))
        except Refused as refusal:
            self.add_error("wanted", str(refusal))
            return
        if found is None:
            self.add_error("wanted", _("Välj vilket uppdrag som är fullgjort."))
        data["point"] = found


def first_facts(point: Point) -> dict[str, Any]:
    """What a form about a point begins with."""
    adopted = list(point.adoptions.select_related("version"))
    return {
        "kind": point.kind,
        "to": written(point),
        "what": "" if point.what == point.text else point.what,
        "due_words": point.due_words,
        "due_on": point.due_on,
        "yearly": point.yearly,
        "fulfils": point.fulfils.public_id if point.fulfils else "",
        "versions": [row.version.public_id for row in adopted],
        "valid_from": adopted[0].valid_from if adopted else None,
    } | ({"adopted_title": adopted[0].called, "adopted_kind": adopted[0].kind} if len(adopted) == 1 else {})


def kind_of(title: str) -> str:
    """The kind of steering document a title names: "Riktlinje för …"; nothing when it names none."""
    said = title.casefold()
    with override("sv"):
        named = {kind.value: rf"{re.escape(str(kind.label))}{ENDING}" for kind in Adoption.Kind}
    return next((kind for kind, words in named.items() if re.match(words, said)), "")


def _version_name(row: DocumentVersion | DocumentFile) -> str:
    if isinstance(row, DocumentFile):
        return _("%(title)s, filen %(name)s") % {"title": row.document.title, "name": row.name}
    facts = {
        "title": row.document.title,
        "number": row.number,
        "day": date_format(row.frozen_at or "", "j F Y"),
    }
    return _("%(title)s, version %(number)s från %(day)s") % facts
