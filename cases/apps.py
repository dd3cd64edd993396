"""App registration for cases."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        from .actions import make_permissions

        post_migrate.connect(make_permissions, sender=self, dispatch_uid="cases.permissions")
