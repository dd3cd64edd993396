"""App registration for desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"

    def ready(self) -> None:
        from workflows import beside

        from . import deliveries

        beside.add_source(deliveries.notes)
