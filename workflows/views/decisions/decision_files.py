"""The file an official is about to adopt: brought to the case from the page where the decision is written."""

from django.contrib import messages
from django.utils.translation import gettext as _

from cases.errors import Refused
from cases.forms.meetings import PaperForm
from cases.meetings.case_files import judged, register_file
from cases.models import Case
from cases.views.meetings.steps import say
from cases.views.support import run_once
from ledger.idempotency import KeyUsedForOtherContent
from organisation.http import SignedInRequest

PREFIX = "paper"
ATTACH = "attach"


def paper_form(request: SignedInRequest) -> PaperForm:
    """Bound as soon as a file was chosen, whatever button was pressed: a chosen file is never dropped in silence."""
    if f"{PREFIX}-file" in request.FILES or request.POST.get("do") == ATTACH:
        return PaperForm(request.POST, request.FILES, prefix=PREFIX)
    return PaperForm(prefix=PREFIX)


def bring(request: SignedInRequest, case: Case, form: PaperForm) -> PaperForm:
    """Register the file in the case once; an empty form for the next one, or this one with what was wrong."""
    if not form.is_bound or not form.is_valid():
        return form
    try:
        run_once(request, lambda: _register(request, case, form), name="bring_file")
    except Refused as refusal:
        say(refusal, form)
        return form
    except KeyUsedForOtherContent:
        form.add_error("file", _("Sidan var redan skickad. Välj filen en gång till."))
        return form
    messages.success(request, _("Filen är registrerad i ärendet. Välj den i den punkt som fastställer den."))
    return PaperForm(prefix=PREFIX)


def _register(request: SignedInRequest, case: Case, form: PaperForm) -> object:
    sent = form.cleaned_data["file"]
    title = form.cleaned_data["title"]
    brought = judged(name=sent.name, stream=sent.file, size=sent.size, title=title)
    return register_file(case, brought, by=request.user)
