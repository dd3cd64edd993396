"""The outermost room: settings, URLs, recurring jobs, effects and the services the demo brings along."""

from config.celery import app as celery_app  # whoever sends a task, sends it through this app

__all__ = ["celery_app"]
