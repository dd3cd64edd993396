"""Steering documents: what was adopted, by which decision, in exactly which version, from when to when."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from cases.models import Adoption, AgendaItem, Decision, Document, DocumentVersion, EarlierDecision
from ledger.public_id import new_public_id
from organisation import clock
from organisation.models import Unit


class SteeringDocument(models.Model):
    """A document that steers: one wording valid from a day, until a later one takes over."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="steering")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, related_name="steering")
    adoption = models.OneToOneField(Adoption, on_delete=models.PROTECT, null=True, related_name="steering")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, adoption__isnull=True)
                | Q(decision__isnull=True, adoption__isnull=False),
                name="steering_document_rests_on_one_decision",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="steering_document_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["document"], condition=Q(valid_to__isnull=True), name="one_wording_without_end"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def basis(self) -> Decision | None:
        """The official's decision behind it; None when a body decided."""
        if self.decision is not None:
            return self.decision
        return self.adoption.point.decision if self.adoption else None

    @property
    def paragraph(self) -> AgendaItem | None:
        """The § behind it; None when an official decided."""
        return self.adoption.point.item if self.adoption else None

    @property
    def earlier(self) -> EarlierDecision | None:
        """The decision from before this system behind it, if it is that old."""
        return self.adoption.point.earlier if self.adoption else None

    @property
    def decision_number(self) -> str:
        """What the decision is called: its number, or § and year; nothing when it is called as the document is."""
        item, earlier = self.paragraph, self.earlier
        if item is not None:
            return f"§ {item.paragraph}/{item.year}"
        if earlier is not None:
            name = _earlier_number(earlier)
            return "" if name == self.title else name
        return str(self.basis or "")

    @property
    def decided_by(self) -> str:
        """The body, or the official's title."""
        item, earlier = self.paragraph, self.earlier
        if item is not None:
            return item.body.unit.name
        if earlier is not None:
            return earlier.unit.name
        return self.basis.decider_title if self.basis else ""

    @property
    def decided_on(self) -> date | None:
        """The day of the meeting, or of the official's decision; None where only words are known."""
        item, earlier = self.paragraph, self.earlier
        if item is not None:
            return item.meeting.on if item.meeting else None
        if earlier is not None:
            return earlier.on
        return clock.local(self.basis.decided_at).date() if self.basis else None

    @property
    def decided_when(self) -> str:
        """The same as it is written, or the words that are all that is known."""
        if self.decided_on is not None:
            return self.decided_on.isoformat()
        return self.earlier.on_words if self.earlier else ""

    def steers_on(self, day: date) -> bool:
        """Whether this wording is the valid one on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def round_id(self) -> int | None:
        """The round it came of, if it came of one."""
        item = self.paragraph
        return item.round_id if item is not None else self.basis.round_id if self.basis else None


def _earlier_number(earlier: EarlierDecision) -> str:
    if not earlier.paragraph:
        return earlier.title or _("äldre beslut")
    return f"§ {earlier.paragraph}/{earlier.on.year}" if earlier.on else f"§ {earlier.paragraph}"
