"""Where an answer stands, as the stage line at the top of its pages; its times in words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.models import Answer, Recipient
from cases.models.referral import ENDED_TIME
from cases.templatetags.text_tags import clock_time
from organisation import clock

ORDER = (Answer.State.DRAFT, Answer.State.SUBMITTED, Answer.State.APPROVED, Answer.State.RELEASED)
LAST = len(ORDER) - 1


@dataclass(frozen=True)
class Stage:
    """One stage: its name, a note, and whether it is done, now or to come."""

    label: str
    note: str
    state: str = ""


def stages(place: Recipient, answer: Answer | None) -> list[Stage]:
    """From dispatch to compilation, with the present stage marked."""
    compiled = place.round.state in ENDED_TIME
    return [
        Stage(_("Utskickat"), day(place.sent_at), "done"),
        _stage(_("Svaret skrivs"), _begun(place), answer, Answer.State.DRAFT),
        _stage(_("Godkännande"), _asked(answer), answer, Answer.State.SUBMITTED),
        _stage(_("Svaret lämnas"), _given(place, answer), answer, Answer.State.APPROVED),
        Stage(_("Sammanställning"), day(place.round.compiled_at), "done" if compiled else ""),
    ]


def day(moment: date | datetime | None) -> str:
    """ "26 oktober", with the year when it is another than the present one."""
    if moment is None:
        return ""
    when = clock.local(moment).date() if isinstance(moment, datetime) else moment
    return date_format(when, "j F" if when.year == clock.today().year else "j F Y")


def moment(at: datetime | None) -> str:
    """ "kl. 14.32" today, "26 oktober kl. 14.32" any other day."""
    if at is None:
        return ""
    today = clock.local(at).date() == clock.today()
    return clock_time(at) if today else f"{day(at)} {clock_time(at)}"


def _stage(label: str, note: str, answer: Answer | None, own: str) -> Stage:
    if answer is not None and answer.abstained_at is not None:
        return Stage(label, note, "done" if own != Answer.State.SUBMITTED else "")
    at = _reached(answer)
    mine = ORDER.index(Answer.State(own))
    return Stage(label, note, "now" if at == mine else "done" if at > mine else "")


def _reached(answer: Answer | None) -> int:
    """How far the answer has come: one that was replaced or taken back was given once."""
    if answer is None or answer.state == Answer.State.STOPPED:
        return 0
    return ORDER.index(Answer.State(answer.state)) if answer.is_open else LAST


def _begun(place: Recipient) -> str:
    if place.acknowledged_at is None:
        return _("inte bekräftat")
    return _("bekräftat %(day)s") % {"day": day(place.acknowledged_at)}


def _asked(answer: Answer | None) -> str:
    return day(answer.submitted_at) if answer and answer.state != Answer.State.DRAFT else ""


def _given(place: Recipient, answer: Answer | None) -> str:
    ended = answer and (answer.released_at or answer.abstained_at)
    return day(ended) if ended else _("senast %(day)s") % {"day": day(place.last_day)}
