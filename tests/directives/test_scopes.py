"""What is asked of a question, a nomination or an assignment has an answer: every right it names opens rows."""

import pytest

from cases import access
from cases.scopes import SCOPES
from directives import item_steps
from directives.models import Assignment, Need, Nomination
from directives.processes import needs, nominations
from ledger.models import Event
from notifications import about_directives
from organisation import clock
from tests import assignments, factories
from tests import processes as maps

pytestmark = pytest.mark.django_db


def test_every_right_a_task_asks_for_opens_rows():
    asked = {(step.model, step.action) for step in item_steps.STEPS.values()}
    assert asked - set(SCOPES) == set()


def test_every_right_a_mail_asks_for_opens_rows():
    made = assignments.commission("SkaS", "SU")
    laid = maps.lay(made.region)
    assignments.offered(made)
    needs.ask(laid.led, by=made.head, kind="question", text="När?")
    day = clock.today()
    nominations.ask(laid.led, by=laid.owner, network=laid.network(), units=[made.place], seats=1, due_on=day)
    events = list(Event.objects.order_by("pk"))
    about = about_directives.about_directives(events).values()
    asked = {(type(one.subject), action) for one in about for action in one.actions}
    assert {model for model, _action in asked} == {Assignment, Need, Nomination}
    assert asked - set(SCOPES) == set()


def test_a_nomination_is_weighed_by_whoever_leads_the_process_alone():
    laid = maps.lay()
    skas = laid.region.administrations[0]
    request = nominations.ask(
        laid.led, by=laid.owner, network=laid.network(), units=[skas], seats=1, due_on=clock.today()
    )
    one = request.nominations.get()
    people = (laid.owner, laid.region.manager(skas), laid.keeper, factories.person("annan"))
    assert [access.can(user, "lead_process", one) for user in people] == [True, False, False, False]
