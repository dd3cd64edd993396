"""Whoever lost an assignment before a change of taker was a row of its own may read what they had.

A change was then taken at once: the assignment waited for its new taker's answer. It still does, at the
step it was left at, and is answered as it was asked; here the one who had it is remembered.
"""

from django.db import migrations

TAKEN, OFFERED, MOVED = "assignment.accepted", "assignment.offered", "assignment.transferred"


def remember_takers(apps, schema_editor):
    """One accepted transfer per change whose former taker had taken the assignment on."""
    events = apps.get_model("ledger", "Event").objects
    transfer = apps.get_model("directives", "Transfer")
    assignment = apps.get_model("directives", "Assignment")
    known = set(assignment.objects.values_list("pk", flat=True))
    told = events.filter(kind__in=[TAKEN, OFFERED, MOVED], subject_type="directives.assignment")
    held, found = set(), []
    for event in told.order_by("pk").iterator():
        if event.kind == TAKEN:
            held.add(event.subject_id)
            continue
        if event.kind == MOVED and event.subject_id in held & known:
            found += _rows(transfer, event)
        held.discard(event.subject_id)
    transfer.objects.bulk_create(found)


def _rows(transfer, event):
    had, asked = _ids(event, "from_user", "from_unit"), _ids(event, "taker", "taker_unit")
    if event.actor_id is None or not any(had) or not any(asked):
        return []
    return [
        transfer(
            assignment_id=event.subject_id,
            to_user_id=asked[0],
            to_unit_id=asked[1],
            from_user_id=had[0],
            from_unit_id=had[1],
            reason=event.data.get("reason", ""),
            asked_at=event.at,
            asked_by_id=event.actor_id,
            state="accepted",
            answered_at=event.at,
            answered_by_id=event.actor_id,
        )
    ]


def _ids(event, *names):
    return [event.data.get(name) for name in names]


class Migration(migrations.Migration):

    dependencies = [
        ("directives", "0014_a_change_of_taker_waits_for_its_yes"),
        ("ledger", "0001_initial"),
    ]

    operations = [migrations.RunPython(remember_takers, migrations.RunPython.noop, elidable=True)]
