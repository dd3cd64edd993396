"""The form that registers the case of a new round."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import diary as diaries
from cases.errors import Refused
from cases.forms.controls import as_sentences
from cases.models import Diary, ReferralRound
from organisation import clock
from organisation.models import Unit

LARGEST_SEQUENCE = 2_000_000_000


class DiaryField(forms.ModelChoiceField):
    """A diary by its code and how its numbers are given."""

    def label_from_instance(self, diary: Diary) -> str:
        """The code, and whether the number is ours to give."""
        if diary.external:
            return _("%(code)s (förs i ett annat system, skriv numret)") % {"code": diary.code}
        return _("%(code)s (nästa nummer ges när ni sparar)") % {"code": diary.code}


class NewRoundForm(forms.Form):
    """Title, unit, diary, number and kind."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        help_text=gettext_lazy("Blir också ärendemening i diariet."),
        max_length=300,
    )
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(label=gettext_lazy("Enhet som skickar ut"), queryset=Unit.objects.none())
    diary = DiaryField(label=gettext_lazy("Diarium"), queryset=Diary.objects.none())
    external_number = forms.CharField(
        label=gettext_lazy("Diarienummer"),
        help_text=gettext_lazy("Bara när diariet förs i ett annat system."),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given: list[tuple[str, str]] = []
        mine = list(units)
        authorities = {unit.authority_id_or_own for unit in mine}
        own = Diary.objects.filter(authority__in=authorities).order_by("external", "code")
        self._choose("unit", units, mine)
        self._choose("diary", own, list(own))
        self.fields["kind"].choices = as_sentences(ReferralRound.Kind.choices)  # type: ignore[attr-defined]
        self.fields["kind"].initial = ReferralRound.Kind.REFERRAL
        self.has_external = any(diary.external for diary in own)
        if not self.has_external:
            del self.fields["external_number"]

    def clean(self) -> dict[str, Any]:
        """Check that the diary is the unit's and that a typed number follows its pattern."""
        data = super().clean() or self.cleaned_data
        unit, diary = data.get("unit"), data.get("diary")
        if unit and diary and diary.authority_id != unit.authority_id_or_own:
            self.add_error("diary", _("Diariet tillhör en annan myndighet än enheten."))
        elif diary and diary.external and "external_number" in data:
            self._check_number(diary, data["external_number"])
        return data

    def facts(self) -> dict[str, Any]:
        """What the verb asks for."""
        data = self.cleaned_data
        number = data.get("external_number") if data["diary"].external else None
        return {
            "unit": data["unit"],
            "diary": data["diary"],
            "title": data["title"],
            "kind": data["kind"],
            "external_number": number,
        }

    def _choose(self, name: str, choices: QuerySet[Any], known: list[Any]) -> None:
        """A choice among one needs no control."""
        field = self.fields[name]
        field.queryset = choices  # type: ignore[attr-defined]
        field.empty_label = None  # type: ignore[attr-defined]
        if len(known) == 1:
            field.initial = known[0]
            field.widget = forms.HiddenInput()
            self.given.append((str(field.label), field.label_from_instance(known[0])))  # type: ignore[attr-defined]

    def _check_number(self, diary: Diary, number: str) -> None:
        if not number:
            self.add_error("external_number", _("Skriv ärendets nummer i %(code)s.") % {"code": diary.code})
            return
        try:
            year, sequence = diaries.parse(diary, number, year=clock.today().year)
        except Refused as refusal:
            self.add_error("external_number", str(refusal))
            return
        if not (1900 <= year <= 9999 and 0 < sequence < LARGEST_SEQUENCE):
            self.add_error("external_number", _("Numret är för stort för ett diarienummer."))
