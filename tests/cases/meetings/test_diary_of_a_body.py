"""A body without a diary of its own borrows the nearest above it, and is told so; with none it plans nothing."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases import access
from cases.meetings import agenda, approving, bodies, diaries, signed_paper
from cases.meetings.closing import close_item, end_meeting
from cases.meetings.diary_errors import DiaryCodeTaken, DiaryThere, NoCaseForScan, NoDiary
from cases.models import Approver, Diary, Meeting
from ledger.models import Event
from organisation import clock
from tests import factories, meetings
from tests.cases.meetings.pdf import pdf_of

pytestmark = pytest.mark.django_db


def board_without_diary(parent=None):
    made = meetings.board(parent=parent)
    made.diary.delete()
    return made


@pytest.fixture
def region():
    return factories.unit("Regionen", kind="region")


@pytest.fixture
def office(region):
    return factories.unit("Koncernkontoret", parent=region)


def test_the_nearest_diary_above_keeps_the_meetings_and_the_body_still_reads_its_case(region, office):
    factories.diary(region, "REG")
    near = factories.diary(office, "RS")
    board = board_without_diary(office)
    held = meetings.meeting(board)
    assert (held.case.diary, held.case.unit) == (near, office)
    assert access.can(board.secretary, "see_case", held.case)
    assert diaries.place_of(board.unit) == diaries.Place(near, borrowed=True)


def test_without_any_diary_nothing_is_planned_and_the_page_says_where_to_begin_one(client):
    board = board_without_diary()
    with pytest.raises(NoDiary):
        meetings.meeting(board)
    client.force_login(board.secretary)
    page = client.get(reverse("meeting_new", args=[board.unit.public_id])).content.decode()
    settings = reverse("body", args=[board.unit.public_id])
    assert ("Organet har inget diarium" in page, f'href="{settings}#diary-h"' in page) == (True, True)
    year = client.get(reverse("meetings_year", args=[board.unit.public_id])).content.decode()
    assert "Organet har inget diarium" in year
    day = (clock.today() + timedelta(days=30)).isoformat()
    facts = {"on": day, "starts_at": "09:30", "place": "Residenset", "once_key": "a"}
    said = client.post(reverse("meeting_new", args=[board.unit.public_id]), facts).content.decode()
    assert "Lägg upp ett under Ledamöter och inställningar." in said
    assert not Meeting.objects.exists()
    client.post(settings, {"do": "diary", "code": "ssn", "once_key": "b"})
    assert Diary.objects.get().code == "SSN"
    assert "Mötena registreras i diariet SSN." in client.get(settings).content.decode()
    client.post(reverse("meeting_new", args=[board.unit.public_id]), facts | {"once_key": "c"})
    assert Meeting.objects.get().case.number.startswith("SSN ")


def test_a_borrowed_diary_is_named_before_anything_is_planned(region, client):
    factories.diary(region, "REG")
    board = board_without_diary(region)
    client.force_login(board.secretary)
    for name in ("meeting_new", "meetings_year", "body"):
        page = client.get(reverse(name, args=[board.unit.public_id])).content.decode()
        assert "Mötena registreras i diariet REG hos Regionen." in page


def test_one_diary_is_enough_and_no_two_have_one_code(region):
    factories.diary(region, "REG")
    board = board_without_diary(region)
    with pytest.raises(DiaryCodeTaken):
        diaries.begin(board.unit, by=board.secretary, code="reg")
    begun = diaries.begin(board.unit, by=board.secretary, code="ssn")
    assert (begun.code, begun.authority) == ("SSN", board.unit)
    assert Event.objects.get(kind="diary.begun").unit_id == board.unit.pk
    with pytest.raises(DiaryThere):
        diaries.begin(board.unit, by=board.secretary, code="ny")


def test_where_the_diary_is_kept_elsewhere_a_scan_is_refused_with_that_reason(client):
    board = meetings.board()
    absent = bodies.add_member(board.body, by=board.secretary, name="Utan inloggning")
    Diary.objects.filter(pk=board.diary.pk).update(external=True)
    held = meetings.meeting(board, on=clock.today())
    assert held.case is None
    item = agenda.add_item(held, by=board.secretary, title="Budget", kind="information")
    meetings.begin(board, held)
    close_item(item, by=board.secretary, outcome="noted")
    held = end_meeting(held, by=board.secretary)
    occasion = approving.lay_before(held, [absent], by=board.secretary)
    scan = SimpleUploadedFile("protokoll.pdf", pdf_of(1), content_type="application/pdf")
    with pytest.raises(NoCaseForScan):
        signed_paper.keep_scan(
            Approver.objects.get(occasion=occasion, member=absent), scan, by=board.secretary
        )
    client.force_login(board.secretary)
    page = client.get(reverse("meeting_new", args=[board.unit.public_id])).content.decode()
    assert "Diariet SSN förs i ett annat system." in page
