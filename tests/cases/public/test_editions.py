"""Published minutes are published again with another masking, and withdrawn when a case in them is marked."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from cases import secrecy
from cases.errors import AlreadyDone, ReasonMissing
from cases.meetings import agenda, notices, public_text, publishing, texts, unpublishing
from cases.meetings.closing import close_item, end_meeting
from cases.meetings.public_errors import NotPublished
from cases.models import AgendaItem, Case, Delegation, PublicMinutes, WorkItem
from cases.official_decisions import decide_alone
from ledger.models import Event
from organisation import clock
from tests import meetings
from tests.cases.paper.reading import words

pytestmark = pytest.mark.django_db

SECRET, OPEN = "Kanarieärende", "Plan för nära vård"
LAW, WHY = "OSL 25 kap. 1 §", "Patientuppgifter."


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def occasion(board):
    """Approved minutes of two §; the first names a patient twice."""
    held = meetings.opened(board, OPEN, SECRET)
    first = held.items.order_by("position")[0]
    texts.save_text(
        first, "procedure", by=board.secretary, text="Kim Hemlig talade. Kim Hemlig gick.", edition=0
    )
    for item in held.items.order_by("position"):
        close_item(item, by=board.secretary, outcome="as_proposed")
    return meetings.approved(board, end_meeting(held, by=board.secretary))


def public(client, occasion):
    """What anybody gets: the status, and the words of the file."""
    response = client.get(reverse("public_minutes", args=[occasion.public_id]))
    text = words(b"".join(response.streaming_content)) if response.streaming else response.content.decode()
    return response.status_code, text


def item_of(occasion, title):
    return AgendaItem.objects.select_related("case").get(occasion=occasion, title=title)


def waiting():
    return list(WorkItem.objects.filter(done_at=None, kind="review_public").values_list("title", "role"))


def test_minutes_are_published_again_with_a_reason_and_the_earlier_edition_is_kept(board, occasion, client):
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    with pytest.raises(AlreadyDone):
        publishing.publish(occasion, by=board.secretary, before_notice=True, masks=["Kim Hemlig"])
    publishing.publish(
        occasion, by=board.secretary, before_notice=True, masks=["Kim Hemlig"], reason="Namnet syntes."
    )
    told = [(one.number, one.removed, one.withdrawn_reason) for one in PublicMinutes.objects.all()]
    assert told == [(2, 2, ""), (1, 0, "Namnet syntes.")]
    first = PublicMinutes.objects.get(number=1)
    assert (first.withdrawn_by, first.withdrawn_at is None) == (board.secretary, False)
    status, text = public(client, occasion)
    assert status == 200
    assert "2 uppgifter har tagits bort" in text
    assert "Hemlig" not in text


def test_what_is_left_out_is_kept_by_paragraph_and_counted_for_the_reader(board, occasion, client):
    secrecy.mark(item_of(occasion, SECRET).case, by=board.officer, provision=LAW, reason=WHY)
    found = publishing.publish(occasion, by=board.secretary, before_notice=True, masks=["Kim Hemlig"])
    item = item_of(occasion, SECRET)
    assert found.left_out == [{"item": item.public_id, "paragraph": 2}, {"paragraph": 1, "spans": 2}]
    assert found.removed == 3
    assert "3 uppgifter har tagits bort" in public(client, occasion)[1]


def test_a_mark_withdraws_the_minutes_that_show_the_case_until_somebody_has_looked(board, occasion, client):
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    secret = item_of(occasion, SECRET)
    secrecy.mark(secret.case, by=board.officer, provision=LAW, reason=WHY)
    status, text = public(client, occasion)
    assert (status, "anarie" in text) == (410, False)
    gone = PublicMinutes.objects.get()
    assert (gone.withdrawn_by, gone.withdrawn_reason) == (
        board.officer,
        "Ett ärende i protokollet har sekretessmarkerats.",
    )
    assert waiting() == [(f"Protokoll {clock.today()}, SSN", "secretary")]
    event = Event.objects.get(kind="minutes.withdrawn")
    assert event.data == {"meeting": occasion.meeting_id, "number": 1, "marked": secret.case_id}
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    assert waiting() == []
    status, text = public(client, occasion)
    assert (status, "anarie" in text, "§ 2 omfattas av sekretess" in text) == (200, False, True)


def test_minutes_where_the_paragraph_was_left_out_stay_public(board, occasion, client):
    item = item_of(occasion, SECRET)
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[], left_out=[item.public_id])
    secrecy.mark(item.case, by=board.officer, provision=LAW, reason=WHY)
    assert public(client, occasion)[0] == 200
    assert waiting() == []


def test_a_mark_on_a_case_whose_decision_was_only_reported_withdraws_too(board, client):
    rule = Delegation.objects.create(body=board.body, code="3.2", subject="Yttranden", delegate="Direktören")
    case = meetings.case(board, SECRET)
    decide_alone(
        case, by=board.officer, delegation=rule, kind="delegated", title=SECRET, points=[{"text": "Bifall."}]
    )
    held = meetings.meeting(board, on=clock.today())
    agenda.add_item(held, by=board.secretary, title="Anmälan", kind="delegation_report")
    meetings.begin(board, held)
    close_item(held.items.get(), by=board.secretary, outcome="noted")
    occasion = meetings.approved(board, end_meeting(held, by=board.secretary))
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    assert "anarie" in public(client, occasion)[1]
    secrecy.mark(case, by=board.officer, provision=LAW, reason=WHY)
    assert public(client, occasion)[0] == 410
    again = publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    assert again.removed == 1
    text = public(client, occasion)[1]
    assert ("anarie" in text, case.decisions.get().number in text) == (False, True)
    assert "anarie" not in public_text.words_of(public_text.readable(occasion)).lower()


def test_the_secretary_withdraws_with_a_reason_and_may_leave_it_so(board, occasion, client):
    with pytest.raises(NotPublished):
        unpublishing.withdraw(occasion, by=board.secretary, reason=WHY)
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    with pytest.raises(ReasonMissing):
        unpublishing.withdraw(occasion, by=board.secretary, reason=" ")
    unpublishing.withdraw(occasion, by=board.secretary, reason="Fel fil.")
    assert public(client, occasion)[0] == 410
    with pytest.raises(AlreadyDone):
        unpublishing.leave_withdrawn(occasion, by=board.secretary)
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    secrecy.mark(item_of(occasion, SECRET).case, by=board.officer, provision=LAW, reason=WHY)
    unpublishing.leave_withdrawn(occasion, by=board.secretary)
    assert waiting() == []


def test_the_page_tells_of_every_edition_and_publishes_again(board, occasion, client):
    client.force_login(board.secretary)
    address = reverse("publish_minutes", args=[occasion.public_id])
    client.post(address, {"own": "Kim Hemlig", "do": "publish", "before_notice": "on", "once_key": "a"})
    page = client.get(address).content.decode()
    assert "Läsaren ser att 2 uppgifter har tagits bort." in page
    assert ">\nKim Hemlig</textarea>" in page  # the form begins with what is masked already
    assert (
        "Skriv en motivering."
        in client.post(address, {"own": "Kim", "do": "publish", "before_notice": "on"}).content.decode()
    )
    said = {
        "own": "Kim",
        "reason": "Förnamnet räcker.",
        "do": "publish",
        "before_notice": "on",
        "once_key": "b",
    }
    page = client.post(address, said, follow=True).content.decode()
    assert "Version 2 publicerades" in page
    assert "Förnamnet räcker." in page
    withdraw = reverse("withdraw_minutes", args=[occasion.public_id])
    page = client.post(withdraw, {"reason": "Fel fil."}, follow=True).content.decode()
    assert "Protokollet är inte publicerat längre." in page
    assert "Fel fil." in page


def test_the_task_leads_to_the_page_where_the_secretary_leaves_it_withdrawn(board, occasion, client):
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    secrecy.mark(item_of(occasion, SECRET).case, by=board.officer, provision=LAW, reason=WHY)
    client.force_login(board.secretary)
    address = reverse("publish_minutes", args=[occasion.public_id])
    start = client.get("/").content.decode()
    assert ("Titta igenom det publicerade protokollet" in start, f'href="{address}"' in start) == (True, True)
    page = client.get(address).content.decode()
    assert "Ett ärende i protokollet har sekretessmarkerats." in page
    assert "anarie" not in page
    leave = reverse("leave_withdrawn", args=[occasion.public_id])
    page = client.post(leave, {"once_key": "a"}, follow=True).content.decode()
    assert "Protokollet förblir avpublicerat." in page
    assert leave not in page


def test_the_notice_says_how_much_is_removed_and_shows_no_withdrawn_minutes(board, occasion, client):
    notices.post_notice(occasion, by=board.secretary)
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=["Kim Hemlig"])
    page = client.get(reverse("notice_board")).content.decode()
    assert ("Läs protokollet (PDF)" in page, "2 uppgifter har tagits bort" in page) == (True, True)
    unpublishing.withdraw(occasion, by=board.secretary, reason="Fel fil.")
    page = client.get(reverse("notice_board")).content.decode()
    assert ("Läs protokollet (PDF)" in page, "har tagits bort" in page) == (False, False)


def refused(change):
    def checked():
        with transaction.atomic():
            change()
            connection.check_constraints()

    with pytest.raises(DatabaseError) as caught:
        checked()
    return str(caught.value).splitlines()[0]


def test_the_database_keeps_editions_and_shows_no_marked_case(board, occasion):
    published = publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    rows, case = PublicMinutes.objects.all(), item_of(occasion, SECRET).case
    kept = "what was published is withdrawn, never changed"
    assert refused(lambda: rows.update(left_out=[{"spans": 1}])) == kept
    assert refused(lambda: rows.delete()) == kept
    secret = {"secrecy_provision": LAW, "secrecy_on": clock.today()}
    shown = "no public minutes show a case that is marked"
    assert refused(lambda: Case.objects.filter(pk=case.pk).update(**secret)) == shown
    unpublishing.withdraw(occasion, by=board.secretary, reason="Fel fil.")
    assert refused(lambda: rows.update(withdrawn_reason="Annat.")) == kept
    Case.objects.filter(pk=case.pk).update(**secret)
    facts = {"published_at": clock.now(), "published_by": board.secretary, "file": published.file}
    assert refused(lambda: PublicMinutes.objects.create(occasion=occasion, number=2, **facts)) == shown
