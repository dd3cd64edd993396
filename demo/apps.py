"""App registration for the demo world; production never installs it."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "demo"
