"""Documents, their frozen versions, sections that keep their identity, and stored files."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation.models import Unit

from .case import Case


class Document(models.Model):
    """A document of a case: one entry in its register, numbered within the case (OSL 5:2)."""

    NUMBER_FIELDS: tuple[str, ...] = ("number_in_case", "registered_at")

    class Direction(models.TextChoices):
        IN = "in", _("inkommen")
        OUT = "out", _("utgående")
        INTERNAL = "internal", _("upprättad")

    class Kind(models.TextChoices):
        DRAFT = "draft", _("utkast")
        REFERRAL = "referral", _("remissutskick")
        ANSWER = "answer", _("remissvar")
        COMPILATION = "compilation", _("remissammanställning")
        FEEDBACK = "feedback", _("återkoppling")
        DECISION = "decision", _("beslut")
        PROPOSAL = "proposal", _("tjänsteutlåtande")
        PAPER = "paper", _("möteshandling")
        SUMMONS = "summons", _("kallelse")
        MINUTES = "minutes", _("protokoll")
        EXTRACT = "extract", _("protokollsutdrag")
        ASSIGNMENT = "assignment", _("uppdragshandling")
        REPORT = "report", _("rapport")
        SITUATION = "situation", _("lägesbild")
        STEERING = "steering", _("styrdokument")
        PLAN = "plan", _("plan")
        DIFFERENCE = "difference", _("skillnad mellan två års planer")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=300)
    direction = models.CharField(max_length=8, choices=Direction.choices)
    counterpart = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    number_in_case = models.PositiveIntegerField(null=True)
    registered_at = models.DateTimeField(null=True)
    drawn_up_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number_in_case"], name="one_document_per_number_in_case"
            ),
            models.CheckConstraint(
                condition=Q(number_in_case__isnull=True, registered_at__isnull=True)
                | Q(number_in_case__isnull=False, registered_at__isnull=False),
                name="document_number_and_registration_come_together",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def take_number(self, sequence: int, at: datetime) -> None:
        """Become registered as the next document of its case."""
        self.number_in_case = sequence
        self.registered_at = at


class DocumentVersion(models.Model):
    """One wording of a document. Frozen means that its text can never change again."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5, default="sv")
    frozen_at = models.DateTimeField(null=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number"),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, frozen_by__isnull=True, content_hash="")
                | (Q(frozen_at__isnull=False, frozen_by__isnull=False) & ~Q(content_hash="")),
                name="frozen_version_says_who_when_and_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class Section(models.Model):
    """A part of a document that stays the same part from version to version."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="sections")
    predecessors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="successors")

    def __str__(self) -> str:
        return self.public_id


class SectionVersion(models.Model):
    """A section's wording in one version. Text is Markdown, NFC, LF."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="versions")
    version = models.ForeignKey(DocumentVersion, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    keywords = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "version"], name="one_wording_per_version"),
            models.UniqueConstraint(
                fields=["version", "position"],
                name="one_section_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class StoredFile(models.Model):
    """A file in the store, named by the SHA-256 of its content."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256


class DocumentFile(models.Model):
    """A file that is the document, under the name it is fetched by."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
