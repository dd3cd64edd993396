"""The list of decisions on delegation that an item tells the body of, as a document to read beforehand (KL 6:40)."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from cases import official_decisions
from cases.models import AgendaItem, Decision
from cases.register_language import LANGUAGE
from cases.text import DraftSection
from organisation import clock


def sections(item: AgendaItem) -> tuple[DraftSection, ...]:
    """The one section of the list as it stands now; none when nothing waits to be reported."""
    with override(LANGUAGE):
        rows = [f"- {', '.join(_told(row))}" for row in official_decisions.reported(item)]
        heading = _("Beslut som anmäls")
    return (DraftSection(heading, "\n".join(rows)),) if rows else ()


def _told(decision: Decision) -> Iterator[str]:
    """Number, title, who decided, when and by which delegation; a secret one by its number alone."""
    if decision.case.secrecy_provision:
        yield _("%(number)s, omfattas av sekretess") % {"number": decision.number}
        return
    yield f"{decision.number} {' '.join(decision.title.split())}"
    yield decision.decider_title
    yield date_format(clock.local(decision.decided_at), "j F Y")
    if decision.delegation is not None:
        yield _("punkt %(code)s i delegationsordningen") % {"code": decision.delegation.code}
