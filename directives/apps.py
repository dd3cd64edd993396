"""App registration for directives."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"

    def ready(self) -> None:
        """Say which of the rows here a right opens, and which right each kind of task asks for."""
        from cases.item_steps import add_steps
        from cases.scopes import open_up

        from .item_steps import STEPS
        from .scopes import SCOPES

        open_up(SCOPES)
        add_steps(STEPS)
