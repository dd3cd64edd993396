"""What an official has typed of a decision and not yet made: kept whole, for its author alone."""

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ledger.work import work
from organisation import clock
from organisation.models import User

from .errors import Refused
from .meetings.errors import TextOvertaken
from .models import Case, DecisionDraft
from .text import normalise

NOT_TYPED = ("csrfmiddlewaretoken", "once_key", "do", "draft")
MOST = 500_000


class WrittenInAnotherWindow(TextOvertaken):
    """A draft is its author's alone: what overtook it was written in another window of theirs."""

    message = _(
        "Du har skrivit något annat i ett annat fönster. Välj överst i formuläret vilket som ska stå kvar."
    )


class TooMuchTyped(Refused):
    """More than any decision holds."""

    message = _("Texten är för lång för att sparas som utkast. Lägg den i en handling.")


def draft_of(case: Case, author: User) -> DecisionDraft:
    """The author's draft in the case; an unsaved empty one when nothing was typed."""
    found = DecisionDraft.objects.filter(case=case, author=author).first()
    return found or DecisionDraft(case=case, author=author, typed="")


def save_draft(case: Case, *, by: User, text: str, edition: int) -> DecisionDraft:
    """Save the form as it is typed, if ``edition`` is what was read. Raises WrittenInAnotherWindow, TooMuchTyped."""
    if len(text) > MOST:
        raise TooMuchTyped
    with work():
        row = _locked(case, by)
        if row.edition != edition and row.typed != text:
            raise WrittenInAnotherWindow(theirs=row.typed, edition=row.edition)
        return _keep(row, normalise(text))


def carry_draft(case: Case, *, by: User, typed: QueryDict) -> DecisionDraft:
    """Save what a button sent along, however long: it is what the author has before them."""
    carried = typed.copy()
    for name in NOT_TYPED:
        carried.pop(name, None)
    with work():
        return _keep(_locked(case, by), carried.urlencode())


def empty_draft(case: Case, *, by: User) -> None:
    """Leave nothing of it: the decision is made or begun anew. A page left open meets another edition."""
    with work():
        if DecisionDraft.objects.filter(case=case, author=by).exists():
            _keep(_locked(case, by), "")


def _locked(case: Case, author: User) -> DecisionDraft:
    """The author's row, ours alone until we commit; the first one to write makes it."""
    new = DecisionDraft(case=case, author=author, typed="", saved_at=clock.now())
    DecisionDraft.objects.bulk_create([new], ignore_conflicts=True)
    return DecisionDraft.objects.select_for_update().get(case=case, author=author)


def _keep(row: DecisionDraft, text: str) -> DecisionDraft:
    if row.typed != text:
        row.typed, row.edition, row.saved_at = text, row.edition + 1, clock.now()
        row.save()
    return row
