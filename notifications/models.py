"""What was told to whom."""

from django.conf import settings
from django.db import models


class Notice(models.Model):
    """One event told to one person through one channel, once."""

    class Channel(models.TextChoices):
        APP = "app", "app"

    event_id = models.BigIntegerField()
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notices")
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.APP)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event_id", "recipient", "channel"], name="one_notice_per_event_and_channel"
            ),
        ]
        indexes = [models.Index(fields=["recipient", "-id"], name="notices_of_recipient")]

    def __str__(self) -> str:
        return f"{self.event_id} → {self.recipient_id}"
