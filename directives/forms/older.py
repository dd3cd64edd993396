"""The form that registers a steering document from before."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.controls import PROSE, as_sentences
from cases.forms.fields import day_field, earlier_words_field, paragraph_field
from cases.forms.new_round import DiaryField
from cases.models import Diary
from cases.received import Original
from directives.forms.steering import NOT_SAID
from directives.models import SteeringCard
from directives.steering.earlier import EarlierBasis
from organisation import clock
from organisation.models import Unit

LONGEST_TEXT = 1_000_000
DECIDERS = (Unit.Kind.BODY, Unit.Kind.REGION, Unit.Kind.ADMINISTRATION, Unit.Kind.UNIT)


class OlderForm(forms.Form):
    """Title, text or file, and who adopted it when and from when it is valid."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        max_length=300,
        error_messages={"required": gettext_lazy("Skriv en rubrik.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("Klistra in hela texten. Den delas upp vid rubrikerna."),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(PROSE),
    )
    file = forms.FileField(
        label=gettext_lazy("Fil"),
        help_text=gettext_lazy("Dokumentet som fil, till exempel PDF. Utan text är filen det som gäller."),
        required=False,
        allow_empty_file=True,
    )
    decided_by = forms.ModelChoiceField(
        label=gettext_lazy("Fastställt av"),
        queryset=Unit.objects.filter(kind__in=DECIDERS).order_by("name", "pk"),
        to_field_name="public_id",
        empty_label=gettext_lazy("Välj vem som beslutade"),
        error_messages={"required": gettext_lazy("Välj vem som beslutade.")},
    )
    on = day_field(gettext_lazy("Beslutsdag"), required=False)
    on_words = earlier_words_field()
    paragraph = paragraph_field()
    valid_from = day_field(gettext_lazy("Gäller från"))
    valid_to = day_field(
        gettext_lazy("Gäller till och med"),
        help_text=gettext_lazy("Lämna tomt om dokumentet gäller tills vidare."),
        required=False,
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Ansvarig enhet"),
        queryset=Unit.objects.none(),
        to_field_name="public_id",
        empty_label=None,
    )
    diary = DiaryField(label=gettext_lazy("Diarium"), queryset=Diary.objects.none(), empty_label=None)
    external_number = forms.CharField(
        label=gettext_lazy("Diarienummer"),
        help_text=gettext_lazy("Bara när diariet förs i ett annat system."),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        authorities = {unit.authority_id_or_own for unit in units}
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = units
        own = Diary.objects.filter(authority__in=authorities).order_by("external", "code")
        cast(DiaryField, self.fields["diary"]).queryset = own
        kinds = [("", str(NOT_SAID)), *as_sentences(SteeringCard.Kind.choices)]
        cast(forms.ChoiceField, self.fields["kind"]).choices = kinds
        if not any(diary.external for diary in own):
            del self.fields["external_number"]

    def clean(self) -> dict[str, Any]:
        """A text or a file, a day or words, and the diary of the unit's own authority."""
        data = super().clean() or self.cleaned_data
        if not (data.get("text") or data.get("file") or "file" in self.errors):
            self.add_error("text", _("Klistra in texten eller bifoga en fil."))
        if not (data.get("on") or data.get("on_words") or "on" in self.errors):
            self.add_error("on", _("Skriv när beslutet fattades."))
        if data.get("on") and data["on"] > clock.today():
            self.add_error("on", _("Dagen har inte varit. Ett äldre beslut är redan fattat."))
        self._check_order(data)
        self._check_diary(data)
        return data

    def facts(self) -> dict[str, Any]:
        """What the verb asks for."""
        data, sent = self.cleaned_data, self.cleaned_data["file"]
        basis = EarlierBasis(
            unit=data["decided_by"], on=data["on"], on_words=data["on_words"], paragraph=data["paragraph"]
        )
        names = ("unit", "diary", "title", "kind", "text", "valid_from", "valid_to")
        return {name: data[name] for name in names} | {
            "basis": basis,
            "original": Original(sent.name, sent.file, sent.size) if sent else None,
            "external_number": data.get("external_number") if data["diary"].external else None,
        }

    @property
    def lost_file(self) -> bool:
        """Whether a file was sent with a form that was refused: browsers never send it again unasked."""
        return bool(self.files) and bool(self.errors)

    def _check_order(self, data: dict[str, Any]) -> None:
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Sista dagen ligger före den första."))

    def _check_diary(self, data: dict[str, Any]) -> None:
        unit, diary = data.get("unit"), data.get("diary")
        if unit and diary and diary.authority_id != unit.authority_id_or_own:
            self.add_error("diary", _("Diariet tillhör en annan myndighet än enheten."))
        if diary and diary.external and "external_number" in data and not data["external_number"]:
            self.add_error("external_number", _("Skriv ärendets nummer i %(code)s.") % {"code": diary.code})
