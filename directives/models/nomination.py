"""Nominations: a process asks administrations for representatives; each names people, the owner accepts."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation.models import Unit

from .process import Process

MOST_SEATS = 20


class NominationRequest(models.Model):
    """A process asks administrations to name ``seats`` representatives each to its network by a day."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="nomination_requests")
    network = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    seats = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)], default=1
    )
    text = models.TextField(blank=True)
    due_on = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS), name="a_sensible_number_of_seats"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.due_on}"


class Nomination(models.Model):
    """What one administration answers to the request; ``reply`` is why it was sent back or called off."""

    class State(models.TextChoices):
        ASKED = "asked", _("väntar på förvaltningen")
        GIVEN = "given", _("väntar på processägaren")
        ACCEPTED = "accepted", _("godkänd")
        WITHDRAWN = "withdrawn", _("återtagen")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    request = models.ForeignKey(NominationRequest, on_delete=models.PROTECT, related_name="nominations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    note = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    starts_on = models.DateField(null=True)

    class Meta:
        ordering = ["unit__name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "unit"], name="one_nomination_per_unit_asked"),
            models.CheckConstraint(
                condition=~Q(state__in=["given", "accepted"])
                | Q(given_at__isnull=False, given_by__isnull=False),
                name="nomination_is_given_by_somebody",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=["accepted", "withdrawn"])
                    & Q(settled_at__isnull=False, settled_by__isnull=False)
                )
                | (Q(state__in=["asked", "given"]) & Q(settled_at__isnull=True, settled_by__isnull=True)),
                name="nomination_is_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(starts_on__isnull=False), name="accepted_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.state}"


class Nominee(models.Model):
    """A person who is named: with a log-in, or by name and e-mail until there is one.

    ``seated_on`` is the first day of the seat; ``replaces`` is whose seat ends the day before.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="nominees")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    replaces = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seated_on = models.DateField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "user"], condition=Q(user__isnull=False), name="nominated_once"
            ),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(name=""), name="nominee_is_somebody"),
            models.CheckConstraint(
                condition=Q(seated_on__isnull=True) | Q(user__isnull=False), name="a_seat_needs_a_log_in"
            ),
        ]

    def __str__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The name as written or as known."""
        return self.user.name if self.user else self.name
