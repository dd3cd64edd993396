"""The decisions by officials that a row of the agenda tells the body of, as their reader may see them."""

from django.utils.translation import gettext as _

from cases import decided, official_decisions
from cases.models import AgendaItem, Decision
from organisation.models import User


def reported(item: AgendaItem, user: User) -> list[Decision]:
    """Those that will be reported as it stands now, or were when it was closed; a secret one by its number alone."""
    if item.kind != AgendaItem.Kind.DELEGATION_REPORT:
        return []
    rows = list(official_decisions.reported(item))
    readable = decided.only_readable(user, rows)
    for row in rows:
        row.title = row.title if row in readable else _("Omfattas av sekretess")
    return rows
