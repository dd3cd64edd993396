"""Forms after a meeting: who approves, the approval itself, the notice, extracts, signed paper."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.fields import LONGEST_REASON, day_field, reason_field
from cases.meetings import chosen_approvers
from cases.models import BodyMember, Meeting
from organisation import clock
from organisation.models import Unit


class ApproversForm(forms.Form):
    """Who approves besides those who led: the meeting's chair, or others a § each."""

    approvers = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Justerare utöver ordföranden"),
        queryset=BodyMember.objects.none(),
        to_field_name="public_id",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Välj minst en justerare utöver ordföranden.")},
    )

    reason = forms.CharField(
        label=gettext_lazy("Varför justerar andra än de som valdes?"),
        help_text=gettext_lazy("Skälet sparas och står här på sidan för dig som för protokollet."),
        max_length=LONGEST_REASON,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any, *, meeting: Meeting) -> None:
        super().__init__(data)
        here = meeting.attendance.filter(member__isnull=False).values("member")
        led = meeting.items.filter(state="closed", occasion=None, chair__isnull=False).values_list(
            "chair", flat=True
        )
        leaders = set(led) or {meeting.chair_id or 0}
        members = BodyMember.objects.filter(pk__in=here).exclude(pk__in=leaders)
        self.field.queryset = members.order_by("kind", "order")
        self.initial["approvers"] = chosen_approvers.chosen(meeting, self.field.queryset)

    @property
    def field(self) -> forms.ModelMultipleChoiceField:
        """The choice of members."""
        field: forms.ModelMultipleChoiceField = self.fields["approvers"]  # type: ignore[assignment]
        return field


class SignForm(forms.Form):
    """An approval, perhaps with a dissent."""

    read_hash = forms.CharField(widget=forms.HiddenInput, max_length=64)
    dissent = forms.CharField(
        label=gettext_lazy("Avvikande mening om protokollet"),
        help_text=gettext_lazy("Skriv bara något här om du tycker att protokollet inte stämmer."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4}),
    )


class CallOffForm(forms.Form):
    """Why the minutes are taken back from their approvers."""

    reason = reason_field(gettext_lazy("Justerarna ser varför."))


class ScanForm(forms.Form):
    """The signed paper of somebody without a log-in."""

    scan = forms.FileField(
        label=gettext_lazy("Det undertecknade papperet, inskannat"),
        error_messages={"required": gettext_lazy("Välj filen med det undertecknade papperet.")},
    )


class NoticeForm(forms.Form):
    """Where the minutes are kept: the notice says so (KL 8:12)."""

    kept_at = forms.CharField(label=gettext_lazy("Protokollet förvaras hos"), max_length=200)


class ExtractForm(forms.Form):
    """One recipient of an extract: a unit here, or anybody else by post."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Enhet"),
        queryset=Unit.objects.none(),
        to_field_name="public_id",
        required=False,
        empty_label=gettext_lazy("Välj en enhet"),
    )
    recipient = forms.CharField(
        label=gettext_lazy("Eller någon annan, med post"), max_length=200, required=False
    )

    def __init__(self, data: Any, *, prefix: str, units: list[tuple[str, Any]] | None = None) -> None:
        """``units`` are the choices, asked for once on a page with a form per §."""
        super().__init__(data, prefix=prefix)
        self.fields["unit"].queryset = Unit.objects.order_by("name")  # type: ignore[attr-defined]
        if units is not None:
            self.fields["unit"].choices = units  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        found = super().clean() or {}
        if bool(found.get("unit")) == bool(found.get("recipient", "").strip()):
            raise forms.ValidationError(_("Välj en enhet eller skriv en mottagare."))
        return found


class PostedForm(forms.Form):
    """The day an extract went by post."""

    on = day_field(gettext_lazy("Skickat med post"))

    def __init__(self, data: Any, *, prefix: str) -> None:
        super().__init__(data, prefix=prefix, initial={"on": clock.today()})
