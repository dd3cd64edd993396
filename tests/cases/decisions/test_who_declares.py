"""Who declares an order fulfilled: a body what it has ordered by a §, an official what officials have ordered."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cases.meetings import agenda, points, preparing, references
from cases.meetings.closing import close_item, end_meeting
from cases.meetings.errors import OrderedByBody
from cases.models import Decision, Meeting, Point, Undertaking
from cases.official_decisions import decide_alone
from organisation import clock
from tests import factories, meetings

pytestmark = pytest.mark.django_db

REFUSED = "SSN har gett uppdraget i en paragraf och förklarar det själv fullgjort."
INSTEAD = "Lämna en slutrapport, eller anmäl ärendet till SSN."


@pytest.fixture
def board():
    return meetings.board("SSN")


@pytest.fixture
def director(board):
    return factories.person("ssn.direktor", ("director", board.unit))


def ordered_by_paragraph(board):
    """A point of an approved § of the board's that has ordered something."""
    item = meetings.announced(board, title="Kortare väntetider", texts=["SkaS redovisar väntetiderna."])
    Point.objects.filter(item=item).update(kind="assign", to_words="SkaS")
    held = meetings.meeting(board, on=clock.today())
    agenda.put_on_agenda(item, held, by=board.secretary)
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="as_proposed")
    meetings.approved(board, end_meeting(Meeting.objects.get(pk=held.pk), by=board.secretary))
    return Point.objects.get(item=item)


def ordered_before(board):
    """The same in a § from before this diary."""
    row = {"number": 7, "text": "Redovisa nybesöken.", "kind": "assign"}
    facts = {"on": date(2023, 5, 17), "paragraph": 61, "points": [row]}
    return references.register_earlier(board.unit, by=board.secretary, **facts).points.get()


def decided(board, director, **point):
    row = {"text": "Punkten.", **point}
    case = meetings.case(board, "Avtal")
    return decide_alone(case, by=director, kind="execution", title="Avtal", points=[row])


@pytest.mark.parametrize("ordered_how", [ordered_by_paragraph, ordered_before])
def test_an_official_does_not_end_what_the_board_has_ordered(board, director, ordered_how):
    ordered = ordered_how(board)
    with pytest.raises(OrderedByBody) as refusal:
        decided(board, director, kind="fulfil", fulfils=ordered)
    assert str(refusal.value) == f"{REFUSED} {INSTEAD}"
    assert not Decision.objects.exists()
    assert not Undertaking.objects.filter(state="fulfilled").exists()


def test_the_page_of_an_officials_decision_offers_and_takes_only_what_officials_have_ordered(board, director):
    ordered = ordered_by_paragraph(board)
    own = decided(board, director, text="Kansliet utreder.", kind="assign", to_words="Kansliet").points.get()
    client = Client()
    client.force_login(director)
    address = reverse("decision_new", args=[meetings.case(board, "Avtal").public_id])
    page = client.get(address).content.decode()
    assert (own.public_id in page, ordered.public_id in page) == (True, False)
    sent = {"kind": "execution", "title": "Avtal", "rows": "1", "r0-text": "Klart.", "r0-kind": "fulfil"}
    page = client.post(address, sent | {"r0-fulfils": ordered.public_id, "do": "decide"}).content.decode()
    assert REFUSED in page
    client.post(address, sent | {"r0-fulfils": own.public_id, "do": "decide"})
    assert list(Undertaking.objects.order_by("pk").values_list("point", "state")) == [
        (ordered.pk, "open"),
        (own.pk, "fulfilled"),
    ]


def test_the_board_ends_what_an_official_of_its_own_has_ordered(board, director):
    own = decided(board, director, kind="assign", to_words="Kansliet").points.get()
    item = preparing.draft_item(meetings.case(board), board.body, by=board.officer, title="Uppföljning")
    point = points.add_point(item, by=board.officer, text="Klart.", kind="fulfil", fulfils=own)
    assert point.fulfils == own


def test_a_group_does_not_end_what_the_board_of_its_authority_has_ordered(board):
    ordered = ordered_by_paragraph(board)
    group = meetings.group("Ledningsgruppen")
    type(group.unit).objects.filter(pk=group.unit.pk).update(authority=board.unit)
    group.body.refresh_from_db()
    item = preparing.draft_item(meetings.case(board), group.body, by=group.officer, title="Uppföljning")
    with pytest.raises(OrderedByBody):
        points.add_point(item, by=group.officer, text="Klart.", kind="fulfil", fulfils=ordered)
