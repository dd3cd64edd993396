"""Steering documents: what was adopted, by which decision, in exactly which version, from when to when."""

from django.db import models
from django.db.models import F, Q

from cases.models import Decision, Document, DocumentVersion
from ledger.public_id import new_public_id
from organisation.models import Unit


class SteeringDocument(models.Model):
    """A document that steers: one wording valid from a day, until a later one takes over."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    title = models.CharField(max_length=300)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    version = models.OneToOneField(DocumentVersion, on_delete=models.PROTECT, related_name="steering")
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="steering")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        ordering = ["-valid_from", "-id"]
        constraints = [
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
