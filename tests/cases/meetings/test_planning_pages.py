"""Planning meetings in pages: one, a year, the agenda, what is announced, what is sent."""

from datetime import date, time
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from cases.meetings import agenda, bodies, papers, summons
from cases.models import AgendaItem, Body, Meeting, WorkItem
from tests import factories, meetings
from tests.cases.meetings.pdf import pdf_of
from tests.clients import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def held(board):
    return meetings.meeting(board, on=date(2027, 2, 18))


@pytest.fixture
def client(board):
    """The secretary at the keyboard."""
    return client_of(board.secretary)


def at(name, *things):
    return reverse(name, args=[thing.public_id for thing in things])


def text(client, address, **data):
    response = client.get(address, data)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def status(client, address):
    """How an address answers; what it streams is read to its end."""
    response = client.get(address)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code


def titles(meeting):
    return list(meeting.items.order_by("position").values_list("title", flat=True))


def test_a_meeting_is_planned_and_its_stop_days_are_shown(client, board):
    facts = {"on": "2026-12-24", "starts_at": "09:30", "ends_at": "08:00", "place": ""}
    address = at("meeting_new", board.unit)
    page = client.post(address, facts).content.decode()
    assert [words in page for words in ("Skriv var ni ses.", "Sluttiden ska vara senare", "09:30")] == [
        True
    ] * 3
    planned = client.post(address, facts | {"on": "2026-12-24", "ends_at": "", "place": "Residenset"})
    assert "Torsdag 24 december (Julafton) är ingen arbetsdag." in text(client, planned["Location"])
    Meeting.objects.all().delete()
    facts |= {"on": "2027-02-18", "ends_at": "15:00", "place": "Residenset", "distance": "on"}
    response = client.post(address, facts)
    made = Meeting.objects.get()
    assert response["Location"] == at("meeting", made)
    page = text(client, at("meeting", made))
    assert [
        words in page
        for words in ("09.30–15.00, Residenset", "även på distans", "Torsdag 28 januari 2027", "Manusstopp")
    ] == [True] * 4


def test_a_meeting_in_the_past_or_twice_the_same_time_is_refused_at_its_day(client, board, held):
    facts = {"on": "2026-11-20", "starts_at": "09:30", "place": "Residenset"}
    assert (
        "Välj en dag som inte har varit."
        in client.post(at("meeting_new", board.unit), facts).content.decode()
    )
    facts["on"] = "2027-02-18"
    page = client.post(at("meeting_new", board.unit), facts).content.decode()
    assert "Det finns redan ett möte den dagen och tiden." in page
    assert Meeting.objects.count() == 1


def test_a_year_is_suggested_changed_and_saved_together(client, board):
    asked = {
        "year": "2027", "weekday": "3", "rhythm": "m2", "starts_at": "09:00", "place": "Residenset", "skip_july": "on",
    }  # fmt: skip
    page = text(client, at("meetings_year", board.unit), **asked)
    assert page.count("Ta med") == 11
    assert "flyttat från" not in page
    assert "<b>Torsdag 14 januari 2027</b>" in page
    assert "<span>Manusstopp <b>onsdag 23 december</b></span>" in page  # the day before Christmas Eve
    days = {
        "form-TOTAL_FORMS": "3", "form-INITIAL_FORMS": "3",
        "form-0-take": "on", "form-0-on": "2027-01-14", "form-0-starts_at": "09:00",
        "form-1-on": "2027-02-11", "form-1-starts_at": "09:00",
        "form-2-take": "on", "form-2-on": "2027-03-12", "form-2-starts_at": "13:00",
        "starts_at": "09:00", "place": "Residenset",
    }  # fmt: skip
    response = client.post(at("meetings_year", board.unit), days)
    assert response.status_code == 302
    planned = list(Meeting.objects.values_list("on", "starts_at", "place"))
    assert planned == [
        (date(2027, 1, 14), time(9), "Residenset"),
        (date(2027, 3, 12), time(13), "Residenset"),
    ]
    assert text(client, at("meetings_year", board.unit), **asked).count("Ta med") == 10


