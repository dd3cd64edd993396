"""The sides of a draft, and of the list of assignments, as tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from directives.models import Assignment


def draft_tabs(assignment: Assignment, current: str) -> list[dict[str, Any]]:
    """Writing and looking through."""
    sides = [("edit", _("Skriv")), ("preview", _("Granska"))]
    return [
        {
            "label": label,
            "href": reverse(f"assignment_{name}", args=[assignment.public_id]),
            "current": name == current,
        }
        for name, label in sides
    ]


def list_tabs(current: str) -> list[dict[str, Any]]:
    """Whose assignments are shown."""
    sides = [("mina", _("Mina")), ("givna", _("Vi gav")), ("alla", _("Alla jag ser"))]
    return [{"label": label, "href": f"?visa={code}", "current": code == current} for code, label in sides]
