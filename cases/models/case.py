"""Diaries, cases and the units a case concerns."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from ledger.public_id import new_public_id
from organisation import clock
from organisation.models import Unit
from organisation.models.grants import Grant


class Diary(models.Model):
    """A diary of one authority: one running sequence per year (OSL 5:1-2).

    ``pattern`` is a format string over ``code``, ``year`` and ``seq``; an external diary is kept
    in another system and its numbers are typed in.
    """

    authority = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="diaries")
    code = models.CharField(max_length=20)
    pattern = models.CharField(max_length=80, default="{code} {year}-{seq:05d}")
    external = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="one_diary_per_code"),
        ]

    def __str__(self) -> str:
        return self.code

    def number(self, year: int, sequence: int) -> str:
        """The number with this place in the sequence, as it is written."""
        return self.pattern.format(code=self.code, year=year, seq=sequence)


class Case(models.Model):
    """A case (ärende): registered once, open until somebody closes it, never deleted."""

    NUMBER_FIELDS: tuple[str, ...] = ("year", "sequence", "number", "registered_at")

    class State(models.TextChoices):
        OPEN = "open", _("öppet")
        CLOSED = "closed", _("avslutat")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    diary = models.ForeignKey(Diary, on_delete=models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("ärendemening"), max_length=300)
    year = models.PositiveSmallIntegerField(null=True)
    sequence = models.PositiveIntegerField(null=True)
    number = models.CharField(max_length=80, null=True)  # noqa: DJ001 (empty until it is given)
    registered_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    secrecy_provision = models.CharField(max_length=80, blank=True)
    secrecy_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["diary", "number"], name="one_case_per_number"),
            models.UniqueConstraint(fields=["diary", "year", "sequence"], name="one_case_per_sequence"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, registered_at__isnull=True)
                | Q(number__isnull=False, registered_at__isnull=False),
                name="number_and_registration_come_together",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True, closed_by__isnull=True)
                | Q(state="closed", closed_at__isnull=False, closed_by__isnull=False),
                name="closed_case_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(secrecy_provision="", secrecy_on__isnull=True)
                | (~Q(secrecy_provision="") & Q(secrecy_on__isnull=False)),
                name="secrecy_mark_names_provision_and_date",
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title

    def take_number(self, sequence: int, at: datetime) -> None:
        """Become registered under the next number of the diary and year."""
        self.year = clock.local(at).year
        self.sequence = sequence
        self.number = self.diary.number(self.year, sequence)
        self.registered_at = at


class CaseParty(models.Model):
    """A unit the case concerns, and in which capacity; lists of cases read this row."""

    class Capacity(models.TextChoices):
        OWNER = "owner", _("handlägger")
        RECIPIENT = "recipient", _("mottagare")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    is_open = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "unit", "capacity"], name="one_party_per_unit_and_capacity"
            ),
        ]
        indexes = [
            models.Index(
                F("unit"), F("created_at").desc(), name="party_open_by_unit", condition=Q(is_open=True)
            ),
            models.Index(
                F("created_at").desc(), F("unit"), name="party_open_by_time", condition=Q(is_open=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.capacity} {self.case_id}"


class CaseGrant(Grant, UserObjectPermissionBase):
    """A personal right on a case."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
