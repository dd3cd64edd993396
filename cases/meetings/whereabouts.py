"""Where an item is by now, in words for somebody whose page is older than that."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import AgendaItem
from organisation import clock

State = AgendaItem.State


def where(item: AgendaItem) -> str:
    """ "§ 67 avslutades 22 november klockan 10.32 av Nämndsekreterare SSN", or who has it before its meeting."""
    if item.state == State.CLOSED:
        return _closed(item)
    if item.state == State.LISTED and item.meeting:
        return _("Ärendet står på dagordningen %(day)s.") % {"day": date_format(item.meeting.on, "j F Y")}
    told = {
        State.DRAFTED: _("Ärendet är ett utkast."),
        State.REVIEW: _("Ärendet är skickat för granskning."),
        State.ANNOUNCED: _("Ärendet är anmält till %(body)s."),
    }
    found = told.get(State(item.state), _("Ärendet är inte längre på väg till ett möte."))
    return found % {"body": item.body.unit.name}


def _closed(item: AgendaItem) -> str:
    name = f"§ {item.paragraph}" if item.paragraph else f"”{item.title}”"
    if item.closed_at is None or item.closed_by is None:
        return _("%(name)s är avslutad.") % {"name": name}
    at = clock.local(item.closed_at)
    facts = {"day": date_format(at, "j F"), "time": date_format(at, "H.i"), "by": item.closed_by.name}
    return _("%(name)s avslutades %(day)s klockan %(time)s av %(by)s.") % {"name": name, **facts}
