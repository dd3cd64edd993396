"""Personal rights on one unit, kept in guardian's direct-foreign-key tables."""

from django.conf import settings
from django.db import models
from guardian.models import UserObjectPermissionBase

from .unit import Unit


class Grant(models.Model):
    """Who gave a personal right, why, and until which day it holds."""

    source = models.CharField(max_length=64, blank=True)
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class UnitGrant(Grant, UserObjectPermissionBase):
    """A personal right on a unit."""

    content_object = models.ForeignKey(Unit, on_delete=models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
