"""The demo's mailbox: the mail a person would have got. It exists in the demo only."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from notifications import mailbox as letters
from notifications.mailbox import Letter
from notifications.models import Notice
from organisation.http import SignedInRequest

View = Callable[..., Any]
STATE = Notice.State
STATES = {
    STATE.WAITING: (_("väntar på att skickas"), "sol", "clock"),
    STATE.SENT: (_("skickat"), "skog", "check"),
    STATE.FAILED: (_("inte levererat"), "lingon", "circle-x"),
}
FOR_THE_MAIL_ALONE = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}


def in_the_demo(view: View) -> View:
    """Nobody has a mailbox here outside the demo."""

    @wraps(view)
    def found(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO_LOGINS:
            raise Http404
        return view(request, *args, **kwargs)

    return found


@require_safe
@in_the_demo
def mailbox(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """The person's mail, the newest first, and the one that was opened."""
    found = letters.newest(request.user)
    opened = _one(found, pk) if pk is not None else None
    rows = [_row(letter, opened) for letter in found]
    return render(request, "desk/mailbox.html", {"rows": rows, "opened": opened})


@require_safe
@csp(FOR_THE_MAIL_ALONE)
@xframe_options_sameorigin
@in_the_demo
def mailbox_html(request: SignedInRequest, pk: int) -> HttpResponse:
    """One mail's HTML as a mail program shows it; only here may styles be inline, and nothing else."""
    html = _one(letters.newest(request.user), pk).message.html
    return HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))


def _one(found: list[Letter], pk: int) -> Letter:
    for letter in found:
        if letter.notice.pk == pk:
            return letter
    raise Http404


def _row(letter: Letter, opened: Letter | None) -> dict[str, Any]:
    notice = letter.notice
    state, tone, icon = STATES[STATE(notice.state)]
    return {
        "pk": notice.pk,
        "subject": letter.message.subject,
        "at": letter.event.at,
        "state": state,
        "tone": tone,
        "icon": icon,
        "is_open": letter is opened,
    }
