"""What a point does: only the authority that ordered something declares it fulfilled, and a plan says from when."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from cases.meetings import papers, points, preparing, references
from cases.meetings.closing import close_item, end_meeting
from cases.meetings.errors import OrderedByAnother, PointIncomplete
from cases.models import DocumentFile, Point, ReferralRound
from directives.models import SteeringDocument
from organisation import clock
from tests import factories, meetings
from tests.cases.meetings.pdf import pdf_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def board():
    return meetings.board("SSN")


@pytest.fixture
def officer(board):
    made = Client()
    made.force_login(board.officer)
    return made


def ordered_by(made):
    """A point of an earlier decision that orders something."""
    row = {"number": 7, "text": "Redovisa nybesöken.", "kind": "assign"}
    facts = {"on": date(2023, 5, 17), "paragraph": 61, "points": [row]}
    return references.register_earlier(made.unit, by=made.secretary, **facts).points.get()


def drafted(made):
    item = preparing.draft_item(meetings.case(made), made.body, by=made.officer, title="Handlingsplan")
    return points.add_point(item, by=made.officer, text="Uppdraget är fullgjort.")


def at(point):
    return reverse("point", args=[point.public_id])


def test_what_another_board_has_ordered_is_not_declared_fulfilled(board, officer):
    foreign = ordered_by(meetings.board("HSN"))
    point = drafted(board)
    with pytest.raises(OrderedByAnother, match=r"^HSN har gett uppdraget\."):
        points.change_point(point, by=board.officer, kind="fulfil", fulfils=foreign)
    for sent in ({"wanted": "HSN 2023-05-17 § 61 p. 7"}, {"fulfils": foreign.public_id}):
        page = officer.post(at(point), {"kind": "fulfil", **sent}).content.decode()
        assert "HSN har gett uppdraget." in page
    page = officer.post(at(point), {"kind": "fulfil", "wanted": "nybesöken", "do": "search"})
    assert foreign.public_id not in page.content.decode()
    point.refresh_from_db()
    assert (point.kind, point.fulfils) == ("note", None)


def test_what_was_tied_to_anothers_order_before_is_not_announced(board):
    point = drafted(board)
    Point.objects.filter(pk=point.pk).update(kind="fulfil", fulfils=ordered_by(meetings.board("HSN")))
    with pytest.raises(PointIncomplete, match="bara den som har gett uppdraget"):
        preparing.announce(point.item, by=board.officer)


def test_what_ones_own_authority_has_ordered_is_declared_fulfilled(board, officer):
    ordered, point = ordered_by(board), drafted(board)
    officer.post(at(point), {"kind": "fulfil", "fulfils": ordered.public_id})
    point.refresh_from_db()
    assert (point.kind, point.fulfils) == ("fulfil", ordered)


def adopting():
    """A board, its officer at the keyboard, and a point of an item that adopts the round's proposal."""
    region = factories.world()
    made = meetings.board("SSN", parent=region.region)
    closed: ReferralRound = factories.closed_round(region)
    item = preparing.draft_item(closed.case, made.body, by=region.owner, title="Principerna")
    client = Client()
    client.force_login(region.owner)
    point = points.add_point(item, by=region.owner, text="SSN fastställer principerna.")
    return made, client, point, closed.revised_version, region.owner


def test_a_point_that_adopts_says_from_when_and_the_document_steers_from_then():
    board, client, point, version, owner = adopting()
    sent = {"kind": "adopt", "versions": [version.public_id]}
    late = client.post(at(point), sent | {"valid_from": "2026-11-22"}).content.decode()
    assert "Dagen är före beslutet." in late
    client.post(at(point), sent | {"valid_from": "2027-01-01"})
    assert [row.valid_from for row in point.adoptions.all()] == [date(2027, 1, 1)]
    assert 'value="2027-01-01"' in client.get(at(point)).content.decode()
    item = preparing.announce(point.item, by=owner)
    assert "1 januari 2027" in client.get(reverse("item", args=[item.public_id])).content.decode()
    held = meetings.meeting(board, on=clock.today())
    meetings.agenda.put_on_agenda(item, held, by=board.secretary)
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="as_proposed")
    meetings.approved(board, end_meeting(type(held).objects.get(pk=held.pk), by=board.secretary))
    assert list(SteeringDocument.objects.values_list("version", "valid_from")) == [
        (version.pk, date(2027, 1, 1))
    ]


def test_without_a_day_a_document_steers_from_the_approval():
    _board, client, point, version, _owner = adopting()
    client.post(at(point), {"kind": "adopt", "versions": [version.public_id], "valid_from": ""})
    assert [row.valid_from for row in point.adoptions.all()] == [None]


def attached(item, by):
    content = pdf_of(1)
    facts = {"name": "plan.pdf", "stream": BytesIO(content), "size": len(content), "title": "Planen"}
    return papers.attach(item, by=by, **facts).file


def test_a_file_is_adopted_as_it_is_by_its_own_hash(board, officer):
    point = drafted(board)
    assert "Det finns ingen handling att fastställa." in officer.get(at(point)).content.decode()
    file = attached(point.item, board.officer)
    assert "Planen, filen plan.pdf" in officer.get(at(point)).content.decode()
    for _twice in range(2):
        chosen = point.adoptions.first()
        code = chosen.version.public_id if chosen else file.public_id
        officer.post(at(point), {"kind": "adopt", "versions": [code]})
    adoption = point.adoptions.get()
    assert (adoption.version_hash, adoption.version.document) == (file.file.sha256, file.document)
    assert adoption.version.sections.count() == 0
    item = preparing.announce(point.item, by=board.officer)
    held = meetings.meeting(board, on=clock.today())
    meetings.agenda.put_on_agenda(item, held, by=board.secretary)
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="as_proposed")
    occasion = meetings.approved(board, end_meeting(type(held).objects.get(pk=held.pk), by=board.secretary))
    told = occasion.content["items"][0]["points"][0]["adopts"]
    assert told == [{"title": "Planen", "version": 1, "hash": file.file.sha256}]
    assert SteeringDocument.objects.get().document == file.document


def test_a_document_with_words_is_never_adopted_by_its_file():
    _board, client, point, version, owner = adopting()
    file = attached(point.item, owner)
    DocumentFile.objects.filter(pk=file.pk).update(document=version.document)
    page = client.get(at(point)).content.decode()
    assert version.public_id in page
    assert file.public_id not in page


def test_a_decision_by_an_official_begins_with_the_title_of_its_case():
    region = factories.world()
    case = factories.open_round(region).case
    client = Client()
    client.force_login(factories.person("chef", ("director", case.unit)))
    page = client.get(reverse("decision_new", args=[case.public_id])).content.decode()
    assert f'value="{case.title}"' in page
