"""Items of business: from an officer's draft over the agenda to a closed §."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id

from .body import Body, BodyMember
from .case import Case
from .document import Document, DocumentFile
from .meeting import Meeting, Summons
from .minutes import ApprovalOccasion
from .referral import ReferralRound

USER = settings.AUTH_USER_MODEL


class AgendaItem(models.Model):
    """An item of business (ärende). It becomes a § when it is closed, and keeps that number for ever.

    What is returned or postponed goes round again as a new item that ``continues`` this one. ``chair`` is
    who led a closed §, and before that whoever leads this item alone; ``counted_at`` is when those who took
    part in it were counted. ``chosen`` is the outcome somebody has in mind while the item is on.
    """

    NUMBER_FIELDS: tuple[str, ...] = ("year", "paragraph", "paragraph_given_at")

    class Kind(models.TextChoices):
        DECISION = "decision", _("beslut")
        INFORMATION = "information", _("information")
        DELEGATION_REPORT = "delegation_report", _("anmälan av delegationsbeslut")
        FORMAL = "formal", _("formalia")
        DIALOGUE = "dialogue", _("dialog")
        ENDORSEMENT = "endorsement", _("ställningstagande")
        BREAK = "break", _("paus")

    class State(models.TextChoices):
        DRAFTED = "drafted", _("förbereds")
        REVIEW = "review", _("granskas")
        ANNOUNCED = "announced", _("anmält")
        LISTED = "listed", _("på dagordningen")
        CLOSED = "closed", _("avslutat")

    class Outcome(models.TextChoices):
        AS_PROPOSED = "as_proposed", _("enligt förslag")
        CHANGED = "changed", _("med ändring")
        RETURNED = "returned", _("återremiss")
        POSTPONED = "postponed", _("bordläggs")
        WITHDRAWN = "withdrawn", _("utgår")
        REJECTED = "rejected", _("avslag")
        NOTED = "noted", _("antecknas")
        ENDORSED = "endorsed", _("ställer sig bakom")
        IN_PRINCIPLE = "in_principle", _("ställer sig bakom i princip, men …")
        NOT_ENDORSED = "not_endorsed", _("ställer sig inte bakom")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="items")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, null=True, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="agenda_items")
    round = models.ForeignKey(ReferralRound, on_delete=models.PROTECT, null=True, related_name="agenda_items")
    continues = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="continued_by")
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.DECISION)
    title = models.CharField(_("rubrik"), max_length=300)
    presenter = models.CharField(_("föredragande"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(null=True)
    starts_at = models.TimeField(null=True)
    minutes = models.PositiveSmallIntegerField(null=True)
    extra = models.BooleanField(default=False)
    immediate = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFTED)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    chosen = models.CharField(max_length=16, choices=Outcome.choices, blank=True, default="", db_default="")
    chosen_edition = models.PositiveIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    announced_at = models.DateTimeField(null=True)
    announced_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    proposal = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    chair = models.ForeignKey(BodyMember, on_delete=models.PROTECT, null=True, related_name="+")
    counted_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    reopen_reason = models.TextField(blank=True)
    summons = models.ForeignKey(Summons, on_delete=models.PROTECT, null=True, related_name="items")
    occasion = models.ForeignKey(ApprovalOccasion, on_delete=models.PROTECT, null=True, related_name="items")
    year = models.PositiveSmallIntegerField(null=True)
    paragraph = models.PositiveIntegerField(null=True)
    paragraph_given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "paragraph"], name="one_item_per_paragraph"),
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="one_item_per_place_on_the_agenda",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(year__isnull=True, paragraph__isnull=True, paragraph_given_at__isnull=True)
                | Q(year__isnull=False, paragraph__isnull=False, paragraph_given_at__isnull=False),
                name="paragraph_comes_with_year_and_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed", outcome="") & (Q(state="closed") | Q(outcome="")),
                name="closed_item_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False, closed_by__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True, closed_by__isnull=True)),
                name="closed_item_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["listed", "closed"])
                | Q(meeting__isnull=False, position__isnull=False),
                name="listed_item_has_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(reopened_at__isnull=True) | ~Q(reopen_reason=""),
                name="reopened_item_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind="break") | Q(paragraph__isnull=True), name="a_break_is_no_paragraph"
            ),
        ]
        indexes = [models.Index(fields=["body", "state"], name="item_by_body_and_state")]

    def __str__(self) -> str:
        return self.title

    def take_number(self, sequence: int, at: datetime) -> None:
        """Become the body's next § of the meeting's year."""
        self.year = self.meeting.on.year if self.meeting else at.year
        self.paragraph = sequence
        self.paragraph_given_at = at

    @property
    def is_closed(self) -> bool:
        """The outcome is recorded; nothing more is written unless it is opened again."""
        return self.state == self.State.CLOSED


class ItemText(models.Model):
    """One text of an item, saved as it is typed; ``edition`` counts the savings (409 when it was overtaken)."""

    class Field(models.TextChoices):
        BACKGROUND = "background", _("sammanfattning av ärendet")
        PROPOSALS = "proposals", _("yrkanden")
        PROCEDURE = "procedure", _("beslutsgång")
        CONDITION = "condition", _("förbehåll")
        NOTE = "note", _("anteckning")
        RETURN = "return", _("skäl för återremiss")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="texts")
    field = models.CharField(max_length=12, choices=Field.choices)
    text = models.TextField(blank=True)
    edition = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "field"], name="one_text_per_field")]

    def __str__(self) -> str:
        return f"{self.field} of {self.item_id}"


class AgendaDocument(models.Model):
    """A document of an item. Its pages are numbered when it is sent, and stay so ever after."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="papers")
    file = models.ForeignKey(DocumentFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()
    summons = models.ForeignKey(Summons, on_delete=models.PROTECT, null=True, related_name="papers")
    first_page = models.PositiveIntegerField(null=True)
    pages = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "file"], name="one_paper_per_file"),
            models.CheckConstraint(
                condition=Q(summons__isnull=True, first_page__isnull=True, pages__isnull=True)
                | Q(summons__isnull=False, first_page__isnull=False, pages__isnull=False),
                name="sent_paper_has_its_pages",
            ),
        ]

    def __str__(self) -> str:
        return self.title
