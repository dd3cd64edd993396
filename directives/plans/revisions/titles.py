"""What a revision is called where its plan is told too: two of one year are always told apart."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.register_language import LANGUAGE
from directives.models import FollowUp, Revision

MOST = 300


def told_apart(title: str, revision: Revision) -> str:
    """A title that tells the plan and the year, and which revision it is where there may be two."""
    if revision.kind != Revision.Kind.EXTRA:
        return title[:MOST]
    with override(LANGUAGE):
        which = _("(extra revidering, beslut %(day)s)") % {"day": revision.decided_day}
    return f"{title[: MOST - len(which) - 1]} {which}"


def in_lists(collection: Revision | FollowUp) -> str:
    """The plan and the year, as a task or a letter is headed."""
    title = f"{collection.plan.name} {collection.year}"
    return told_apart(title, collection) if isinstance(collection, Revision) else title
