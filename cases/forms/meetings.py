"""Forms of planning: a meeting, its facts, its papers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms.fields import LATEST, LONGEST_REASON, day_field
from cases.meetings.errors import MeetingInPast
from cases.models import Body, Meeting
from organisation import clock

SHARED = ("starts_at", "ends_at", "place", "distance")


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

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not body.decides:  # a group's wishes are noted at the meeting before
            del self.fields["wishes"]


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
