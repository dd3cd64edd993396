"""The watch list: whose rows it holds, what it filters, what happens to one of them, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Point, Undertaking
from ledger.public_id import new_public_id
from organisation import clock
from tests import factories, meetings

pytestmark = pytest.mark.django_db


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def taker():
    return factories.unit("SkaS")


def ordered(board, taker, *whats, due=None, state="open"):
    """Undertakings that an approved § has ordered."""
    item = meetings.announced(board, title="Uppföljning", texts=whats)
    points = Point.objects.filter(item=item).order_by("number")
    now = clock.now()
    return Undertaking.objects.bulk_create(
        Undertaking(
            point=point,
            giver=board.unit,
            to_unit=taker,
            what=point.text,
            due_on=due,
            given_at=now,
            state=state,
            **(
                {"report": "Klart.", "reported_at": now, "reported_by": board.secretary}
                if state == "reported"
                else {}
            ),
        )
        for point in points
    )


def page(client, user, **query):
    client.force_login(user)
    return client.get(reverse("watch_list"), query)


def whats(response):
    return [row["what"] for row in response.context["rows"]]


def test_the_body_sees_what_it_ordered_and_the_taker_what_it_was_ordered(client, board, taker):
    ordered(board, taker, "Redovisa väntetiderna.")
    manager = factories.person("skas.chef", ("head", taker))
    stranger = factories.person("su.chef", ("head", factories.unit("SU")))
    assert whats(page(client, board.secretary)) == ["Redovisa väntetiderna."]
    assert whats(page(client, manager, organ="mina")) == ["Redovisa väntetiderna."]
    assert whats(page(client, stranger)) == []
    assert whats(page(client, stranger, organ=board.unit.public_id)) == []


def test_late_ones_are_counted_and_found_by_themselves(client, board, taker):
    ordered(board, taker, "Försenat.", due=clock.today() - timedelta(days=1))
    ordered(board, taker, "I tid.", due=clock.today())
    ordered(board, taker, "Rapporterat.", state="reported")
    every = page(client, board.secretary)
    assert every.context["counts"] == {"open": 2, "late": 1, "reported": 1, "fulfilled": 0}
    found = {
        status: whats(page(client, board.secretary, status=status))
        for status in ("open", "late", "reported", "fulfilled", "nonsens")
    }
    assert found == {
        "open": ["Försenat.", "I tid."],
        "late": ["Försenat."],
        "reported": ["Rapporterat."],
        "fulfilled": [],
        "nonsens": ["Försenat.", "I tid.", "Rapporterat."],
    }


def test_it_is_reported_opened_again_and_taken_back(client, board, taker):
    (row,) = ordered(board, taker, "Redovisa väntetiderna.")
    manager = factories.person("skas.chef", ("head", taker))
    address = reverse("undertaking", args=[row.public_id])
    steps = (
        (manager, {"do": "report", "text": ""}, "open"),
        (manager, {"do": "withdraw", "withdraw-reason": "Nej."}, "open"),
        (manager, {"do": "report", "text": "Väntetiderna är kortare."}, "reported"),
        (board.secretary, {"do": "more", "more-reason": "Siffror saknas."}, "open"),
        (board.secretary, {"do": "withdraw", "withdraw-reason": "Löst på annat sätt."}, "withdrawn"),
    )
    for user, data, state in steps:
        client.force_login(user)
        client.post(address, data)
        row.refresh_from_db()
        assert (data, row.state) == (data, state)
    client.force_login(meetings.board("HSN").secretary)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("organ", ["", "mina"])
def test_it_costs_the_same_at_1_3_and_300_rows(client, board, taker, organ):
    user = factories.person("skas.chef", ("head", taker)) if organ else board.secretary
    (first,) = ordered(board, taker, "Redovisa väntetiderna.")
    costs, laid = [], 1
    for size in (1, 3, 300):
        for term in range(laid + 1, size + 1):
            first.pk, first.public_id, first.term = None, new_public_id(), term
            first.save(force_insert=True)
        laid = size
        page(client, user, organ=organ)
        with CaptureQueriesContext(connection) as queries:
            shown = page(client, user, organ=organ)
        assert len(shown.context["rows"]) == min(size, 50)
        costs.append(len(queries))
    assert costs[1:] == costs[:1] * 2
