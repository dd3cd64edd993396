"""Meetings, who was there when, and what was sent out before them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id

from .body import Body, BodyMember
from .case import Case
from .document import StoredFile

USER = settings.AUTH_USER_MODEL


class Meeting(models.Model):
    """A body's meeting, with the stop dates computed back from its day.

    ``case`` is the body's case of the year, where notices and minutes are registered.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planerat")
        CALLED = "called", _("kallelsen är skickad")
        OPEN = "open", _("pågår")
        ENDED = "ended", _("avslutat")
        APPROVED = "approved", _("protokollet är justerat")
        CANCELLED = "cancelled", _("inställt")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="meetings")
    on = models.DateField()
    starts_at = models.TimeField()
    ends_at = models.TimeField(null=True)
    place = models.CharField(max_length=200)
    distance = models.BooleanField(default=False)
    referral_last_day = models.DateField(null=True)
    manuscript_day = models.DateField(null=True)
    preparation_day = models.DateField(null=True)
    notice_day = models.DateField(null=True)
    chair = models.ForeignKey(BodyMember, on_delete=models.PROTECT, null=True, related_name="+")
    wishes = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.PLANNED)
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    cancel_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "starts_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "on", "starts_at"],
                condition=~Q(state="cancelled"),
                name="one_meeting_per_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "called", "cancelled"])
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="opened_meeting_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["ended", "approved"])
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="ended_meeting_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")),
                name="cancelled_meeting_says_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.on}"

    @property
    def is_running(self) -> bool:
        """The meeting is going on: items are decided now."""
        return self.state == self.State.OPEN


class Attendance(models.Model):
    """One stay in the room: a member's, or somebody else's by name; ``left_at`` is empty while it lasts."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200, blank=True)
    serves_for = models.ForeignKey(BodyMember, on_delete=models.PROTECT, null=True, related_name="+")
    distance = models.BooleanField(default=False)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["arrived_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, name="") | (Q(member__isnull=True) & ~Q(name="")),
                name="attendance_is_a_members_or_a_guests",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("arrived_at")),
                name="nobody_leaves_before_arriving",
            ),
            models.UniqueConstraint(
                fields=["meeting", "member"],
                condition=Q(left_at__isnull=True),
                name="a_member_is_present_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.member_id)


class Summons(models.Model):
    """What was sent before a meeting: number 0 is the notice (kallelse), the rest are supplements.

    Together they are one pack with one run of page numbers.
    """

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="summonses")
    number = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="one_summons_per_number"),
            models.CheckConstraint(
                condition=Q(first_page__gte=1, last_page__gte=F("first_page")),
                name="summons_pages_run_forwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.number}"
