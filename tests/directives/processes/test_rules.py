"""What no row of the process map may be, whoever writes it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction

from directives.models import Need, Nomination, NominationRequest, Nominee, ProcessOwner, ProcessPart
from directives.processes import needs, nominations
from directives.processes.nominees import Named
from organisation import clock
from organisation.models import User
from tests import processes as maps

pytestmark = pytest.mark.django_db


def owner(**facts):
    row = ProcessOwner.objects.get()
    facts = {"process": row.process, "user": row.user, "starts_on": row.starts_on} | facts
    return ProcessOwner.objects.create(**facts)


def part():
    ProcessPart.objects.create(process=ProcessOwner.objects.get().process, name="BFM")


def need(**facts):
    if facts.get("state", "new") != "new":
        facts = {"settled_at": clock.now(), "settled_by": User.objects.first()} | facts
    Need.objects.update(**facts)


def itself():
    need(state="merged", merged_into=Need.objects.get())


def nomination(**facts):
    Nomination.objects.update(**facts)


def asked_again():
    row = Nomination.objects.get()
    Nomination.objects.create(request=row.request, unit=row.unit)


def named(**facts):
    return Nominee.objects.create(nomination=Nomination.objects.get(), **facts)


BROKEN = {
    "one_part_of_a_process_by_each_name": lambda: (part(), part()),
    "process_owner_is_somebody": lambda: owner(user=None),
    "one_open_ownership_per_person": owner,
    "need_is_settled_by_somebody": lambda: need(settled_at=clock.now()),
    "need_has_its_answer": lambda: need(state="answered"),
    "need_is_merged_into_one": lambda: need(state="merged"),
    "need_is_not_its_own_twin": itself,
    "need_is_routed_to_somebody": lambda: need(state="routed"),
    "need_is_turned_into_something": lambda: need(state="turned"),
    "a_sensible_number_of_seats": lambda: NominationRequest.objects.update(seats=21),
    "one_nomination_per_unit_asked": asked_again,
    "nomination_is_given_by_somebody": lambda: nomination(given_at=None),
    "nomination_is_settled_by_somebody": lambda: nomination(state="withdrawn"),
    "accepted_from_a_day": lambda: nomination(
        state="accepted", settled_at=clock.now(), settled_by=User.objects.first()
    ),
    "nominated_once": lambda: named(user=Nominee.objects.get().user),
    "nominee_is_somebody": named,
    "a_seat_needs_a_log_in": lambda: named(name="Ny Person", seated_on=clock.today()),
}


@pytest.fixture
def laid():
    """A process with an owner, a question and a nomination that is given."""
    laid = maps.lay()
    skas = laid.region.administrations[0]
    asker = laid.region.representative(skas)
    needs.ask(laid.led, by=asker, kind="question", text="När införs det?")
    asked = nominations.ask(
        laid.led,
        by=laid.owner,
        network=laid.network(),
        units=[skas],
        seats=1,
        due_on=clock.today() + timedelta(days=7),
    )
    nominations.give(asked.nominations.get(), by=asker, people=[Named(user=asker)])
    return laid


@pytest.mark.parametrize("name", BROKEN)
def test_a_row_that_breaks_its_rule_is_refused(laid, name):
    with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
        BROKEN[name]()


def test_what_was_asked_and_answered_stays(laid):
    made = needs.answer(Need.objects.get(), by=laid.owner, text="I mars.")
    changes = ({"text": "Annat"}, {"asker": laid.keeper}, {"answer": "I april."}, {"asker_name": "Någon"})
    refused = (IntegrityError, InternalError)
    for facts in changes:
        with pytest.raises(refused, match="never changes"), transaction.atomic():
            Need.objects.filter(pk=made.pk).update(**facts)
    with pytest.raises(refused, match="never changes"), transaction.atomic():
        made.delete()
    kept = Need.objects.get()
    assert (kept.text, kept.answer, kept.asker) == ("När införs det?", "I mars.", made.asker)
