"""What the pages of planning have in common: taking a step once, and saying a refusal where it belongs."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from cases.errors import NotAllowed, ReasonMissing, Refused
from cases.meetings.errors import MeetingInPast, MeetingTaken, MemberTwice, OfficeTaken, SeriesHasBegun
from cases.meetings.minutes_errors import NotPosted, OthersElected
from cases.meetings.paper_errors import CodeTaken
from cases.paper.pack_files import UnreadablePdf
from cases.uploads import UploadRefused
from cases.views import support
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest

FIELD_OF: Mapping[type[Refused], str] = {
    MeetingInPast: "on",
    MeetingTaken: "on",
    MemberTwice: "name",
    OfficeTaken: "office",
    SeriesHasBegun: "first",
    CodeTaken: "code",
    ReasonMissing: "reason",
    OthersElected: "reason",
    NotPosted: "before_notice",
    UploadRefused: "file",
    UnreadablePdf: "file",
}


def take(
    request: SignedInRequest,
    form: forms.BaseForm,
    verb: Callable[[], Any],
    *,
    name: str,
    success: str,
    go_to: str | Callable[[Any], str],
) -> HttpResponse | None:
    """Run the verb once and go on; None when something is to be put right, said in the form.

    ``go_to`` may be made of what the verb answered (its public id).
    """
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        result = support.run_once(request, verb, name=name)
    except NotAllowed as error:
        raise Http404 from error
    except KeyUsedForOtherContent:
        return render(request, "errors/409.html", {"text": _typed(form), "back": request.path}, status=409)
    except Refused as refusal:
        say(refusal, form)
        return None
    if success:
        messages.success(request, success)
    return redirect(go_to(result) if callable(go_to) else go_to)


def say(refusal: Refused, form: forms.BaseForm) -> None:
    """Say a refusal at the field it is about, else in the form's summary."""
    form.add_error(_field_of(refusal, form), str(refusal))


def too_late(request: SignedInRequest, form: forms.BaseForm, go_to: str) -> HttpResponse:
    """Say what the form could not do, on a page that no longer shows it."""
    for errors in form.errors.values():
        messages.error(request, " ".join(str(error) for error in errors))
    return redirect(go_to)


def _field_of(refusal: Refused, form: forms.BaseForm) -> str | None:
    names = [name for kind, name in FIELD_OF.items() if isinstance(refusal, kind)]
    return next((name for name in names if name in form.fields), None)


def _typed(form: forms.BaseForm) -> str:
    return "\n".join(str(value) for value in form.cleaned_data.values() if value)
