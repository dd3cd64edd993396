"""Secrecy marks (sekretessmarkering): who marked a case, by which provision and why, and who opened it since."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from organisation.models import Unit

from .case import Case


class SecrecyEntry(models.Model):
    """One step in the history of a case's secrecy mark (OSL 5:5); it is written once and stays.

    The case bears what its newest entry says. ``provision`` is empty where the mark was lifted.
    ``readers`` are the users who were given the right to read past the mark, besides those whose
    seat gives it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="secrecy_entries")
    provision = models.CharField(max_length=80, blank=True)
    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    readers = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="secrecy_entry_says_why"),
            models.CheckConstraint(
                condition=~Q(provision="") | Q(readers=[]), name="lifted_mark_needs_no_readers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.provision}"


class Opening(models.Model):
    """Somebody who is logged in opened something of a marked case (DOMAIN § 9); ids only, written once."""

    case_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    what = models.CharField(max_length=20)
    what_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["case_id", "id"], name="opening_of_case")]

    def __str__(self) -> str:
        return f"{self.user_id} opened {self.what} {self.what_id}"
