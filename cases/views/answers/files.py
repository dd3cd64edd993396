"""Files of an answer: added, taken away, and given out to whoever may read the answer."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from cases import access, attachments, file_store
from cases.errors import Refused
from cases.models import Answer, AnswerAttachment, Recipient
from organisation.http import SignedInRequest

from .places import address, only_post, with_answer
from .show import show_answer
from .words import take_form
from .writing import closed, kept

HERE = "#bilagor"


@with_answer("write_answer")
@only_post
def attach(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """Add the chosen files; each one that is refused says why, the others are kept."""
    try:
        taken = take_form(request, place, answer)
    except Refused as refusal:
        return closed(request, place, str(refusal))
    if not taken.files and not taken.file_errors:
        taken.file_errors.append(_("Välj minst en fil."))
    if taken.files:
        messages.success(request, _added(taken.files))
    if not taken.is_whole:
        return show_answer(request, place, answer, taken)
    return HttpResponseRedirect(address(place) + HERE)


@with_answer("write_answer")
@only_post
def detach(request: SignedInRequest, place: Recipient, answer: Answer, attachment: str) -> HttpResponse:
    """Take a file out of an answer that is not given yet; a second click changes nothing."""
    problem = kept(request, place, answer)
    if problem:
        return problem
    files = access.visible_to(request.user, AnswerAttachment, "write_answer")
    found = files.filter(answer=answer, public_id=attachment).select_related("answer").first()
    if found is not None:
        try:
            attachments.detach(found, by=request.user)
        except Refused as refusal:
            return closed(request, place, str(refusal))
        messages.success(request, _("%(name)s är borttagen.") % {"name": found.name})
    return HttpResponseRedirect(address(place) + HERE)


@require_safe
def download(request: SignedInRequest, public_id: str, attachment: str) -> FileResponse:
    """The file under the name its sender gave it: saved, never shown or run by the browser."""
    found = access.find_any(
        request.user,
        AnswerAttachment,
        "read_draft",
        "read_answers",
        "read_shared",
        related=("file",),
        public_id=attachment,
        answer__parties__recipient__public_id=public_id,
    )
    return _inert(found)


def _inert(attachment: AnswerAttachment) -> FileResponse:
    try:
        content = file_store.open_stored(attachment.file.sha256)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content, as_attachment=True, filename=attachment.name, content_type=attachment.file.media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _added(count: int) -> str:
    said = ngettext("%(count)d fil är tillagd.", "%(count)d filer är tillagda.", count)
    return said % {"count": count}
