"""Whoever logs in."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from ledger.public_id import new_public_id


class UserManager(BaseUserManager["User"]):
    """Makes users; there is no superuser to make, since the flag gives nothing here."""

    def create_user(self, username: str, *, name: str, password: str | None = None, **fields: Any) -> "User":
        """A user with a hashed password; none given means that password log-in is closed."""
        user = self.model(username=username, name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person with a log-in. Deactivated when leaving; the database refuses deletion.

    ``groups`` stays empty: dated memberships replace it, and ``is_superuser`` gives no right.
    """

    public_id = models.CharField(max_length=26, unique=True, default=new_public_id, editable=False)
    username = models.CharField(
        _("användarnamn"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()]
    )
    name = models.CharField(_("namn"), max_length=200)
    email = models.EmailField(_("e-post"), blank=True)
    title = models.CharField(_("titel"), max_length=200, blank=True)
    language = models.CharField(
        _("språk"), max_length=5, choices=[("sv", "Svenska"), ("en", "English")], default="sv"
    )
    is_active = models.BooleanField(default=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name as colleagues know it."""
        return self.name

    @property
    def initials(self) -> str:
        """At most two capitals for the round picture beside the name."""
        words = [word for word in self.name.split() if word[0].isalpha()]
        return "".join(word[0] for word in words[:2]).upper()
