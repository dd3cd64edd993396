"""App registration for desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
