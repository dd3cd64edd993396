"""Reminders on the days the round's owner chose, to those who have not answered, each once.

Every place has its own last day, and its reminders follow it. Whatever was missed while nothing ran
is made up for by the latest reminder alone.
"""

from collections.abc import Iterator

from cases.compilation import WAITED_FOR
from cases.models import Recipient, ReferralRound
from ledger.events import record
from ledger.models import Event
from ledger.work import work
from organisation import clock

from .models import Reminder

KIND = "reminder.due"

# The latest chosen day that has come for each place, unless it was reminded of that one or a later one.
# A day that had come before the place got its round, or its present last day, reminds of nothing.
DUE = """
SELECT place.*, due.chosen
FROM cases_recipient AS place
JOIN cases_referralround AS round ON round.id = place.round_id
CROSS JOIN LATERAL (SELECT coalesce(place.own_last_day, round.last_day) AS day) AS last
CROSS JOIN LATERAL (
    SELECT (greatest(
        place.sent_at,
        (SELECT max(decided_at) FROM cases_extension WHERE recipient_id = place.id),
        (SELECT max(at) FROM ledger_event WHERE subject_type = 'cases.referralround'
            AND subject_id = round.id AND kind = 'round.extended')
    ) AT TIME ZONE 'Europe/Stockholm')::date AS day
) AS told
CROSS JOIN LATERAL (
    SELECT max(chosen) AS chosen FROM unnest(round.reminder_days) AS chosen
    WHERE last.day + chosen::int <= %(today)s
      AND last.day + chosen::int > told.day
) AS due
WHERE round.state = %(open)s AND place.state = ANY(%(waiting)s) AND due.chosen IS NOT NULL
  AND NOT EXISTS (
    SELECT FROM notifications_reminder AS made
    WHERE made.place_id = place.id AND made.last_day = last.day AND made."offset" >= due.chosen
  )
ORDER BY place.id
"""


def remind_due() -> int:
    """Record every reminder whose day has come; answers how many. May run twice, or side by side."""
    return sum(_remind(place, chosen) for place, chosen in _due())


def still_holds(event: Event) -> bool:
    """False for a reminder that was overtaken: the answer is given, the round over, the day another."""
    if event.kind != KIND:
        return True
    place = Recipient.objects.select_related("round").get(pk=event.subject_id or 0)
    return (
        place.state in WAITED_FOR
        and place.round.state == ReferralRound.State.OPEN
        and str(place.last_day) == event.data["last_day"]
    )


def _due() -> Iterator[tuple[Recipient, int]]:
    facts = {
        "today": clock.today(),
        "open": ReferralRound.State.OPEN,
        "waiting": [str(state) for state in WAITED_FOR],
    }
    for place in Recipient.objects.raw(DUE, facts).prefetch_related("round__case", "unit"):
        yield place, place.chosen  # type: ignore[attr-defined]


def _remind(place: Recipient, offset: int) -> bool:
    """Make one reminder and its event, unless somebody else just did."""
    with work():
        _row, made = Reminder.objects.get_or_create(
            place=place, offset=offset, last_day=place.last_day, defaults={"made_at": clock.now()}
        )
        if made:
            record(
                KIND,
                by=None,
                case=place.round.case,
                unit=place.unit,
                subject=place,
                round=place.round_id,
                offset=offset,
                last_day=str(place.last_day),
            )
        return made
