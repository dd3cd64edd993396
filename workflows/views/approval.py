"""The manager's yes or no to an answer, read word by word."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cases import access, answer_changes, answer_text
from cases.forms.answers import ApprovalForm
from cases.models import Answer, Recipient
from cases.views.answers.pages import AnswerPage, read
from cases.views.answers.places import with_answer
from cases.views.answers.show import show
from cases.views.support import posted
from organisation.http import SignedInRequest
from workflows import engine
from workflows.views.taking import take


@with_answer("approve_answer")
def approval(request: SignedInRequest, place: Recipient, answer: Answer) -> HttpResponse:
    """The manager reads every word and says yes, or no and why."""
    form = ApprovalForm(posted(request))
    decide = _return if form.says_no else _approve
    if form.is_bound and (taken := decide(request, place, answer, form)):
        return taken
    # the fingerprint is taken before the words are read: newer words are refused, never approved unread
    words = answer_text.snapshot(answer)
    page = read(place, answer, request.user)
    context = {
        "page": page,
        "form": form,
        "read_hash": answer_text.text_hash(words),
        "read_words": form.sealed(words),
        "changes": _changes_while_reading(form, words, page),
        "earlier": list(answer.approvals.select_related("by", "on_behalf_of").order_by("-pk")),
    }
    return show(request, "approval", place, answer, **context)


def _approve(
    request: SignedInRequest, place: Recipient, answer: Answer, form: ApprovalForm
) -> HttpResponse | None:
    return take(
        request,
        place,
        form,
        lambda: engine.approve(answer, by=request.user, read_hash=form.cleaned_data["read_hash"]),
        name="approve",
        success=_("Svaret är godkänt. Nu kan det lämnas."),
        go_to=_after_approval(request, place),
    )


def _return(
    request: SignedInRequest, place: Recipient, answer: Answer, form: ApprovalForm
) -> HttpResponse | None:
    return take(
        request,
        place,
        form,
        lambda: engine.return_for_changes(answer, by=request.user, comment=form.cleaned_data["comment"]),
        name="return",
        success=_("Svaret är tillbaka hos dem som skriver, med din kommentar."),
    )


def _after_approval(request: SignedInRequest, place: Recipient) -> str:
    return "lamna/" if access.can(request.user, "release_answer", place) else ""


def _changes_while_reading(form: ApprovalForm, words: answer_text.Snapshot, page: AnswerPage) -> list[str]:
    before = form.words_read()
    if before is None:
        return []
    scales = {row.question.pk: {option.code: option.label for option in row.options} for row in page.rows}
    return answer_changes.between(before, words, scales)
