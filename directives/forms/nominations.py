"""Forms of nominations: asking administrations, naming people, accepting them."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from cases import access
from cases.forms.fields import day_field
from cases.text import normalise
from directives.forms.fields import LONGEST_NAME, PersonField, text_field, too_long
from directives.models import MOST_SEATS, Nomination, Process
from directives.processes.nominations import networks_of
from directives.processes.nominees import Named, speaking_for
from organisation import clock
from organisation.models import Unit, User


class RequestForm(forms.Form):
    """To which network, from whom, how many, by when."""

    network = forms.ModelChoiceField(
        label=_("Nätverk eller grupp"),
        queryset=Unit.objects.none(),
        to_field_name="public_id",
        empty_label=None,
        error_messages={"required": _("Välj ett nätverk.")},
    )
    seats = forms.IntegerField(
        label=_("Platser per förvaltning"),
        min_value=1,
        max_value=MOST_SEATS,
        initial=1,
        error_messages={"required": _("Skriv hur många platser varje förvaltning har.")},
    )
    due_on = day_field(_("Svara senast"))
    text = text_field(_("Vad platsen innebär"), rows=4, required=False)
    units = forms.ModelMultipleChoiceField(
        label=_("Förvaltningar"),
        queryset=Unit.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en förvaltning.")},
    )

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        networks = networks_of(process)
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]
        administrations = Unit.objects.filter(kind=Unit.Kind.ADMINISTRATION).order_by("name", "pk")
        self.fields["units"].queryset = administrations  # type: ignore[attr-defined]
        if largest := networks.first():
            sitting = largest.members.values_list("public_id", flat=True)
            self.fields["units"].initial = list(sitting)


class NomineeForm(forms.Form):
    """One person: chosen among colleagues, or written with name and e-mail."""

    user = forms.ModelChoiceField(
        label=_("Kollega"), queryset=User.objects.none(), to_field_name="public_id", required=False
    )
    name = forms.CharField(label=_("Eller namn"), required=False, validators=[too_long(LONGEST_NAME)])
    email = forms.CharField(label=_("E-postadress"), required=False)
    replaces = forms.ModelChoiceField(
        label=_("Ersätter"), queryset=User.objects.none(), to_field_name="public_id", required=False
    )

    def __init__(self, *args: Any, nomination: Nomination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("user", access.people_of(nomination.unit).order_by("name", "pk"), _t("Välj en kollega"))
        self._offer("replaces", speaking_for(nomination.unit), _t("Ingen"))

    def clean_email(self) -> str:
        """An address that mail can reach."""
        words = normalise(self.cleaned_data["email"]).strip()
        if words:
            try:
                validate_email(words)
            except ValidationError as error:
                raise ValidationError(
                    _("Skriv en hel e-postadress, till exempel namn@exempel.se.")
                ) from error
        return words

    def clean(self) -> dict[str, Any]:
        """A colleague or a name, not both; a name is reached by an address."""
        data = super().clean() or self.cleaned_data
        name = " ".join(normalise(data.get("name") or "").split())
        if data.get("user") and name:
            self.add_error("name", _("Välj en kollega eller skriv ett namn, inte båda."))
        elif name and not data.get("email") and "email" not in self.errors:
            self.add_error("email", _("Skriv också en e-postadress, så att personen kan få en inloggning."))
        elif not data.get("user") and not name and (data.get("email") or data.get("replaces")):
            self.add_error("name", _("Välj en kollega eller skriv ett namn."))
        return data | {"name": name}

    @property
    def named(self) -> Named | None:
        """Whom it names; nobody when it was left empty."""
        data = self.cleaned_data
        if data.get("user"):
            return Named(user=data["user"], replaces=data["replaces"])
        if data.get("name"):
            return Named(name=data["name"], email=data["email"], replaces=data["replaces"])
        return None

    def _offer(self, name: str, people: Any, nobody: str) -> None:
        field: Any = self.fields[name]
        field.queryset = people
        field.empty_label = nobody
        field.label_from_instance = lambda one: f"{one.name}, {one.title}" if one.title else one.name


class NoteForm(forms.Form):
    """A word to the process owner."""

    note = text_field(_("Meddelande till processägaren"), rows=3, most=5000, required=False)


class AcceptForm(forms.Form):
    """From which day they sit."""

    starts_on = day_field(_("Plats i nätverket från och med"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["starts_on"].initial = clock.today()


class BackForm(forms.Form):
    """Why the administration is asked again, or no more."""

    reason = text_field(
        _("Motivering"), rows=3, most=5000, error_messages={"required": _("Skriv en motivering.")}
    )


class LogInForm(forms.Form):
    """The person's own log-in, now that there is one."""

    user = PersonField(label=_("Person med inloggning"), error_messages={"required": _("Skriv vem det är.")})
