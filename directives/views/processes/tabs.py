"""The three sides of the process map, as tabs."""

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(current: str) -> list[dict[str, object]]:
    """Map, questions, nominations."""
    labels = {
        "processes": _("Processkarta"),
        "needs": _("Frågor och behov"),
        "nominations": _("Nomineringar"),
    }
    return [
        {"label": label, "href": reverse(name), "current": name == current} for name, label in labels.items()
    ]
