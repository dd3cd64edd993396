"""Forms of whoever keeps the process map: owners, vacancies, parts."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.forms.controls import as_sentences
from cases.forms.fields import day_field
from directives.forms.fields import LONGEST_NAME, PersonField, UnitNameField, text_field, too_long
from directives.models import Process, ProcessPart
from organisation import clock
from organisation.models import Unit

WHOLE = ""
VACANCIES = as_sentences(choice for choice in Process.Vacancy.choices if choice[0])


class AppointForm(forms.Form):
    """Who, for what, from when."""

    user = PersonField(
        label=_("Vem"),
        help_text=_("Namn eller titel. Personen ska ha en plats i organisationen."),
        error_messages={"required": _("Skriv vem som ska vara processägare.")},
    )
    part = forms.ChoiceField(label=_("För"), required=False)
    unit = UnitNameField(label=_("Förvaltning"), required=False)
    starts_on = day_field(_("Från och med"))
    interim = forms.BooleanField(label=_("Tillförordnad"), required=False)

    def __init__(self, *args: Any, process: Process, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = {part.public_id: part for part in process.parts.all()}
        self.fields["starts_on"].initial = clock.today()
        if not self.parts:
            del self.fields["part"]
            return
        choices = [(WHOLE, _("Hela processen")), *((code, part.name) for code, part in self.parts.items())]
        self.fields["part"].choices = choices  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """What the verb asks for."""
        data = dict(self.cleaned_data)
        part: ProcessPart | None = self.parts.get(data.pop("part", WHOLE))
        return data | {"part": part}


class NewProcessForm(forms.Form):
    """What the process is called, its kind, who keeps it, and why nobody leads it yet."""

    name = forms.CharField(
        label=_("Namn"),
        validators=[too_long(LONGEST_NAME)],
        error_messages={"required": _("Skriv vad processen heter.")},
    )
    kind = forms.ChoiceField(
        label=_("Slag"),
        choices=as_sentences(Process.Kind.choices),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj vilket slag av process det är.")},
    )
    keeper = forms.ModelChoiceField(label=_("Utser processägare"), queryset=Unit.objects.none())
    unit = UnitNameField(
        label=_("Processens enhet"),
        help_text=_("Den enhet som processägaren får sin plats i. Lämna tomt om den inte finns."),
        required=False,
    )
    vacancy = forms.ChoiceField(
        label=_("Tills någon är utsedd"), choices=VACANCIES, widget=forms.RadioSelect, initial="appointing"
    )

    def __init__(self, *args: Any, keepers: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chooser = cast(forms.ModelChoiceField, self.fields["keeper"])
        chooser.queryset, chooser.empty_label = keepers, None


class EndForm(forms.Form):
    """The last day, why, and what happens to the place when nobody is left."""

    ends_on = day_field(_("Till och med"))
    reason = text_field(
        _("Motivering"),
        rows=3,
        most=5000,
        help_text=_("Läses bara av er som håller processkartan."),
        error_messages={"required": _("Skriv en motivering.")},
    )
    vacancy = forms.ChoiceField(
        label=_("Om ingen är kvar"),
        choices=[("", _("Någon annan är kvar")), *VACANCIES],
        required=False,
    )

    def __init__(self, *args: Any, others: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = clock.today()
        if not others:
            chooser = cast(forms.ChoiceField, self.fields["vacancy"])
            chooser.label, chooser.choices = _("Tills någon annan är utsedd"), [("", _("Välj")), *VACANCIES]


class VacancyForm(forms.Form):
    """Why nobody leads it."""

    vacancy = forms.ChoiceField(label=_("Läge"), choices=VACANCIES, widget=forms.RadioSelect)


class NameForm(forms.Form):
    """A name for a process or a part."""

    name = forms.CharField(
        label=_("Namn"),
        validators=[too_long(LONGEST_NAME)],
        error_messages={"required": _("Skriv ett namn.")},
    )

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["name"].label = label
