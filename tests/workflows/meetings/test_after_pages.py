"""After the meeting: the minutes laid before their approvers, approved, announced, and sent in extracts."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from cases import official_decisions
from cases.meetings import (
    agenda,
    approving,
    attending,
    extracts,
    minutes,
    points,
    publishing,
    references,
)
from cases.meetings.closing import close_item, end_meeting
from cases.meetings.minutes_errors import OthersElected
from cases.models import (
    ApprovalOccasion,
    Delegation,
    Document,
    Extract,
    Point,
    PublicNotice,
    WorkItem,
)
from ledger.models import Event
from notifications import relay
from notifications.models import Notice
from organisation import clock
from tests import factories, meetings

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("going_monday")]


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def over(board):
    """A meeting that is over, with one §."""
    return meetings.ended(board, "Plan för nära vård")


def words(response) -> str:
    """The text of a PDF response."""
    content = BytesIO(b"".join(response.streaming_content))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(content).pages).split())


def sign_in(client, user):
    client.force_login(user)
    return client


def test_the_secretary_sends_the_minutes_and_the_named_approve_what_they_read(client, board, over):
    page = reverse("meeting_minutes", args=[over.public_id])
    sign_in(client, board.secretary)
    assert "Välj minst en justerare" in client.post(page, {"do": "ask"}).content.decode()
    sent = client.post(page, {"do": "ask", "approvers": [board.ordinary[1].public_id]}, follow=True)
    assert "Protokollet är skickat för justering." in sent.content.decode()
    occasion = ApprovalOccasion.objects.get()
    assert [row.member for row in occasion.approvers.all()] == board.ordinary[:2]

    own = reverse("minutes_sign", args=[occasion.public_id])
    assert client.get(own).status_code == 404  # whoever sends it does not approve it
    sign_in(client, board.ordinary[2].user)
    assert client.get(own).status_code == 404  # nor does a member who was not named
    for member in board.ordinary[:2]:
        sign_in(client, member.user)
        read = client.get(own).content.decode()
        assert "Plan för nära vård" in read
        changed = client.post(own, {"read_hash": "0" * 64})
        assert "ändrats sedan du läste" in changed.content.decode()
        client.post(own, {"read_hash": occasion.content_hash, "dissent": ""})
    occasion.refresh_from_db()
    over.refresh_from_db()
    assert (occasion.completed_at is not None, over.state) == (True, "approved")
    again = client.post(own, {"read_hash": occasion.content_hash}, follow=True)
    assert "Det här är redan gjort." in again.content.decode()


def test_the_minutes_as_pdf_and_word_say_who_approved_what(client, board, over):
    occasion = meetings.approved(board, over)
    sign_in(client, board.secretary)
    text = words(client.get(reverse("minutes_pdf", args=[occasion.public_id])))
    assert "§ 1 Plan för nära vård" in text.replace("\xa0", " ")
    assert "Ledamot 2" in text
    assert occasion.content_hash[:8] in text
    word = client.get(reverse("minutes_word", args=[occasion.public_id]))
    assert b"".join(word.streaming_content)[:2] == b"PK"
    stored = occasion.document.files.get()
    assert stored.file.media_type == "application/pdf"


def test_minutes_taken_back_can_be_changed_and_sent_again(client, board, over):
    occasion = meetings.before_approvers(board, over)
    sign_in(client, board.secretary)
    address = reverse("minutes_call_off", args=[occasion.public_id])
    assert "Skriv en motivering." in client.post(address, {"reason": ""}).content.decode()
    client.post(address, {"reason": "Fel namn."})
    occasion.refresh_from_db()
    assert occasion.called_off_reason == "Fel namn."
    assert over.items.get().occasion is None
    second = meetings.before_approvers(board, over)
    assert second.is_waiting


def test_a_paragraph_is_approved_at_once_while_the_meeting_goes_on(client, board):
    held = meetings.opened(board, "Brådskande", "Annat")
    first, second = held.items.order_by("position")
    close_item(first, by=board.secretary, outcome="as_proposed", immediate=True)
    sign_in(client, board.secretary)
    page = reverse("meeting_minutes", args=[held.public_id])
    client.post(page, {"do": "ask_at_once", "approvers": [board.ordinary[1].public_id]})
    occasion = ApprovalOccasion.objects.get()
    task = WorkItem.objects.get(kind="sign", user=board.chair.user, done_at=None)
    assert task.title.endswith(", §\xa01")  # the meeting's other task of the kind is of all the rest
    assert (occasion.kind, [row["title"] for row in occasion.content["items"]]) == (
        "immediate",
        ["Brådskande"],
    )
    for approver in occasion.approvers.select_related("user"):
        approving.approve(approver, by=approver.user, read_hash=occasion.content_hash)
    close_item(second, by=board.secretary, outcome="as_proposed")
    ordinary = meetings.approved(board, end_meeting(held, by=board.secretary))
    held.refresh_from_db()
    assert [row["paragraph"] for row in ordinary.content["items"]] == [2]
    assert held.state == "approved"


def test_somebody_without_a_log_in_signs_on_paper(client, board, over, tmp_path, settings):
    member = board.ordinary[2]
    member.user = None
    member.save(update_fields=["user"])
    occasion = approving.lay_before(over, [member], by=board.secretary)
    paper = occasion.approvers.get(user=None)
    sign_in(client, board.secretary)
    scan = BytesIO(b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n")
    scan.name = "underskrift.pdf"
    client.post(reverse("minutes_scan", args=[paper.public_id]), {"scan": scan})
    paper.refresh_from_db()
    assert (paper.signed_by, paper.scan.name) == (board.secretary, "underskrift.pdf")
    named = occasion.approvers.get(user__isnull=False)
    client.post(reverse("minutes_scan", args=[named.public_id]), {"scan": BytesIO(b"%PDF-1.4\n%%EOF\n")})
    named.refresh_from_db()
    assert named.signed_at is None


def test_the_notice_goes_up_once_and_says_its_dates(client, board, over):
    occasion = meetings.approved(board, over)
    sign_in(client, board.secretary)
    task = client.get(reverse("minutes_notice", args=[occasion.public_id]))
    after = reverse("meeting_after", args=[over.public_id])
    assert task.url == f"{after}#anslag-{occasion.public_id}"
    assert "Ska anslås senast onsdag 25 november" in client.get(after).content.decode()
    address = reverse("notice_post", args=[occasion.public_id])
    client.post(address, {"kept_at": "Regionens hus"})
    notice = PublicNotice.objects.get()
    assert (notice.kept_at, str(notice.last_appeal_day)) == ("Regionens hus", "2026-12-14")
    shown = client.get(after).content.decode()
    assert "Anslaget sattes upp måndag 23 november och sitter uppe till och med måndag 14 december." in shown
    assert reverse("notice", args=[notice.public_id]) in shown
    assert "Protokollet är inte publicerat." in shown
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    shown = client.get(after).content.decode()
    assert "Protokollet publicerades måndag 23 november." in shown
    assert reverse("public_minutes", args=[occasion.public_id]) in shown
    assert (
        "Det här är redan gjort." in client.post(address, {"kept_at": "Annat"}, follow=True).content.decode()
    )


def test_extracts_are_collected_per_unit_and_the_item_is_done_when_all_are_delivered(client, board, over):
    meetings.approved(board, over)
    item = over.items.get()
    unit = factories.unit("SkaS")
    sign_in(client, board.secretary)
    address = reverse("extract_address", args=[item.public_id])
    wrong = client.post(address, {f"{item.public_id}-recipient": ""})
    assert "Välj en enhet eller skriv en mottagare." in wrong.content.decode()
    client.post(address, {f"{item.public_id}-unit": unit.public_id})
    client.post(address, {f"{item.public_id}-recipient": "Kommunen"})
    client.post(reverse("extracts_send", args=[over.public_id]))
    by_post = Extract.objects.get(recipient="Kommunen")
    item.refresh_from_db()
    assert not extracts.is_done(item)
    posted = reverse("extract_posted", args=[by_post.public_id])
    client.post(posted, {f"{by_post.public_id}-on": "2026-11-24"})
    by_post.refresh_from_db()
    assert by_post.delivered_at is None  # tomorrow has not been
    client.post(posted, {f"{by_post.public_id}-on": "2026-11-23"})
    assert extracts.is_done(item)
    pdf = client.get(reverse("extract_pdf", args=[by_post.public_id]))
    assert "Kommunen" in words(pdf)


def test_whoever_received_an_extract_reads_it_and_finds_it_in_the_own_diary(client, board, over):
    meetings.approved(board, over)
    skas = factories.unit("SkaS")
    factories.diary(skas, "SKAS")
    head = factories.person("skas.chef", ("head", skas))
    stranger = factories.person("su.chef", ("head", factories.unit("SU")))
    extract = extracts.address(over.items.get(), by=board.secretary, unit=skas)
    address = reverse("extract_pdf", args=[extract.public_id])
    sign_in(client, head)
    assert client.get(address).status_code == 404  # nothing is theirs before it is sent
    extracts.send_messages(over, by=board.secretary)
    extract.refresh_from_db()
    assert "Plan för nära vård" in words(client.get(address))
    assert "Plan för nära vård" in client.get(reverse("extracts")).content.decode()
    received = Document.objects.get(kind="extract", direction="in")
    assert (received.case.number, received.source, received.files.get().file) == (
        "SKAS 2026-00001",
        extract.document,
        extract.document.files.get().file,
    )
    relay.drain()
    assert [row.recipient for row in Notice.objects.filter(channel="app").exclude(recipient=board.officer)][
        -1:
    ] == [head]
    sign_in(client, stranger)
    assert client.get(address).status_code == 404


def test_every_suggested_recipient_is_added_at_once_and_each_gets_one_message(client, board):
    skas = factories.unit("SkaS")
    held = meetings.opened(board, "Plan för nära vård", "Väntetider")
    Point.objects.filter(item__meeting=held).update(kind="assign", to_unit=skas, what="Redovisa.")
    for item in held.items.order_by("position"):
        close_item(item, by=board.secretary, outcome="as_proposed")
    meetings.approved(board, end_meeting(held, by=board.secretary))
    sign_in(client, board.secretary)
    after = reverse("meeting_after", args=[held.public_id])
    assert client.get(after).context["suggested"] == [{"unit": skas, "about": "§\xa01–2"}]
    told = client.post(reverse("extracts_suggested", args=[held.public_id]), follow=True)
    assert "Mottagarna är tillagda." in told.content.decode()
    assert (told.context["suggested"], told.context["collected"]) == (
        [],
        [{"unit": skas, "about": "§\xa01–2"}],
    )


def test_the_pages_cost_the_same_at_1_3_and_60_items(client, board):
    costs = []
    for later, size in enumerate((1, 3, 60)):
        with time_machine.travel(datetime(2026, 11, 23 + later, 8, tzinfo=UTC)):
            sign_in(client, board.secretary)
            held = meetings.ended(board, *(f"Ärende {number}" for number in range(size)))
            meetings.approved(board, held)
            pages = [reverse(name, args=[held.public_id]) for name in ("meeting_minutes", "meeting_after")]
            client.get(pages[0])
            costs.append([_cost(client, page) for page in pages])
    assert costs[1:] == costs[:1] * 2


def _cost(client, page):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)


def test_the_secretary_says_that_nobody_else_shall_have_an_extract(client, board, over):
    meetings.approved(board, over)
    item = over.items.get()
    task = WorkItem.objects.get(kind="deliver")
    sign_in(client, board.secretary)
    extract = extracts.address(item, by=board.secretary, recipient="Kommunen")
    address = reverse("extracts_done", args=[over.public_id])
    assert "som inte är skickade" in client.post(address, follow=True).content.decode()
    extracts.remove(extract, by=board.secretary)
    after = reverse("meeting_after", args=[over.public_id])
    assert "Inga fler utdrag ska skickas" in client.get(after).content.decode()
    client.post(address)
    task.refresh_from_db()
    assert task.done_by == board.secretary
    assert "Inga fler utdrag ska skickas" not in client.get(after).content.decode()


def test_the_minutes_list_the_decisions_on_delegation_that_were_reported(client, board):
    held = meetings.meeting(board, on=clock.today())
    report = agenda.add_item(held, by=board.secretary, title="Anmälan", kind="delegation_report")
    director = factories.person("direktor", ("director", board.unit))
    delegation = Delegation.objects.create(body=board.body, code="1.1", subject="Avtal", delegate="Direktör")
    made = {
        secret: official_decisions.decide_alone(
            meetings.case(board, "Avtal"),
            by=director,
            kind="delegated",
            title="Avtal om film",
            points=[{"text": "Avtalet tecknas."}],
            delegation=delegation,
        )
        for secret in (False, True)
    }
    hidden = made[True].case
    hidden.secrecy_provision, hidden.secrecy_on = "OSL 25:1", clock.today()
    hidden.save()
    meetings.begin(board, held)
    close_item(report, by=board.secretary, outcome="noted")
    occasion = meetings.approved(board, end_meeting(held, by=board.secretary))
    assert occasion.content["items"][0]["reported"] == [
        "B 2026-0001 Avtal om film, Direktor",
        "B 2026-0002",
    ]
    sign_in(client, board.secretary)
    text = words(client.get(reverse("minutes_pdf", args=[occasion.public_id])))
    assert "Anmälda delegationsbeslut" in text
    assert "B 2026-0001 Avtal om film, Direktor" in text


def test_the_approver_reads_everything_that_is_hashed(client, board):
    skas = factories.unit("SkaS")
    held = meetings.opened(board, "Plan för nära vård", absent=1)
    item = held.items.get()
    facts = {"kind": "assign", "to_unit": skas, "due_words": "senast i maj", "yearly": True}
    points.add_point(item, by=board.secretary, text="SkaS följer upp.", due_on=date(2027, 5, 31), **facts)
    earlier = references.register_earlier(
        board.unit, by=board.secretary, on=date(2023, 5, 17), paragraph=61, title="Planen"
    )
    references.refer(item, by=board.secretary, to=earlier, relation="med anledning av")
    late = board.ordinary[-1]
    with time_machine.travel("2026-11-23 10:10 +0100"):
        attending.arrive(held, late, by=board.secretary)
        attending.welcome(held, by=board.secretary, name="Revisorn", title="Revisor")
    with time_machine.travel("2026-11-23 11:20 +0100"):
        attending.leave(held.attendance.get(member=late), by=board.secretary)
        close_item(item, by=board.secretary, outcome="changed")
        occasion = meetings.before_approvers(board, end_meeting(held, by=board.secretary))
        sign_in(client, board.chair.user)
        read = client.get(reverse("minutes_sign", args=[occasion.public_id])).content.decode()
    for words in (
        "Ledamot 5, 10.10–11.20",
        "Revisorn (Revisor), 10.10–11.20",
        "Residenset, Vänersborg",
        "31 maj 2027 (senast i maj), varje år",
        "med anledning av SSN 2023-05-17 § 61",
        "SkaS",
    ):
        assert words in read


def test_an_assignment_that_reaches_nobody_here_is_told_before_the_minutes_are_approved(client, board):
    factories.unit("Närhälsan")
    held = meetings.opened(board, "Plan för nära vård")
    item = held.items.get()
    point = points.add_point(item, by=board.secretary, text="Närhälsan följer upp.")
    sign_in(client, board.secretary)
    chosen = client.post(
        reverse("point", args=[point.public_id]), {"kind": "assign", "to": "Närhalsan"}, follow=True
    )
    said = "Ingen i Samråd får uppdraget. Skicka protokollsutdraget till ”Närhalsan” med post."
    assert f"{said} Menade du Närhälsan?" in chosen.content.decode()
    assert said in client.get(reverse("agenda_item", args=[held.public_id, item.public_id])).content.decode()
    close_item(item, by=board.secretary, outcome="changed")
    held = end_meeting(held, by=board.secretary)
    minutes_page = client.get(reverse("meeting_minutes", args=[held.public_id])).content.decode()
    occasion = meetings.before_approvers(board, held)
    sign_in(client, board.chair.user)
    for read in (
        minutes_page,
        client.get(reverse("minutes_sign", args=[occasion.public_id])).content.decode(),
    ):
        assert "Ingen i Samråd får de här uppdragen" in read
        assert "<b>§ 1 punkt 2</b>: Närhalsan" in read


def test_whom_the_meeting_chose_to_approve_is_ticked_in_the_form(client, board):
    held = meetings.meeting(board, on=clock.today())
    row = agenda.add_item(held, by=board.secretary, title="Val av justerare")
    points.add_point(row, by=board.secretary, text="Ledamot 3 utses att jämte ordföranden justera.")
    held = meetings.begin(board, held)
    sign_in(client, board.secretary)
    page = reverse("meeting_minutes", args=[held.public_id])
    close_item(row, by=board.secretary, outcome="as_proposed")
    end_meeting(held, by=board.secretary)
    form = client.get(page).context["ask"]
    assert form.initial["approvers"] == [board.ordinary[2]]
    assert f'value="{board.ordinary[2].public_id}" ' in str(form["approvers"]).split("checked")[0][-120:]


def test_others_than_the_meeting_chose_approve_only_for_a_reason_that_is_kept(client, board):
    held = meetings.meeting(board, on=clock.today())
    row = agenda.add_item(held, by=board.secretary, title="Val av justerare")
    points.add_point(row, by=board.secretary, text="Ledamot 3 utses att jämte ordföranden justera.")
    held = meetings.begin(board, held)
    close_item(row, by=board.secretary, outcome="as_proposed")
    end_meeting(held, by=board.secretary)
    sign_in(client, board.secretary)
    page = reverse("meeting_minutes", args=[held.public_id])
    others = {"do": "ask", "approvers": [board.ordinary[1].public_id]}
    assert "Varför justerar andra" not in client.get(page).content.decode()
    refused = client.post(page, others).content.decode()
    assert "Sammanträdet valde Ledamot 3 att justera, men du skickar till Ledamot 2." in refused
    assert "Varför justerar andra" in refused
    assert not ApprovalOccasion.objects.exists()
    sent = client.post(page, others | {"reason": "Ledamot 3 är sjuk."}, follow=True).content.decode()
    assert "Därför justerar andra än de som valdes: Ledamot 3 är sjuk." in " ".join(sent.split())
    assert [one.member for one in ApprovalOccasion.objects.get().approvers.all()] == board.ordinary[:2]
    event = Event.objects.get(kind="minutes.sent")
    assert (event.data["elected"], event.data["reason"]) == (["Ledamot 3"], "Ledamot 3 är sjuk.")


def test_the_chosen_approve_without_a_word_whoever_else_is_ticked_is_asked_about(board):
    held = meetings.meeting(board, on=clock.today())
    row = agenda.add_item(held, by=board.secretary, title="Val av justerare")
    points.add_point(row, by=board.secretary, text="Ledamot 3 utses att jämte ordföranden justera.")
    held = meetings.begin(board, held)
    close_item(row, by=board.secretary, outcome="as_proposed")
    held = end_meeting(held, by=board.secretary)
    with pytest.raises(OthersElected):
        approving.lay_before(held, board.ordinary[1:3], by=board.secretary)
    approving.lay_before(held, [board.chair, board.ordinary[2]], by=board.secretary, reason="Onödigt skäl.")
    assert "reason" not in Event.objects.get(kind="minutes.sent").data


def test_the_minutes_name_members_in_their_order_whoever_came_first(client, board):
    held = meetings.opened(board, "Plan", absent=5)
    for member in reversed(board.members):
        attending.arrive(held, member, by=board.secretary)
    said = minutes.content(held)
    assert [row["name"] for row in said["attendance"]] == [member.name for member in board.members]
    assert (
        "5 av 5 platser"
        in sign_in(client, board.secretary)
        .get(reverse("agenda_item", args=[held.public_id, held.items.get().public_id]))
        .content.decode()
    )


def test_whoever_is_ordered_something_by_words_alone_is_offered_an_extract_by_post(client, board):
    held = meetings.opened(board, "Väntetider", "Lokaler")
    Point.objects.filter(item=held.items.get(title="Väntetider")).update(
        kind="assign", to_words="Berörda kommuner", what="Redovisa."
    )
    for item in held.items.order_by("position"):
        close_item(item, by=board.secretary, outcome="as_proposed")
    meetings.approved(board, end_meeting(held, by=board.secretary))
    sign_in(client, board.secretary)
    after = reverse("meeting_after", args=[held.public_id])
    page = client.get(after)
    assert [row["by_post"] for row in page.context["rows"]] == [["Berörda kommuner"], []]
    assert "Berörda kommuner, med post" in page.content.decode()
    ordered = held.items.get(title="Väntetider")
    sent = {f"{ordered.public_id}-recipient": "Berörda kommuner"}
    page = client.post(reverse("extract_address", args=[ordered.public_id]), sent, follow=True)
    assert [(row.recipient, row.way) for row in ordered.extracts.all()] == [("Berörda kommuner", "post")]
    assert [row["by_post"] for row in page.context["rows"]] == [[], []]


def test_a_page_that_suggests_nobody_says_why(client, board, over):
    meetings.approved(board, over)
    sign_in(client, board.secretary)
    page = client.get(reverse("meeting_after", args=[over.public_id])).content.decode()
    assert "Ingen mottagare föreslås" in page