def test_a_red_day_is_planned_only_when_that_is_said(client, board):
    days = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2",
        "form-0-take": "on", "form-0-on": "2027-01-06", "form-0-starts_at": "09:00",
        "form-1-on": "2027-05-01", "form-1-starts_at": "09:00",
        "starts_at": "09:00", "place": "Residenset",
    }  # fmt: skip
    page = client.post(at("meetings_year", board.unit), days).content.decode()
    assert "Onsdag 6 januari 2027 (" in page
    assert "Välj en annan dag, eller bocka för ”Planera ändå”." in page
    assert 'value="2027-01-06"' in page
    assert page.count("Välj en annan dag") == 1  # the other day is not ticked
    assert Meeting.objects.count() == 0
    assert client.post(at("meetings_year", board.unit), days | {"form-0-red_too": "on"}).status_code == 302
    assert list(Meeting.objects.values_list("on", flat=True)) == [date(2027, 1, 6)]


def test_one_day_that_cannot_be_planned_stops_the_year_and_nothing_is_lost(client, board, held):
    days = {
        "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2",
        "form-0-take": "on", "form-0-on": "2027-01-14", "form-0-starts_at": "09:00",
        "form-1-take": "on", "form-1-on": "2027-02-18", "form-1-starts_at": "09:30",
        "starts_at": "09:00", "place": "Residenset",
    }  # fmt: skip
    page = client.post(at("meetings_year", board.unit), days).content.decode()
    assert "Torsdag 18 februari 2027: Det finns redan ett möte" in page
    assert 'value="2027-01-14"' in page
    assert Meeting.objects.count() == 1


def test_the_secretary_lists_the_bodys_meetings_and_members_those_they_are_called_to(client, board, held):
    meetings.listed(board, held)
    assert "Torsdag 18 februari 2027" in text(client, reverse("meetings"))
    member = client_of(board.members[0].user)
    assert "Inga kommande sammanträden" in text(member, reverse("meetings"))
    summons.send(held, by=board.secretary)
    assert "Torsdag 18 februari 2027" in text(member, reverse("meetings"))


def test_formalities_are_added_with_one_click_and_open_the_agenda(client, board, held):
    meetings.listed(board, held, title="Detaljbudget")
    for title in ("Upprop", "Val av justerare"):
        client.post(at("meeting_add", held), {"title": title, "kind": "formal"})
    client.post(
        at("meeting_add", held), {"title": "Lunch", "kind": "break", "starts_at": "12.00", "minutes": "60"}
    )
    assert titles(held) == ["Upprop", "Val av justerare", "Detaljbudget", "Lunch"]
    page = text(client, at("meeting", held))
    lunch = page[page.index("agenda-break") :]
    assert "12.00–13.00" in lunch[: lunch.index("</li>")], lunch[:400]
    assert 'name="title" value="Upprop"' not in page


def test_announced_items_come_on_the_agenda_with_one_click_or_go_back_with_a_reason(client, board, held):
    first, second = meetings.announced(board, title="Budget"), meetings.announced(board, title="Plan")
    page = text(client, at("meeting", held))
    assert [title in page for title in ("Budget", "Plan")] == [True, True]
    client.post(at("meeting_list", held, first))
    assert titles(held) == ["Budget"]
    address = at("meeting_send_back", held, second)
    assert "Skriv en motivering." in client.post(address, {"reason": " "}).content.decode()
    client.post(address, {"reason": "Bilagan saknas."})
    second.refresh_from_db()
    assert second.state == AgendaItem.State.DRAFTED
    assert WorkItem.objects.filter(kind="rework", user=board.officer, done_at__isnull=True).count() == 1


def test_rows_are_moved_by_buttons_without_a_script_and_by_order_with_one(client, board, held):
    items = [agenda.add_item(held, by=board.secretary, title=title) for title in "ABC"]
    codes = [item.public_id for item in items]
    client.post(at("meeting_order", held), {"move": f"{codes[2]} up"})
    assert titles(held) == ["A", "C", "B"]
    client.post(at("meeting_order", held), {"move": f"{codes[0]} up"})
    assert titles(held) == ["A", "C", "B"]
    now = [codes[0], codes[2], codes[1]]
    sent = {"order": ",".join(codes), "was": ",".join(now)}
    assert (
        client.post(at("meeting_order", held), sent, headers={"x-requested-with": "fetch"}).status_code == 204
    )
    assert titles(held) == ["A", "B", "C"]
    again = client.post(at("meeting_order", held), sent, headers={"x-requested-with": "fetch"})
    assert (again.status_code, "har ändrats" in again.json()["message"]) == (409, True)
    assert titles(held) == ["A", "B", "C"]


