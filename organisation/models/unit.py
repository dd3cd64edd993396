"""The tree of units."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id


class Unit(models.Model):
    """A region, body, administration, group or part of one.

    ``lineage`` holds the ids from the root down to and with the unit itself. ``authority`` is the
    body or administration whose diaries the unit uses: each is an authority of its own.
    """

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        BODY = "body", _("nämnd eller styrelse")
        ADMINISTRATION = "administration", _("förvaltning")
        UNIT = "unit", _("enhet")
        GROUP = "group", _("grupp")
        EXTERNAL = "external", _("extern part")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    authority = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lineage = ArrayField(models.BigIntegerField(), default=list)
    members = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="member_of")

    class Meta:
        indexes = [GinIndex(fields=["lineage"], name="unit_lineage")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save and keep the lineage true to the parent; units below follow.

        A part of an administration is never an authority of its own.
        """
        if self.kind == self.Kind.UNIT and self.authority_id is None and self.parent is not None:
            self.authority_id = self.parent.authority_id_or_own
        with transaction.atomic():
            super().save(*args, **kwargs)
            self._follow_parent()

    def _follow_parent(self) -> None:
        above = self.parent.lineage if self.parent else []
        lineage = [*above, self.pk]
        if lineage == self.lineage:
            return
        self.lineage = lineage
        type(self).objects.filter(pk=self.pk).update(lineage=lineage)
        for child in self.children.all():
            child.parent = self
            child._follow_parent()

    @property
    def authority_id_or_own(self) -> int:
        """The id of the authority whose diaries this unit uses."""
        return self.authority_id or self.pk


class FormerName(models.Model):
    """What a unit was called until a date; old documents keep the old name."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="former_names")
    name = models.CharField(max_length=200)
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name
