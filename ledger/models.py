"""What happened, what must be told, what was already done, and the number series."""

from django.db import models


class Event(models.Model):
    """One thing that happened; written once in the transaction of the change, never altered.

    Holds ids only, so that the ledger knows nothing of the apps above it.
    ``restricted_to_id`` names the unit whose own business this is: nobody outside it may read it.
    """

    kind = models.CharField(max_length=64)
    version = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)
    on_behalf_of_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    case_id = models.BigIntegerField(null=True)
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    restricted_to_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "id"], name="event_of_case"),
            models.Index(fields=["subject_type", "subject_id", "id"], name="event_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class OutboxEntry(models.Model):
    """An event that somebody may have to be told about; the table is the truth, Celery the doorbell."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="outbox")
    created_at = models.DateTimeField()
    relayed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                name="outbox_waiting",
                condition=models.Q(relayed_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"outbox {self.event_id}"


class IdempotencyKey(models.Model):
    """The first result of a verb called with this key, so that a second click changes nothing."""

    actor_id = models.BigIntegerField()
    key = models.CharField(max_length=64)
    verb = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["actor_id", "key"], name="one_result_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"


class NumberSeries(models.Model):
    """The counter of one series and year; its row lock is what makes numbers gap-free."""

    series = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="one_counter_per_series_and_year"),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"
