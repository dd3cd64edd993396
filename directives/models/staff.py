"""Work under stabsmetodik: functions with at least two persons each, and situation reports to a list."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models import Document
from ledger.public_id import new_public_id
from organisation.models import Unit

from .assignment import Assignment

USER = settings.AUTH_USER_MODEL
LEAST_PERSONS = 2


class StaffFunction(models.Model):
    """A function of the staff (stabsfunktion), held by at least two persons for endurance."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="functions")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "name"], name="one_function_per_name"),
        ]

    def __str__(self) -> str:
        return self.name


class FunctionHolder(models.Model):
    """Who holds a function, from when to when."""

    function = models.ForeignKey(StaffFunction, on_delete=models.CASCADE, related_name="holders")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["starts_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="function_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["function", "user"], condition=Q(ends_on__isnull=True), name="one_place_in_a_function"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.function_id}"


class SituationRecipient(models.Model):
    """Who is sent the situation reports: a person, or everybody who sees a unit's cases."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="situation_recipients")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, user__isnull=True) | Q(unit__isnull=True, user__isnull=False),
                name="situation_report_has_one_recipient_a_row",
            ),
            models.UniqueConstraint(
                fields=["assignment", "unit", "user"],
                nulls_distinct=False,
                name="one_place_among_the_recipients",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id or self.user_id} of {self.assignment_id}"


class SituationReport(models.Model):
    """A situation report (lägesbild): the parts' latest reports put together, frozen as it was sent."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="situation_reports")
    number = models.PositiveSmallIntegerField()
    summary = models.TextField(blank=True)
    content = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "number"], name="one_situation_report_per_number"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} {self.number}"
