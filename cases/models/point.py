"""Decision points (beslutspunkter): what is decided, and what each point does when it is approved."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation.models import Unit

from .agenda import AgendaItem
from .document import DocumentVersion
from .outcome import Decision

USER = settings.AUTH_USER_MODEL


class EarlierDecision(models.Model):
    """A decision made before this diary was kept here, so that it can be referred to and fulfilled."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(null=True)
    on_words = models.CharField(max_length=200, blank=True)
    paragraph = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=300, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "on", "paragraph"],
                condition=Q(on__isnull=False, paragraph__isnull=False),
                name="one_earlier_decision_per_paragraph",
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=False) | ~Q(on_words=""), name="earlier_decision_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.on or self.on_words} § {self.paragraph or '–'}"


class Point(models.Model):
    """One numbered point of an item, of an official's decision, or of an earlier decision.

    ``proposed`` is the proposal's wording, ``text`` what is decided; they differ only in a changed
    outcome. ``what``, ``to_*`` and ``due_*`` say what an assignment orders, in words beside the date
    where the words are all there is ("omgående").
    """

    class Kind(models.TextChoices):
        NOTE = "note", _("beslutar eller antecknar")
        ADOPT = "adopt", _("fastställer en handling")
        ASSIGN = "assign", _("ger ett uppdrag")
        FULFIL = "fulfil", _("förklarar ett uppdrag fullgjort")
        RECOMMEND = "recommend", _("rekommenderar")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, null=True, related_name="points")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="points")
    earlier = models.ForeignKey(EarlierDecision, on_delete=models.PROTECT, null=True, related_name="points")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.NOTE)
    proposed = models.TextField(blank=True)
    text = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=0)
    added = models.BooleanField(default=False)
    struck = models.BooleanField(default=False)
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    to_user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    to_words = models.CharField(max_length=200, blank=True)
    what = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    due_words = models.CharField(max_length=200, blank=True)
    yearly = models.BooleanField(default=False)
    fulfils = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="fulfilled_by")

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, decision__isnull=True, earlier__isnull=True)
                | Q(item__isnull=True, decision__isnull=False, earlier__isnull=True)
                | Q(item__isnull=True, decision__isnull=True, earlier__isnull=False),
                name="a_point_belongs_to_one_decision",
            ),
            models.UniqueConstraint(
                fields=["item", "number"],
                name="one_point_per_number",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(fields=["decision", "number"], name="one_point_per_number_of_decision"),
            models.UniqueConstraint(fields=["earlier", "number"], name="one_point_per_number_of_earlier"),
            models.CheckConstraint(
                condition=Q(fulfils__isnull=True) | Q(kind="fulfil"), name="only_a_fulfilling_point_fulfils"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def is_changed(self) -> bool:
        """The meeting changed the proposal here."""
        return self.added or self.struck or self.text != self.proposed

    def is_late(self, today: date) -> bool:
        """What it orders should have been done by now."""
        return self.due_on is not None and self.due_on < today


class Adoption(models.Model):
    """A version a point adopts, by the hash of its content; several make a set (a plan with its annex).

    ``title`` and ``kind`` are what it is called among steering documents; empty when nothing else was said.
    """

    class Kind(models.TextChoices):
        PRINCIPLES = "principles", _("principer")
        STRATEGY = "strategy", _("strategi")
        POLICY = "policy", _("policy")
        PLAN = "plan", _("plan")
        GUIDELINE = "guideline", _("riktlinje")
        AGREEMENT = "agreement", _("överenskommelse")
        ROUTINE = "routine", _("rutin")

    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="adoptions")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="adoptions")
    version_hash = models.CharField(max_length=64)
    valid_from = models.DateField(null=True)
    title = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["point", "version"], name="one_adoption_per_version"),
            models.CheckConstraint(condition=~Q(version_hash=""), name="adoption_names_the_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} by {self.point_id}"

    @property
    def called(self) -> str:
        """What is adopted is called."""
        return self.title or self.version.document.title


class Reference(models.Model):
    """One decision that refers to another; shown on both (relation: "verkställer", "föranleds av" …)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, null=True, related_name="references")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="references")
    to_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="referred_by")
    to_decision = models.ForeignKey(Decision, on_delete=models.PROTECT, null=True, related_name="referred_by")
    to_earlier = models.ForeignKey(
        EarlierDecision, on_delete=models.PROTECT, null=True, related_name="referred_by"
    )
    to_point = models.ForeignKey(Point, on_delete=models.PROTECT, null=True, related_name="referred_by")
    relation = models.CharField(max_length=60)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, decision__isnull=True)
                | Q(item__isnull=True, decision__isnull=False),
                name="a_reference_stands_in_one_decision",
            ),
            models.CheckConstraint(
                condition=Q(to_item__isnull=False, to_decision__isnull=True, to_earlier__isnull=True)
                | Q(to_item__isnull=True, to_decision__isnull=False, to_earlier__isnull=True)
                | Q(to_item__isnull=True, to_decision__isnull=True, to_earlier__isnull=False),
                name="a_reference_points_at_one_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.relation
