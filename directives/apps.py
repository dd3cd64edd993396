"""App registration for directives."""

from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "directives"

    def ready(self) -> None:
        """Say which rows here a right opens, which right each kind of task asks for, and what ends with an order."""
        from cases.ends_with import add_teller
        from cases.item_steps import add_steps
        from cases.scopes import open_up

        from .item_steps import STEPS
        from .orders import ends_with
        from .scopes import SCOPES

        open_up(SCOPES)
        add_steps(STEPS)
        add_teller(ends_with)
