"""Bodies that meet, who sits in them, and what they have delegated."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id
from organisation.models import Unit

USER = settings.AUTH_USER_MODEL


class Body(models.Model):
    """How a unit meets: a board or committee decides with §; a management group only endorses.

    The four numbers of days are counted back from a meeting to its stop dates.
    """

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="body")
    decides = models.BooleanField(default=True)
    ordinary_seats = models.PositiveSmallIntegerField(_("antal ordinarie platser"), default=15)
    referral_days = models.PositiveSmallIntegerField(_("sista svarsdag för remissrundor"), default=35)
    manuscript_days = models.PositiveSmallIntegerField(_("manusstopp"), default=21)
    preparation_days = models.PositiveSmallIntegerField(_("presidieberedning"), default=14)
    notice_days = models.PositiveSmallIntegerField(_("kallelse"), default=7)
    minutes_kept_at = models.CharField(_("protokollet förvaras hos"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decides=False) | Q(ordinary_seats__gt=0), name="deciding_body_has_seats"
            ),
        ]

    def __str__(self) -> str:
        return self.unit.name


class BodyMember(models.Model):
    """A dated place in a body; elected members may have no log-in, so the name is kept here.

    ``order`` is the order in which substitutes are called to serve, and the order of the list.
    """

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("ledamot")
        SUBSTITUTE = "substitute", _("ersättare")

    class Office(models.TextChoices):
        NONE = "", _("ingen")
        CHAIR = "chair", _("ordförande")
        VICE_CHAIR = "vice_chair", _("vice ordförande")
        SECOND_VICE_CHAIR = "second_vice_chair", _("andre vice ordförande")

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="members")
    name = models.CharField(_("namn"), max_length=200)
    party = models.CharField(_("parti"), max_length=40, blank=True)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ORDINARY)
    office = models.CharField(max_length=20, choices=Office.choices, default=Office.NONE, blank=True)
    order = models.PositiveSmallIntegerField(_("ordning"))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["kind", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "name"], condition=Q(ends_on__isnull=True), name="one_place_per_member"
            ),
            models.UniqueConstraint(
                fields=["body", "user"], condition=Q(ends_on__isnull=True), name="one_place_per_user"
            ),
            models.UniqueConstraint(
                fields=["body", "office"],
                condition=Q(ends_on__isnull=True) & ~Q(office=""),
                name="one_holder_per_office",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="member_leaves_after_coming",
            ),
            models.CheckConstraint(
                condition=Q(kind="ordinary") | Q(office=""), name="substitute_holds_no_office"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Delegation(models.Model):
    """An item of a body's delegation order: what may be decided on its behalf, and by whom (KL 6:37)."""

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="delegations")
    code = models.CharField(_("punkt"), max_length=20)
    subject = models.CharField(_("vad som får beslutas"), max_length=300)
    delegate = models.CharField(_("delegat"), max_length=200)
    ends_on = models.DateField(null=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "code"], condition=Q(ends_on__isnull=True), name="one_delegation_per_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.subject}"
