"""Mail that did not arrive, as notes beside the recipients on the page of the round's owner."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cases import readiness
from cases.models import ReferralRound
from notifications.undelivered import Undelivered, undelivered
from organisation.models import Unit
from workflows.beside import Note


def notes(referral_round: ReferralRound) -> Iterator[Note]:
    """One note per person whose latest mail did not arrive, beside the unit they write for."""
    found = undelivered(referral_round)
    homes = _homes(referral_round) if found else {}
    for row in found:
        unit_id = row.unit.pk if row.unit else homes.get(row.person.pk)
        yield Note(unit_id, _("Inte levererat"), _about(row))


def _about(row: Undelivered) -> str:
    facts = {"name": row.person.name, "address": row.address}
    return _("E-post till %(name)s, %(address)s, kom inte fram.") % facts


def _homes(referral_round: ReferralRound) -> dict[int, int]:
    """The recipient each representative writes for: mail about the round as a whole names no unit."""
    units = Unit.objects.filter(pk__in=referral_round.recipients.values("unit"))
    people = readiness.representatives(units)
    return {person.pk: unit for unit, found in people.items() for person in found}
