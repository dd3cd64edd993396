"""The process map: processes and their dated owners, or why there is none."""

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

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class ProcessOwner(models.Model):
    """Who leads a process (processägare), from when to when; may be interim, may be several."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="owners")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    interim = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="process_ownership_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.process_id}: {self.title}"