def test_a_paper_is_uploaded_taken_from_the_case_and_removed_until_it_is_sent(client, board, held):
    item = meetings.listed(board, held)
    here = at("meeting_item", held, item)
    upload = SimpleUploadedFile("plan.pdf", pdf_of(2), content_type="application/pdf")
    client.post(here, {"do": "attach", "title": "Planen", "file": upload})
    paper = item.papers.get()
    assert (paper.title, paper.file.document.case, paper.file.document.kind) == ("Planen", item.case, "paper")
    broken = SimpleUploadedFile("trasig.pdf", b"%PDF-1.7 nonsense", content_type="application/pdf")
    assert "går inte att läsa som PDF" in client.post(here, {"do": "attach", "file": broken}).content.decode()
    client.post(here, {"do": "remove", "paper": paper.public_id})
    assert not item.papers.exists()
    client.force_login(board.officer)
    client.force_login(board.secretary)
    file = paper.file
    page = text(client, here)
    assert "Finns i ärendet" in page
    client.post(here, {"do": "take", "file": file.public_id})
    summons.send(held, by=board.secretary)
    client.post(here, {"do": "remove", "paper": item.papers.get().public_id})
    assert item.papers.count() == 1
    assert "s. 2–3" in text(client, here)


def test_the_notice_is_looked_at_sent_and_read_by_the_members(client, board, held):
    item = meetings.listed(board, held)
    meetings.listed(board, held, title="Utan punkter").points.all().delete()
    lay(item, board, "Planen", pages=3)
    page = text(client, at("meeting_send", held))
    assert [words in page for words in ("Går ut nu", "Planen", "Saknar beslutspunkter")] == [True] * 3
    assert status(client, at("meeting_pack", held) + "?utkast") == 200
    assert client.post(at("meeting_send", held), {"note": "Välkomna."})["Location"] == at("meeting", held)
    member = client_of(board.members[0].user)
    page = text(member, at("meeting", held))
    assert [words in page for words in ("Kallelse", "1 handling, s. 2–4", "Skicka tillägg")] == [
        True,
        True,
        False,
    ]
    pack = b"".join(member.get(at("meeting_pack", held)).streaming_content)
    assert [page.extract_text().split()[-1] for page in PdfReader(BytesIO(pack)).pages] == [
        "1",
        "2",
        "3",
        "4",
    ]
    assert status(member, at("agenda_paper", item.papers.get())) == 200
    assert "Det finns inget nytt att skicka." in client.post(at("meeting_send", held)).content.decode()


def test_what_comes_later_is_marked_and_kept_from_members_until_it_is_sent(client, board, held):
    first = meetings.listed(board, held)
    summons.send(held, by=board.secretary)
    late = meetings.listed(board, held, title="Sent ärende")
    paper = lay(first, board, "Sen bilaga", pages=1)
    member = client_of(board.members[0].user)
    hidden = (at("meeting_item", held, late), at("agenda_paper", paper))
    assert [status(member, address) for address in hidden] == [404, 404]
    assert "Sent ärende" not in text(member, at("meeting", held))
    assert "Inte skickat" in text(client, at("meeting", held))
    summons.send(held, by=board.secretary)
    assert [status(member, address) for address in hidden] == [200, 200]
    page = text(member, at("meeting", held))
    assert page.count("Nytt i tillägg 1") == 2


def test_rounds_that_end_too_late_for_the_meeting_are_warned_about(client, board, held):
    region = factories.world()
    referral_round = factories.open_round(region, last_day=date(2027, 1, 29))
    item = meetings.announced(board)
    AgendaItem.objects.filter(pk=item.pk).update(round=referral_round)
    page = text(client, at("meeting", held))
    assert "sista svarsdag fredag 29 januari 2027" in page
    assert "senast torsdag 14 januari 2027" in page


