"""The process map: processes, their parts and their dated owners, or why there is none."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation.models import Unit


class Process(models.Model):
    """A regional process, led by owners or vacant with a reason."""

    class Kind(models.TextChoices):
        CARE = "care", _("verksamhetsprocess")
        SERVICE = "service", _("serviceprocess")
        SUPPORT = "support", _("stödprocess")

    class Vacancy(models.TextChoices):
        NONE = "", _("har ägare")
        INQUIRY = "inquiry", _("under utredning")
        APPOINTING = "appointing", _("under tillsättning")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    vacancy = models.CharField(max_length=12, choices=Vacancy.choices, blank=True, default=Vacancy.NONE)
    position = models.PositiveSmallIntegerField(default=0)
    keeper = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class ProcessPart(models.Model):
    """A part of a process with owners of its own; whoever keeps the process keeps its parts."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="parts")
    name = models.CharField(max_length=200)
    vacancy = models.CharField(
        max_length=12, choices=Process.Vacancy.choices, blank=True, default=Process.Vacancy.NONE
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["process", "name"], name="one_part_of_a_process_by_each_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ProcessOwner(models.Model):
    """Who leads a process or a part of it (processägare), from when to when; may be interim, may be several.

    ``unit`` is the administration the owner comes from. Rows that have ended are the history;
    ``end_reason`` is for those who keep the map.
    """

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="owners")
    part = models.ForeignKey(ProcessPart, on_delete=models.PROTECT, null=True, related_name="owners")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    interim = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="process_ownership_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(title=""), name="process_owner_is_somebody"
            ),
            models.UniqueConstraint(
                fields=["process", "part", "user"],
                condition=Q(ends_on__isnull=True, user__isnull=False),
                nulls_distinct=False,
                name="one_open_ownership_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process_id}: {self.title}"
