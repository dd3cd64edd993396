"""Everything sent before a meeting as one file; what tells of a case marked since is kept from those without right."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from cases import access, secrecy
from cases.meetings import papers, summons
from cases.models import DocumentFile
from tests import factories, meetings
from tests.cases.meetings.pdf import pdf_of
from tests.cases.paper.reading import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("going_monday")]

LAW = {"provision": "OSL 25 kap. 1 §", "reason": "Patientuppgifter."}


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def held(board):
    """A notice with two items and their papers, and a supplement with one more."""
    found = meetings.meeting(board, on=date(2027, 2, 18))
    first, second = (
        meetings.listed(board, found, title="Budget"),
        meetings.listed(board, found, title="Kanarie"),
    )
    lay(board, first, "Förslag", 3)
    lay(board, second, "Kanariebilaga", 2)
    summons.send(found, by=board.secretary)
    lay(board, first, "Bilaga", 1)
    summons.send(found, by=board.secretary)
    return found


def lay(board, item, title, pages):
    content = pdf_of(pages)
    facts = {"name": f"{title}.pdf", "stream": BytesIO(content), "size": len(content), "title": title}
    return papers.attach(item, by=board.secretary, **facts)


def got(user, name, meeting, **asked):
    client = Client()
    client.force_login(user)
    return client.get(reverse(name, args=[meeting.public_id]), asked)


def outline(reader, rows, depth=0):
    found = []
    for row in rows:
        if isinstance(row, list):
            found += outline(reader, row, depth + 1)
        else:
            page = reader.page_labels[reader.get_destination_page_number(row)]
            found.append((depth, row.title, page))
    return found


def test_the_whole_pack_keeps_the_page_numbers_and_has_a_bookmark_for_each_item(board, held):
    response = got(board.ordinary[1].user, "meeting_whole_pack", held)
    content = b"".join(response.streaming_content)
    reader = PdfReader(BytesIO(content))
    assert len(reader.pages) == held.summonses.last().last_page == 8
    assert reader.page_labels == [str(page) for page in range(1, 9)]
    assert [f"Sida {n}" in reader.pages[n - 1].extract_text() for n in range(1, 9)] == [True] * 8
    assert outline(reader, reader.outline) == [
        (0, "Kallelse", "1"),
        (1, "Budget", "2"),
        (2, "Förslag", "2"),
        (1, "Kanarie", "5"),
        (2, "Kanariebilaga", "5"),
        (0, "Tillägg 1", "7"),
        (1, "Budget", "8"),
        (2, "Bilaga", "8"),
    ]
    root = reader.root_object
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "sv")
    assert len(root["/StructTreeRoot"]["/K"]) >= 2


def test_the_page_offers_the_whole_pack_when_there_is_more_than_the_notice(board, held):
    link = reverse("meeting_whole_pack", args=[held.public_id])
    assert f'href="{link}"' in got(board.ordinary[1].user, "meeting", held).content.decode()
    alone = meetings.meeting(board, on=date(2027, 3, 18))
    meetings.listed(board, alone, title="Annat")
    summons.send(alone, by=board.secretary)
    assert "handlingspaketet" not in got(board.secretary, "meeting", alone).content.decode()


def test_a_pack_that_tells_of_a_case_marked_since_is_kept_from_those_without_its_right(board, held):
    case = held.items.get(title="Kanarie").case
    secrecy.mark(case, by=board.officer, readers=[board.secretary], **LAW)
    member = board.ordinary[1].user
    for name, asked in (("meeting_pack", {"tillagg": "0"}), ("meeting_pack", {}), ("meeting_whole_pack", {})):
        response = got(member, name, held, **asked)
        assert response.status_code == 409
        assert "har sekretessmarkerats sedan den skickades" in response.content.decode()
    page = got(member, "meeting", held).content.decode()
    assert ("tillagg=0" in page, "har sekretessmarkerats sedan" in page, "anarie" in page) == (
        False,
        True,
        False,
    )
    read = got(board.secretary, "meeting_pack", held, tillagg="0")
    assert "Kanarie" in words(b"".join(read.streaming_content))


def test_the_registered_notice_is_kept_from_staff_without_the_right_of_the_marked_case(board, held):
    colleague = factories.person("kollega", ("officer", board.unit))
    files = DocumentFile.objects.filter(file__in=held.summonses.values("file"))
    assert access.visible_to(colleague, DocumentFile, "see_case").filter(pk__in=files).count() == 2
    case = held.items.get(title="Kanarie").case
    secrecy.mark(case, by=board.officer, **LAW)
    access.forget(colleague)
    assert not access.visible_to(colleague, DocumentFile, "see_case").filter(pk__in=files).exists()


def test_a_pack_sent_after_the_mark_tells_nothing_and_is_read_by_everybody_called(board):
    found = meetings.meeting(board, on=date(2027, 2, 18))
    item = meetings.listed(board, found, title="Kanarie")
    secrecy.mark(item.case, by=board.officer, **LAW)
    summons.send(found, by=board.secretary)
    response = got(board.ordinary[1].user, "meeting_pack", found)
    assert "Omfattas av sekretess" in words(b"".join(response.streaming_content))
