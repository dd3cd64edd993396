"""Assignments (uppdrag): who is commissioned by whom to do what, in which wording, and where it stands."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models import Case, Document, Point, Undertaking
from ledger.public_id import new_public_id
from organisation.models import Unit

from .process import Process, ProcessPart

USER = settings.AUTH_USER_MODEL
TEXTS = ("description", "responsibilities", "mandate", "way_of_working", "reporting", "term_words")


class Assignment(models.Model):
    """One assignment, on its own or below another; giver, taker and days may be missing while it is drafted.

    ``unit`` is where the commissioner sits. A yearly one begins its next ``term`` when the present one is
    fulfilled. ``root`` is the topmost of its tree, so that a whole tree is one query.
    """

    class Kind(models.TextChoices):
        ASSIGNMENT = "assignment", _("uppdrag")
        WORKSTREAM = "workstream", _("delström")

    class State(models.TextChoices):
        DRAFTED = "drafted", _("utkast")
        OFFERED = "offered", _("väntar på svar")
        DECLINED = "declined", _("inte mottaget")
        UNDER_WAY = "under_way", _("pågår")
        REPORTED = "reported", _("slutrapporterat")
        FULFILLED = "fulfilled", _("fullgjort")
        WITHDRAWN = "withdrawn", _("återtaget")

    class Status(models.TextChoices):
        ON_TRACK = "on_track", _("enligt plan")
        AT_RISK = "at_risk", _("risk för avvikelse")
        OFF_TRACK = "off_track", _("avviker från plan")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ASSIGNMENT)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    giver_user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    giver_title = models.CharField(max_length=200, blank=True)
    taker_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    taker_user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    taker_title = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    taker_case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    process = models.ForeignKey(Process, on_delete=models.PROTECT, null=True, related_name="assignments")
    part = models.ForeignKey(ProcessPart, on_delete=models.PROTECT, null=True, related_name="+")
    appoints = models.BooleanField(default=False)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    root = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    undertaking = models.ForeignKey(
        Undertaking, on_delete=models.PROTECT, null=True, related_name="assignments"
    )
    previous = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="next_term")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFTED)
    status = models.CharField(max_length=12, choices=Status.choices, blank=True)
    status_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_words = models.CharField(max_length=200, blank=True)
    yearly = models.BooleanField(default=False)
    term = models.PositiveSmallIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    paused_at = models.DateTimeField(null=True)
    paused_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    fulfilled_by = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="assignment_is_due_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drafted", "declined", "withdrawn"])
                | (
                    Q(offered_at__isnull=False, offered_by__isnull=False)
                    & (Q(taker_user__isnull=False) | Q(taker_unit__isnull=False))
                ),
                name="offered_assignment_has_a_taker",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["under_way", "reported"])
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accepted_assignment_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["fulfilled", "withdrawn"], ended_at__isnull=False)
                | (
                    ~Q(state__in=["fulfilled", "withdrawn"]) & Q(ended_at__isnull=True, ended_by__isnull=True)
                ),
                name="ended_assignment_says_when",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True, paused_by__isnull=True)
                | Q(paused_at__isnull=False, paused_by__isnull=False, state="under_way"),
                name="only_what_is_under_way_is_paused",
            ),
            models.CheckConstraint(
                condition=Q(fulfilled_by__isnull=True) | Q(state="fulfilled"), name="a_point_fulfils_it"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="no_assignment_below_itself"
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, root__isnull=True)
                | Q(parent__isnull=False, root__isnull=False),
                name="a_child_knows_its_root",
            ),
            models.CheckConstraint(
                condition=Q(appoints=False) | Q(process__isnull=False), name="appoints_to_a_process"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="assignment_by_giver"),
            models.Index(fields=["taker_unit", "state", "due_on"], name="assignment_by_taker"),
            models.Index(fields=["taker_user", "state", "due_on"], name="assignment_by_person"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """It has not ended."""
        return self.state not in {self.State.FULFILLED, self.State.WITHDRAWN}


class AssignmentVersion(models.Model):
    """One wording of the assignment document (uppdragshandling).

    Frozen when it is offered or when the scope is adjusted; ``editions`` counts each text's savings while
    it is drafted and ``savers`` says who saved last (``facts``: everything but the texts). Responsibilities are
    one a row.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    description = models.TextField(blank=True)
    responsibilities = ArrayField(models.TextField(), default=list, blank=True)
    mandate = models.TextField(blank=True)
    way_of_working = models.TextField(blank=True)
    reporting = models.TextField(blank=True)
    term_words = models.TextField(blank=True)
    starts_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    due_words = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    parties = models.JSONField(default=dict)
    editions = models.JSONField(default=dict)
    savers = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    content_hash = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "number"], name="one_assignment_version_per_number"
            ),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(frozen_at__isnull=True), name="one_assignment_draft"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, frozen_by__isnull=True, content_hash="")
                | (Q(frozen_at__isnull=False, frozen_by__isnull=False) & ~Q(content_hash="")),
                name="frozen_assignment_says_who_when_and_hash",
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True, acknowledged_by__isnull=True)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False, frozen_at__isnull=False),
                name="only_what_is_frozen_is_acknowledged",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} v{self.number}"

    @property
    def named(self) -> dict[str, str]:
        """Who gives and takes it by name, title and unit: as it was given, else as it stands now."""
        return self.parties or parties_of(self.assignment)

    @property
    def taken_over_by(self) -> str:
        """Whose yes to taking the assignment over gave this wording, by name; most come of no such thing."""
        if self.number == 1 or self.frozen_at is None:
            return ""
        moves = self.assignment.transfers.filter(state="accepted", answered_at=self.frozen_at)
        return moves.values_list("answered_by__name", flat=True).first() or ""


def parties_of(assignment: Assignment) -> dict[str, str]:
    """Who gives and who takes an assignment today, in words; what is not known is empty."""
    giver, taker, place = assignment.giver_user, assignment.taker_user, assignment.taker_unit
    return {
        "giver": giver.name if giver else "",
        "giver_title": assignment.giver_title,
        "giver_unit": assignment.unit.name,
        "taker": taker.name if taker else "",
        "taker_title": assignment.taker_title,
        "taker_unit": place.name if place else "",
    }


class AssignmentTemplate(models.Model):
    """A unit's own beginning for an assignment document (mall)."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    responsibilities = ArrayField(models.TextField(), default=list, blank=True)
    mandate = models.TextField(blank=True)
    way_of_working = models.TextField(blank=True)
    reporting = models.TextField(blank=True)
    term_words = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"], condition=Q(retired_at__isnull=True), name="one_template_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
