"""What decisions set going: assignments on the watch list, and extracts to those concerned."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation.models import Unit

from .agenda import AgendaItem
from .document import Document
from .point import Point

USER = settings.AUTH_USER_MODEL


class Undertaking(models.Model):
    """What a decision point orders: on the watch list until reported and declared fulfilled by a point.

    A yearly one begins its next ``term`` when the present one is fulfilled. ``given_out_at``: its holder has said
    that everybody who was to have an assignment of it has one.
    """

    class State(models.TextChoices):
        OPEN = "open", _("öppet")
        REPORTED = "reported", _("rapporterat")
        FULFILLED = "fulfilled", _("fullgjort")
        WITHDRAWN = "withdrawn", _("återtaget")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="undertakings")
    giver = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="undertakings_given")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="undertakings_taken")
    to_user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    to_words = models.CharField(max_length=200, blank=True)
    what = models.TextField()
    due_on = models.DateField(null=True)
    due_words = models.CharField(max_length=200, blank=True)
    yearly = models.BooleanField(default=False)
    term = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    given_at = models.DateTimeField()
    given_out_at = models.DateTimeField(null=True)
    given_out_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    report = models.TextField(blank=True)
    fulfilled_at = models.DateTimeField(null=True)
    fulfilled_by = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, related_name="fulfilments")

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["point", "term"], name="one_undertaking_per_term"),
            models.CheckConstraint(
                condition=~Q(state="reported") | Q(reported_at__isnull=False, reported_by__isnull=False),
                name="report_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="fulfilled") | Q(fulfilled_at__isnull=False, fulfilled_by__isnull=False),
                name="fulfilled_by_a_point",
            ),
            models.CheckConstraint(
                condition=Q(given_out_at__isnull=True, given_out_by__isnull=True)
                | Q(given_out_at__isnull=False, given_out_by__isnull=False),
                name="given_out_says_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["giver", "state", "due_on"], name="undertaking_by_giver")]

    def __str__(self) -> str:
        return self.what[:60]


class Extract(models.Model):
    """An extract of the minutes (protokollsutdrag) to one recipient; the item is done when all are delivered."""

    class Way(models.TextChoices):
        MESSAGE = "message", _("meddelande")
        POST = "post", _("post")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="extracts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    recipient = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=8, choices=Way.choices)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    delivered_on = models.DateField(null=True)
    delivered_at = models.DateTimeField(null=True)
    delivered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "unit", "recipient"], nulls_distinct=False, name="one_extract_per_recipient"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, recipient="") | (Q(unit__isnull=True) & ~Q(recipient="")),
                name="extract_has_one_recipient",
            ),
            models.CheckConstraint(
                condition=Q(delivered_at__isnull=True, delivered_by__isnull=True, delivered_on__isnull=True)
                | Q(delivered_at__isnull=False, delivered_by__isnull=False, delivered_on__isnull=False),
                name="delivery_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"extract of {self.item_id}"
