"""Forms of a body: its rules, who sits in it, where its § begin, what it has delegated."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import day_field
from cases.models import Body, BodyMember, Delegation
from cases.stop_days import Offsets, OffsetsOutOfOrder
from organisation import clock
from organisation.models import User

RULES = (
    "decides",
    "ordinary_seats",
    "referral_days",
    "manuscript_days",
    "preparation_days",
    "notice_days",
    "minutes_kept_at",
)


class RulesForm(forms.ModelForm):
    """How the body meets."""

    class Meta:
        model = Body
        fields = RULES
        labels = {
            "decides": _("Fattar beslut med paragrafer"),
            "ordinary_seats": _("Antal ordinarie platser"),
            "referral_days": _("Sista svarsdag för remissrundor, dagar före"),
            "manuscript_days": _("Manusstopp, dagar före"),
            "preparation_days": _("Presidieberedning, dagar före"),
            "notice_days": _("Kallelse, dagar före"),
            "minutes_kept_at": _("Var protokollet förvaras"),
        }
        help_texts = {
            "decides": _("Ta bort krysset för en ledningsgrupp. Den kan bara ställa sig bakom."),
            "minutes_kept_at": _("Står i anslaget."),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse stop dates out of order, and a deciding body without seats."""
        data = super().clean() or self.cleaned_data
        if data.get("decides") and data.get("ordinary_seats") == 0:
            self.add_error("ordinary_seats", _("Ett organ som beslutar har minst en plats."))
        days = [data[name] for name in RULES[2:6] if data.get(name) is not None]
        if len(days) == 4:
            try:
                Offsets(*days)
            except OffsetsOutOfOrder as refusal:
                self.add_error(None, str(refusal))
        return data


class DiaryForm(forms.Form):
    """A diary for a body that has none."""

    code = forms.CharField(
        label=_("Beteckning"),
        help_text=_("Den inleder diarienumren, till exempel SSN."),
        max_length=20,
        error_messages={"required": _("Skriv diariets beteckning.")},
    )


class MemberForm(forms.Form):
    """Somebody who takes a place."""

    name = forms.CharField(label=_("Namn"), max_length=200, error_messages={"required": _("Skriv ett namn.")})
    party = forms.CharField(label=_("Parti"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("Plats"))
    office = forms.ChoiceField(label=_("Roll"), required=False)
    username = forms.CharField(
        label=_("Användarnamn"),
        help_text=_("För den som ska läsa handlingar och justera här. Annars lämnas det tomt."),
        max_length=150,
        required=False,
    )
    starts_on = day_field(_("Från och med"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choose("kind", BodyMember.Kind.choices)
        self._choose("office", BodyMember.Office.choices)
        self.fields["starts_on"].initial = clock.today()

    def clean_username(self) -> User | None:
        """The person with this log-in."""
        username = self.cleaned_data["username"].strip()
        if not username:
            return None
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("Det finns ingen med det användarnamnet."))
        return user

    def clean(self) -> dict[str, Any]:
        """A substitute holds no office."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") == BodyMember.Kind.SUBSTITUTE and data.get("office"):
            self.add_error("office", _("En ersättare kan inte ha uppdraget. Välj ingen."))
        return data

    def facts(self) -> dict[str, Any]:
        """What the verb asks for."""
        data = dict(self.cleaned_data)
        return data | {"user": data.pop("username")}

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = [(code, capfirst(str(label))) for code, label in choices]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day of a place."""

    on = day_field(_("Till och med"))


class SeriesForm(forms.Form):
    """Where another system's § of a year ended."""

    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    first = forms.IntegerField(label=_("Nästa paragraf"), min_value=2, max_value=100_000)


class DelegationForm(forms.ModelForm):
    """One item of the delegation order."""

    class Meta:
        model = Delegation
        fields = ("code", "subject", "delegate")
