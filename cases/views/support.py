"""What every page that changes something shares: one effect per form, refusals in words."""

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from cases.errors import NotAllowed, Refused
from cases.text import normalise
from ledger.idempotency import KeyUsedForOtherContent, once
from ledger.public_id import new_public_id
from organisation.http import SignedInRequest

KEY_FIELD = "once_key"
# What the page itself put into a form: which of its forms, about which row.
SILENT_FIELDS = {"do", "about"}
PUBLIC_ID = re.compile(r"[a-z2-7]{26}")


def perform(
    request: SignedInRequest,
    verb: Callable[[], Any],
    *,
    name: str,
    success: str,
    go_to: str,
    back_to: str | None = None,
    keep_words: bool = False,
) -> HttpResponse:
    """Run ``verb`` once for this form's key, say how it went, and redirect.

    A second click gives the first result's page. A refusal is said on ``back_to``; a missing
    right is a 404; the same key with other content is a 409 that shows what was written, and so is
    a refusal where the words are kept.
    """
    try:
        run_once(request, verb, name=name)
    except NotAllowed as error:
        raise Http404 from error
    except Refused as refusal:
        if keep_words and _typed(request):
            return too_late_page(request, back_to or go_to, str(refusal))
        messages.error(request, str(refusal))
        return redirect(back_to or go_to)
    except KeyUsedForOtherContent:
        return too_late_page(request, go_to)
    messages.success(request, success)
    return redirect(go_to)


def too_late_page(request: SignedInRequest, back: str, message: str = "") -> HttpResponse:
    """It cannot be done any more; what was written is shown, so that nothing is lost."""
    context = {"text": _typed(request), "back": back, "message": message}
    return render(request, "errors/409.html", context, status=409)


def run_once(request: SignedInRequest, verb: Callable[[], Any], *, name: str) -> Any:
    """Run ``verb`` unless this form's key was used already; answers its JSON result or None."""
    key = normalise(request.POST.get(KEY_FIELD, ""))[:64] or new_public_id()
    result, _ran = once(
        lambda: _as_json(verb()),
        actor_id=request.user.id,
        key=key,
        name=name,
        body=written(request),
    )
    return result


def posted(request: SignedInRequest) -> QueryDict | None:
    """What the form brought, however little; None when the page is only read."""
    return request.POST if request.method == "POST" else None


def written(request: SignedInRequest) -> dict[str, Any]:
    """Everything typed in the form, without its tokens."""
    hidden = {"csrfmiddlewaretoken", KEY_FIELD}
    typed = {name: values for name, values in request.POST.lists() if name not in hidden}
    files = [f"{file.name} ({file.size})" for _field, sent in request.FILES.lists() for file in sent]
    return typed | ({"files": files} if files else {})


def _typed(request: SignedInRequest) -> str:
    """What was written in the form, a line per field."""
    fields = (values for name, values in written(request).items() if name not in SILENT_FIELDS)
    return "\n".join(
        value for values in fields for value in values if value.strip() and not PUBLIC_ID.fullmatch(value)
    )


def _as_json(result: Any) -> Any:
    return getattr(result, "public_id", None) if result is not None else None
