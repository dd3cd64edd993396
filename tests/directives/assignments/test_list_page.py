"""The list of assignments: whose they are, where they stand, and that it costs the same however long it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.models import Assignment, Process
from tests import assignments, factories
from tests.directives.assignments.conftest import log_in
from tests.directives.assignments.pages import in_days, text_of

pytestmark = pytest.mark.django_db

LIST = "/uppdragshandlingar/"


def titles(client, query: str = "") -> list[str]:
    return [row.title for row, _late in client.get(f"{LIST}{query}").context["rows"]]


def test_each_tab_shows_whose_they_are(made, client):
    assignments.drafted(made, title="Utkast")
    assignments.offered(made, title="Till chefen")
    assignments.under_way(made, title="Till ledaren", to=made.leader)
    assert titles(client) == []
    assert titles(client, "?visa=givna") == ["Till ledaren", "Till chefen", "Utkast"]
    assert titles(log_in(made.head)) == ["Till chefen"]
    assert titles(log_in(made.leader), "?visa=mina") == ["Till ledaren"]
    assert titles(log_in(made.leader), "?visa=alla") == ["Till ledaren"]
    assert titles(log_in(made.leader), "?visa=nonsens") == ["Till ledaren"]
    assert titles(log_in(factories.person("ingen")), "?visa=alla") == []


def test_a_row_says_from_whom_to_whom_until_when_and_how_it_goes(made, client):
    from directives.assignments.carrying_out import report_status

    assignment = assignments.under_way(made, to=made.leader, due_on=in_days(10))
    report_status(assignment, by=made.leader, status="at_risk", happened="Trögt.")
    page = text_of(client.get(f"{LIST}?visa=givna"))
    for said in (
        "Samordna arbetet",
        "Givaren",
        "Owner",
        "10 dagar kvar",
        "Risk för avvikelse",
        "Nytt uppdrag",
    ):
        assert said in page
    assert in_days(0).isoformat() in page
    assert "Nytt uppdrag" not in text_of(log_in(made.region.representative(made.place)).get(LIST))


def test_the_list_is_narrowed_by_state_process_and_words(made, client):
    process = Process.objects.create(name="Digital kontakt", kind="care")
    assignments.drafted(made, title="Utkast")
    late = assignments.under_way(made, title="Försenat", to=made.leader, due_on=in_days(5), process=process)
    Assignment.objects.filter(pk=late.pk).update(due_on=in_days(-5), starts_on=None)
    assert titles(client, "?visa=givna&lage=sena") == ["Försenat"]
    assert titles(client, "?visa=givna&lage=drafted") == ["Utkast"]
    assert titles(client, "?visa=givna&lage=oppna") == ["Försenat", "Utkast"]
    assert titles(client, f"?visa=givna&process={process.public_id}") == ["Försenat"]
    assert titles(client, "?visa=givna&sok=UTKAST") == ["Utkast"]
    assert titles(client, f"?visa=givna&sok={late.case.number}") == ["Försenat"]
    assert titles(client, "?visa=givna&sok=%00%25&lage=konstigt&sida=999") == []


def test_the_list_costs_the_same_however_long_it_is(made, client):
    def queries() -> int:
        client.get(f"{LIST}?visa=givna")
        with CaptureQueriesContext(connection) as seen:
            client.get(f"{LIST}?visa=givna")
        return len(seen)

    first = assignments.under_way(made, to=made.leader)
    one = queries()
    copies(first, 2)
    three = queries()
    copies(first, 297)
    assert (three, queries()) == (one, one)
    assert len(titles(client, "?visa=givna&sida=6")) == 50


def copies(assignment, count: int) -> None:
    """So many like it."""
    from ledger.public_id import new_public_id

    facts = {
        field.attname: getattr(assignment, field.attname)
        for field in Assignment._meta.concrete_fields
        if field.attname not in {"id", "public_id"}
    }
    Assignment.objects.bulk_create(Assignment(public_id=new_public_id(), **facts) for _number in range(count))