def test_a_meeting_is_moved_and_cancelled_with_a_reason(client, board, held):
    item = meetings.listed(board, held)
    facts = {"on": "2027-02-25", "starts_at": "10:00", "place": "Dals rum", "wishes": "Tidigare lunch"}
    client.post(at("meeting_change", held), facts)
    held.refresh_from_db()
    assert (held.on, held.notice_day, held.wishes) == (date(2027, 2, 25), date(2027, 2, 18), "Tidigare lunch")
    client.post(at("meeting_cancel", held), {"reason": "För få ärenden."})
    held.refresh_from_db()
    item.refresh_from_db()
    assert (held.state, item.state, item.meeting) == ("cancelled", "announced", None)
    assert "För få ärenden." in text(client, at("meeting", held))


def test_a_body_is_set_up_by_its_secretary(client, board):
    unit = factories.unit("Patientnämnden", kind="body")
    client.force_login(factories.person("pn.sekreterare", ("secretary", unit)))
    assert "Ställ in organet" in text(client, reverse("meetings"))
    rules = {
        "do": "rules", "decides": "on", "ordinary_seats": "11", "referral_days": "35", "manuscript_days": "21",
        "preparation_days": "30", "notice_days": "7", "minutes_kept_at": "Regionens hus",
    }  # fmt: skip
    assert "måste komma i ordning" in client.post(at("body", unit), rules).content.decode()
    client.post(at("body", unit), rules | {"preparation_days": "14"})
    made = Body.objects.get(unit=unit)
    assert (made.ordinary_seats, made.minutes_kept_at) == (11, "Regionens hus")
    user = factories.person("ledamot")
    member = {
        "do": "member",
        "name": "Ledamot 1",
        "kind": "ordinary",
        "office": "chair",
        "starts_on": "2026-11-01",
    }
    client.post(at("body", unit), member | {"username": "ledamot"})
    page = client.post(
        at("body", unit), member | {"name": "Ledamot 2", "username": "finns-inte"}
    ).content.decode()
    assert "Det finns ingen med det användarnamnet." in page
    page = client.post(at("body", unit), member | {"name": "Ledamot 2"}).content.decode()
    assert "Rollen som ordförande är redan tagen." in page
    client.post(at("body", unit), {"do": "series", "year": "2026", "first": "138"})
    client.post(
        at("body", unit), {"do": "delegation", "code": "3.2", "subject": "Yttranden", "delegate": "Chef"}
    )
    page = text(client, at("body", unit))
    assert [words in page for words in ("Ledamot 1", "§ 137", "Yttranden")] == [True] * 3
    assert reverse("meetings") in text(client_of(user), "/")


def test_places_are_moved_given_offices_and_ended(client, board):
    first, second = board.members[-2:]
    here = at("body", board.unit)
    client.post(here, {"do": "move", "member": f"{second.public_id} up"})
    order = list(board.body.members.filter(kind="substitute").values_list("name", flat=True))
    assert order == ["Ersättare 2", "Ersättare 1"]
    client.post(here, {"do": "office", "member": board.members[1].public_id, "office": "vice_chair"})
    wrong = [
        client.post(here, {"do": "end", "member": first.public_id, "on": "i går"}, follow=True),
        client.post(here, {"do": "office", "member": first.public_id, "office": "chair"}, follow=True),
    ]
    said = ("Skriv dagen så här: 2026-12-04.", "En ersättare kan inte ha uppdraget.")
    assert [words in page.content.decode() for words, page in zip(said, wrong, strict=True)] == [True, True]
    client.post(here, {"do": "end", "member": first.public_id, "on": "2026-11-22"})
    first.refresh_from_db()
    board.members[1].refresh_from_db()
    assert (board.members[1].office, first.ends_on) == ("vice_chair", date(2026, 11, 22))
    assert client_of(first.user).get("/").context["nav_meetings"] is False
    assert not bodies.members_on(board.body, date(2026, 11, 23)).filter(pk=first.pk).exists()


def lay(item, board, title, *, pages):
    content = pdf_of(pages)
    return papers.attach(
        item, by=board.secretary, name=f"{title}.pdf", stream=BytesIO(content), size=len(content), title=title
    )
