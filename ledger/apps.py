"""App registration for ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "ledger"
