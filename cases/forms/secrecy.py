"""The form of a secrecy mark: by which provision, why, and who goes on reading."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases import secrecy
from cases.forms.fields import reason_field
from cases.models import Case
from organisation.models import User

# The provisions most often named in health care and its administration (offentlighets- och sekretesslagen).
USUAL = (
    "OSL 25 kap. 1 §",
    "OSL 21 kap. 1 §",
    "OSL 18 kap. 8 §",
    "OSL 19 kap. 1 §",
    "OSL 19 kap. 3 §",
    "OSL 31 kap. 16 §",
    "OSL 39 kap. 1 §",
)


class SecrecyForm(forms.Form):
    """``readers`` are those who work with the case, and those whose meetings take it up."""

    provision = forms.CharField(
        label=_("Bestämmelse"),
        help_text=_("Till exempel OSL 25 kap. 1 §."),
        max_length=secrecy.LONGEST,
        widget=forms.TextInput({"list": "bestammelser", "autocomplete": "off"}),
        error_messages={"required": _("Skriv vilken bestämmelse markeringen gäller.")},
    )
    reason = reason_field(_("Den sparas i ärendet. Skriv inte det som är hemligt här."))
    readers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("De här ska kunna läsa ärendet"),
        help_text=_("Registratorer i enheten och du själv läser alltid."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any, *, case: Case, by: User) -> None:
        marked = bool(case.secrecy_provision)
        own, named = secrecy.own_people(case), list(secrecy.readers_of(case)) if marked else []
        ticked = named if marked else own
        super().__init__(data, initial={"provision": case.secrecy_provision, "readers": ticked})
        offered = {user.pk for user in (*own, *secrecy.may_need(case), *named)} - {by.pk}
        field: Any = self.fields["readers"]
        field.queryset = User.objects.filter(pk__in=offered).order_by("name", "pk")
        field.label_from_instance = _called
        if not offered:
            field.widget = forms.MultipleHiddenInput()


def _called(user: User) -> str:
    return f"{user.name}, {user.title}" if user.title and user.title != user.name else capfirst(user.name)
