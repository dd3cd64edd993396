"""Forms of planning: a meeting, a year of them, and what is on an agenda."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.forms.circle import LATEST, LONGEST_REASON, day_field
from cases.meetings.errors import MeetingInPast
from cases.meetings.year import Rhythm
from cases.models import AgendaItem, Body, Case, Meeting
from organisation import clock

MOST_DAYS = 60
SHARED = ("starts_at", "ends_at", "place", "distance")
Kind = AgendaItem.Kind
DECIDES = (Kind.DECISION, Kind.INFORMATION, Kind.DELEGATION_REPORT, Kind.FORMAL, Kind.DIALOGUE, Kind.BREAK)
ENDORSES = (Kind.INFORMATION, Kind.DIALOGUE, Kind.ENDORSEMENT, Kind.FORMAL, Kind.BREAK)
WEEKDAYS = [
    (0, _("måndag")),
    (1, _("tisdag")),
    (2, _("onsdag")),
    (3, _("torsdag")),
    (4, _("fredag")),
]
RHYTHMS = [
    ("w1", _("varje vecka")),
    ("w2", _("varannan vecka")),
    ("w3", _("var tredje vecka")),
    ("w4", _("var fjärde vecka")),
    ("w6", _("var sjätte vecka")),
    ("w8", _("var åttonde vecka")),
    ("m1", _("den första i månaden")),
    ("m2", _("den andra i månaden")),
    ("m3", _("den tredje i månaden")),
    ("m4", _("den fjärde i månaden")),
    ("m-1", _("den sista i månaden")),
]


def time_field(label: Any, **facts: Any) -> forms.TimeField:
    """A time of the day, as 09.30 or 09:30."""
    return forms.TimeField(
        label=label,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={
            "required": _("Välj en tid."),
            "invalid": _("Skriv tiden så här: 09:30."),
        },
        **facts,
    )


class PlaceMixin(forms.Form):
    """From when to when, where, and whether one may take part at a distance."""

    starts_at = time_field(_("Börjar"))
    ends_at = time_field(_("Slutar"), required=False)
    place = forms.CharField(
        label=_("Plats"), max_length=200, error_messages={"required": _("Skriv var ni ses.")}
    )
    distance = forms.BooleanField(label=_("Det går att delta på distans"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a meeting that ends before it begins."""
        data = super().clean() or self.cleaned_data
        starts, ends = data.get("starts_at"), data.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("Sluttiden ska vara senare än starttiden."))
        return data


class MeetingForm(PlaceMixin):
    """One meeting."""

    on = day_field(_("Dag"))
    field_order = ("on", "starts_at", "ends_at", "place", "distance")

    def clean_on(self) -> date:
        """A day to come, and not a slip of the keyboard."""
        return day_to_come(self.cleaned_data["on"])


class ChangeForm(MeetingForm):
    """One meeting's facts, and what was wished for it."""

    wishes = forms.CharField(
        label=_("Önskemål inför mötet"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
    )


class RhythmForm(PlaceMixin):
    """What a year of meetings is suggested from."""

    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    weekday = forms.TypedChoiceField(label=_("Veckodag"), choices=WEEKDAYS, coerce=int, initial=3)
    rhythm = forms.ChoiceField(label=_("Hur ofta"), choices=RHYTHMS, initial="w4")
    first = day_field(
        _("Räkna från"), required=False, help_text=_("När ni ses med ett antal veckor emellan.")
    )
    skip_july = forms.BooleanField(label=_("Inga sammanträden i juli"), required=False, initial=True)
    field_order = ("year", "weekday", "rhythm", "first")

    def pattern(self) -> Rhythm:
        """What was chosen."""
        data, chosen = self.cleaned_data, self.cleaned_data["rhythm"]
        number = int(chosen[1:])
        return Rhythm(
            weekday=data["weekday"],
            weeks=number if chosen[0] == "w" else 0,
            ordinal=number if chosen[0] == "m" else 0,
            first=data["first"],
            skip_july=data["skip_july"],
        )


class DayForm(forms.Form):
    """One suggested day: ticked, and perhaps another."""

    take = forms.BooleanField(label=_("Ta med"), required=False)
    on = day_field(_("Dag"))
    starts_at = time_field(_("Börjar"))

    def clean_on(self) -> date:
        """Only days that are ticked have to be days to come."""
        on: date = self.cleaned_data["on"]
        return day_to_come(on) if self.cleaned_data.get("take") else on


DayForms = forms.formset_factory(DayForm, extra=0, max_num=MOST_DAYS, absolute_max=MOST_DAYS)


class ItemForm(forms.Form):
    """How an item is taken up."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=300, error_messages={"required": _("Skriv en rubrik.")}
    )
    kind = forms.ChoiceField(label=_("Slag"))
    starts_at = time_field(_("Tid"), required=False)
    minutes = forms.IntegerField(label=_("Minuter"), required=False, min_value=1, max_value=600)
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


class PaperForm(forms.Form):
    """A file for an item, and what it is called on the agenda."""

    title = forms.CharField(
        label=_("Vad handlingen heter"),
        help_text=_("Lämna tomt för filens namn."),
        max_length=300,
        required=False,
    )
    file = forms.FileField(
        label=_("Fil"), allow_empty_file=True, error_messages={"required": _("Välj en fil.")}
    )


class NoteForm(forms.Form):
    """What is said above the agenda when it is sent."""

    note = forms.CharField(
        label=_("Text före dagordningen"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
    )


def day_to_come(day: date) -> date:
    """The day itself, when it lies ahead and within five years."""
    if day < clock.today():
        raise forms.ValidationError(str(MeetingInPast()))
    if day > clock.today() + LATEST:
        raise forms.ValidationError(_("Välj en dag inom fem år."))
    return day


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """What a form about the meeting begins with."""
    return {name: getattr(meeting, name) for name in ("on", *SHARED, "wishes")}


def usual(body: Body) -> dict[str, Any]:
    """Times and place as the body met last."""
    last = body.meetings.exclude(state=Meeting.State.CANCELLED).order_by("-on").first()
    return {name: getattr(last, name) for name in SHARED} if last else {}
