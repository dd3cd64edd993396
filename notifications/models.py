"""What was told to whom, and what was reminded of."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import Recipient

UNSETTLED = Q(sent_at__isnull=True, failed_at__isnull=True, dropped_at__isnull=True)


class Notice(models.Model):
    """One event told to one person through one channel, once.

    In the app a notice is told by being there. A mail is ``waiting`` until the mail server took it
    (``sent``), ``failed`` when it will not arrive, also when that is known afterwards, and
    ``dropped`` when it no longer concerned the person. ``failure`` holds the server's latest no.
    """

    class Channel(models.TextChoices):
        APP = "app", "app"
        MAIL = "mail", "mail"

    class State(models.TextChoices):
        SHOWN = "shown", "shown"
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        FAILED = "failed", "failed"
        DROPPED = "dropped", "dropped"

    event_id = models.BigIntegerField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.APP)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.SHOWN)
    message_id = models.CharField(max_length=200, blank=True, default="")
    address = models.EmailField(blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event_id", "recipient", "channel"], name="one_notice_per_event_and_channel"
            ),
            models.UniqueConstraint(
                fields=["message_id"], condition=~Q(message_id=""), name="one_mail_per_message_id"
            ),
            models.CheckConstraint(
                condition=Q(channel="app", state="shown", message_id="", address="")
                | (Q(channel="mail") & ~Q(state="shown") & ~Q(message_id="") & ~Q(address="")),
                name="only_mail_is_delivered",
            ),
            models.CheckConstraint(
                condition=(Q(state="shown", next_try_at__isnull=True) & UNSETTLED)
                | (Q(state="waiting", next_try_at__isnull=False) & UNSETTLED)
                | Q(
                    state="sent",
                    next_try_at__isnull=True,
                    sent_at__isnull=False,
                    failed_at__isnull=True,
                    dropped_at__isnull=True,
                )
                | (
                    Q(
                        state="failed",
                        next_try_at__isnull=True,
                        failed_at__isnull=False,
                        dropped_at__isnull=True,
                    )
                    & ~Q(failure="")
                )
                | Q(
                    state="dropped",
                    next_try_at__isnull=True,
                    sent_at__isnull=True,
                    failed_at__isnull=True,
                    dropped_at__isnull=False,
                ),
                name="notice_says_what_became_of_it_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notices_of_recipient"),
            models.Index(fields=["next_try_at", "id"], name="mail_waiting", condition=Q(state="waiting")),
            models.Index(fields=["event_id"], name="mail_failed", condition=Q(state="failed")),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.recipient_id}"


class Reminder(models.Model):
    """A round's reminder was made for one place, so many days from this last day; never twice."""

    place = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")
    offset = models.SmallIntegerField()
    last_day = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "last_day", "offset"], name="one_reminder_per_place_day_and_offset"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.last_day} {self.offset:+d}"
