"""How a plan goes: what each owner reports, the follow-ups that keep it, the values of its indicators."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Document
from ledger.public_id import new_public_id
from organisation.models import Unit

from .plan import Plan, PlanVersion
from .plan_parts import MilestoneWording, PlanPart
from .plan_revision import Revision

USER = settings.AUTH_USER_MODEL


class FollowUp(models.Model):
    """A part-year or yearly report of a plan; once frozen it can be cited and never changes.

    ``content`` is what was reported, a row per milestone, goal and indicator.
    """

    class Period(models.TextChoices):
        PART_1 = "part_1", _("delår mars")
        PART_2 = "part_2", _("delår augusti")
        YEAR = "year", _("helår")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="follow_ups")
    version = models.ForeignKey(PlanVersion, on_delete=models.PROTECT, related_name="follow_ups")
    year = models.PositiveSmallIntegerField()
    period = models.CharField(max_length=8, choices=Period.choices)
    until = models.DateField()
    report_by = models.DateField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=0)
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    content = models.JSONField(default=list)
    content_hash = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-until", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "year", "period"], name="one_follow_up_per_period"),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, frozen_by__isnull=True, content_hash="")
                | (Q(frozen_at__isnull=False, frozen_by__isnull=False) & ~Q(content_hash="")),
                name="frozen_follow_up_says_who_when_and_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.year} {self.period}"


class MilestoneReport(models.Model):
    """What a milestone's owner says of it, in a revision or a follow-up; ``answers`` by the question's id.

    ``next_year``, ``new_title`` and ``new_description`` are what the owner proposes for the next version.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("väntar")
        DRAFT = "draft", _("påbörjad")
        GIVEN = "given", _("lämnad")
        RETURNED = "returned", _("åter för komplettering")

    class Outcome(models.TextChoices):
        PENDING = "", _("inte hanterad")
        TAKEN = "taken", _("intagen i planen")
        KEPT = "kept", _("planen ändras inte")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, related_name="reports")
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, null=True, related_name="reports")
    part = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="reports")
    owner = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    status = models.CharField(max_length=12, choices=MilestoneWording.Status.choices, blank=True)
    trend = models.CharField(max_length=8, choices=MilestoneWording.Trend.choices, blank=True)
    reason = models.TextField(blank=True)
    next_year = models.PositiveSmallIntegerField(null=True)
    new_title = models.TextField(blank=True)
    new_description = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    answers = models.JSONField(default=dict, blank=True)
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    return_reason = models.TextField(blank=True)
    outcome = models.CharField(max_length=5, choices=Outcome.choices, blank=True, default=Outcome.PENDING)
    outcome_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(revision__isnull=False, follow_up__isnull=True)
                | Q(revision__isnull=True, follow_up__isnull=False),
                name="a_report_belongs_to_one_collection",
            ),
            models.UniqueConstraint(
                fields=["revision", "follow_up", "part"],
                nulls_distinct=False,
                name="one_report_per_milestone",
            ),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(unit__isnull=False), name="a_report_has_an_owner"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="given", given_at__isnull=False, given_by__isnull=False)
                    & ~Q(status="")
                    & ~Q(reason="")
                )
                | (~Q(state="given") & Q(given_at__isnull=True, given_by__isnull=True)),
                name="given_report_says_who_when_status_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="returned_report_says_why"
            ),
        ]
        indexes = [models.Index(fields=["part", "given_at"], name="report_by_part_and_time")]

    def __str__(self) -> str:
        return f"{self.part_id} in {self.revision_id or self.follow_up_id}"


class IndicatorValue(models.Model):
    """One value of an indicator's series, for the time that ends ``until``; a correction replaces it, kept."""

    indicator = models.ForeignKey(PlanPart, on_delete=models.PROTECT, related_name="values")
    until = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    note = models.CharField(max_length=300, blank=True)
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["until", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "until"],
                condition=Q(replaced_at__isnull=True),
                name="one_value_per_indicator_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.until}: {self.value}"
