"""A secret case on an agenda: whoever lacks its right sees that something is there, and no word of it."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from cases import access, secrecy
from cases.meetings import agenda, papers, points, preparing, summons
from cases.meetings.closing import close_item, end_meeting
from cases.models import (
    AgendaDocument,
    Case,
    Decision,
    Delegation,
    DocumentFile,
    Undertaking,
    WorkItem,
)
from cases.official_decisions import decide_alone
from cases.views.meetings.during.item_page import ItemPage
from organisation import clock, roles
from tests import meetings
from tests.cases.meetings.pdf import pdf_of
from tests.cases.paper.reading import words

pytestmark = pytest.mark.django_db

OPEN, SECRET = "Plan för nära vård", "Kanarieärende"


def lock_away(case):
    Case.objects.filter(pk=case.pk).update(secrecy_provision="OSL 25:1", secrecy_on=clock.today())


@pytest.fixture
def board():
    return meetings.board("FN")


@pytest.fixture
def held(board):
    """A meeting that goes on, with an open item and a secret one with a paper, both sent."""
    found = meetings.meeting(board, on=clock.today())
    meetings.listed(board, found, title=OPEN, texts=("Nämnden godkänner planen.",))
    secret = meetings.listed(board, found, title=SECRET, texts=("Nämnden godkänner kanariefågeln.",))
    content = pdf_of(1)
    papers.attach(
        secret,
        by=board.secretary,
        name="kanariebilaga.pdf",
        stream=BytesIO(content),
        size=len(content),
        title="Kanariebilaga",
    )
    lock_away(secret.case)
    return found


def page(user, name, *things):
    client = Client()
    client.force_login(user)
    response = client.get(reverse(name, args=[thing.public_id for thing in things]))
    assert response.status_code == 200
    if response.streaming:
        content = b"".join(response.streaming_content)
        return words(content) if content.startswith(b"%PDF") else content.decode("latin-1")
    return response.content.decode()


def told(text):
    return [word for word in (OPEN, "anarie") if word.lower() in text.lower()]


def test_agenda_and_pack_keep_the_place_of_a_secret_item_and_nothing_else(board, held):
    sent = summons.send(held, by=board.secretary)
    assert sent.last_page == 1
    for user in (board.secretary, board.ordinary[2].user):
        for name in ("meeting", "meeting_pack"):
            text = page(user, name, held)
            assert told(text) == [OPEN]
            assert "Omfattas av sekretess" in text


def test_whoever_has_the_right_reads_the_secret_item_on_the_agenda(board, held):
    secret = held.items.get(title=SECRET)
    roles.grant(board.secretary, "read_secret", secret.case, source="beslut", giver=board.officer)
    assert told(page(board.secretary, "meeting", held)) == [OPEN, "anarie"]


def test_a_secret_case_that_was_announced_is_its_number_to_a_secretary_without_its_right(board):
    held = meetings.meeting(board)
    item = meetings.announced(board, title=OPEN)
    lock_away(item.case)
    item.refresh_from_db()
    preparing.send_back(item, by=board.secretary, reason="Mer underlag")
    preparing.announce(item, by=board.officer)
    task = WorkItem.objects.get(kind="agenda", done_at=None)
    assert task.title == item.case.number
    assert told(page(board.secretary, "meeting", held)) == []


def test_minutes_keep_a_secret_paragraph_from_members_staff_and_secretaries_without_its_right(board, held):
    secret = held.items.get(title=SECRET)
    points.add_point(
        secret, by=board.secretary, text="Återkom om kanariefågeln.", kind="assign", to_words="Direktören"
    )
    meetings.begin(board, held)
    for item in held.items.order_by("position"):
        close_item(item, by=board.secretary, outcome="as_proposed")
    end_meeting(held, by=board.secretary)
    occasion = meetings.approved(board, held)
    stranger = board.ordinary[3].user
    for user in (stranger, board.secretary):
        assert told(page(user, "meeting_minutes", held)) == [OPEN]
        assert told(page(user, "minutes_pdf", occasion)) == [OPEN]
    assert told(page(board.chair.user, "minutes_pdf", occasion)) == [OPEN, "anarie"]
    file = DocumentFile.objects.get(document=occasion.document)
    assert not access.can(board.officer, "see_case", file)
    assert Undertaking.objects.count() == 1
    assert not access.visible_by_any(stranger, Undertaking, "see_meeting", "keep_meetings").exists()


def test_minutes_without_secrets_are_read_by_staff(board):
    held = meetings.ended(board, OPEN)
    occasion = meetings.approved(board, held)
    file = DocumentFile.objects.get(document=occasion.document)
    assert access.can(board.officer, "see_case", file)


def test_a_secret_decision_is_reported_by_its_number_alone(board):
    rule = Delegation.objects.create(body=board.body, code="3.2", subject="Yttranden", delegate="Direktören")
    for title in (OPEN, SECRET):
        case = meetings.case(board, title)
        facts = {"kind": "delegated", "title": title, "points": [{"text": "Bifall."}]}
        decide_alone(case, by=board.officer, delegation=rule, **facts)
    lock_away(case)
    held = meetings.meeting(board)
    item = agenda.add_item(held, by=board.secretary, title="Anmälan", kind="delegation_report")
    shown = ItemPage(item, board.secretary).reported
    assert [row.title for row in shown] == [OPEN, "Omfattas av sekretess"]
    assert [row.number for row in shown] == list(
        Decision.objects.order_by("id").values_list("number", flat=True)
    )


def delegated(board, title):
    rule, _made = Delegation.objects.get_or_create(
        body=board.body, code="3.2", subject="Yttranden", delegate="Direktören"
    )
    case = meetings.case(board, title)
    facts = {"kind": "delegated", "title": title, "points": [{"text": "Bifall."}]}
    decide_alone(case, by=board.officer, delegation=rule, **facts)
    return case


def lists_of(item):
    return list(AgendaDocument.objects.filter(item=item).order_by("pk"))


def test_the_list_of_delegated_decisions_goes_out_with_the_notice_and_anew_when_it_has_grown(board):
    delegated(board, OPEN)
    held = meetings.meeting(board)
    item = agenda.add_item(held, by=board.secretary, title="Anmälan", kind="delegation_report")
    summons.send(held, by=board.secretary)
    assert [row.title for row in lists_of(item)] == ["Delegationsbeslut att anmäla"]
    assert not summons.unsent(held).has_news
    lock_away(delegated(board, SECRET))
    assert summons.unsent(held).has_news
    summons.send(held, by=board.secretary)
    assert [row.title for row in lists_of(item)][1:] == ["Delegationsbeslut att anmäla, version 2"]
    version = lists_of(item)[1].file.document.versions.get(number=2)
    words = version.sections.get().text
    assert OPEN in words
    assert SECRET not in words
    assert words.count("\n- ") == 1
    member = board.ordinary[2].user
    assert told(page(member, "agenda_paper", lists_of(item)[1])) == [OPEN]


def test_a_list_that_tells_of_a_decision_marked_since_is_kept_from_those_without_its_right(board):
    marked = delegated(board, SECRET)
    held = meetings.meeting(board)
    item = agenda.add_item(held, by=board.secretary, title="Anmälan", kind="delegation_report")
    summons.send(held, by=board.secretary)
    (paper,) = lists_of(item)
    member = board.ordinary[2].user
    assert access.can(member, "see_meeting", paper)
    secrecy.mark(marked, by=board.secretary, provision="OSL 25 kap. 1 §", reason="Gäller en patient.")
    for kind, row in ((AgendaDocument, paper), (DocumentFile, paper.file)):
        seen = access.visible_by_any(member, kind, "see_meeting", "keep_meetings")
        assert not seen.filter(pk=row.pk).exists()
    assert not access.can(board.officer, "see_case", paper.file)
    assert not access.can(member, "see_meeting", held.summonses.get())
