"""Finding a process: the map is open to everybody who is logged in, keeping and leading it are not."""

from django.http import Http404

from cases import access
from directives.models import Process
from directives.processes import reading
from organisation.models import User


def find_process(public_id: str) -> Process:
    """The process, or 404."""
    found = reading.everything().filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def kept_process(user: User, public_id: str) -> Process:
    """A process this person keeps, or 404."""
    return _allowed(user, "keep_processes", public_id)


def led_process(user: User, public_id: str) -> Process:
    """A process this person leads, or 404."""
    return _allowed(user, "lead_process", public_id)


def _allowed(user: User, action: str, public_id: str) -> Process:
    found: Process = access.find_any(user, Process, action, related=("unit", "keeper"), public_id=public_id)
    return found
