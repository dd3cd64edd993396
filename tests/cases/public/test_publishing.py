"""Approved minutes are published once, with personal data masked and nothing of a secret § in them."""

import pytest
from django.urls import reverse

from cases.errors import AlreadyDone
from cases.meetings import approving, notices, public_text, publishing, texts
from cases.meetings.closing import close_item, end_meeting
from cases.meetings.minutes_errors import NotApproved, NotPosted
from cases.models import Case, PublicMinutes
from ledger.models import Event
from organisation import clock
from tests import meetings
from tests.cases.paper.reading import words

pytestmark = pytest.mark.django_db

SECRET, OPEN = "Kanarieärende", "Plan för nära vård"
SAID = "Patient **Hemlig**, 19811228-9874, ringde 070-123 45 67."


@pytest.fixture
def board():
    return meetings.board()


@pytest.fixture
def held(board):
    """A meeting with an open § that names a patient, and a § of a secret case."""
    found = meetings.opened(board, OPEN, SECRET)
    first, second = found.items.order_by("position")
    texts.save_text(first, "procedure", by=board.secretary, text=SAID, edition=0)
    texts.save_text(second, "procedure", by=board.secretary, text="Kanarieord 19701224-9876.", edition=0)
    for item in (first, second):
        close_item(item, by=board.secretary, outcome="as_proposed")
    Case.objects.filter(pk=second.case_id).update(secrecy_provision="OSL 25:1", secrecy_on=clock.today())
    return end_meeting(found, by=board.secretary)


@pytest.fixture
def approved(board, held):
    return meetings.approved(board, held)


def published_text(client, occasion):
    response = client.get(reverse("public_minutes", args=[occasion.public_id]))
    return words(b"".join(response.streaming_content))


def page_of(occasion):
    return reverse("publish_minutes", args=[occasion.public_id])


def test_personal_data_is_suggested_from_everything_but_what_is_secret(approved):
    said = public_text.readable(approved)
    assert public_text.suggested(said) == {"19811228-9874": [1], "070-123 45 67": [1]}
    assert "kanarie" not in public_text.words_of(said).lower()


def test_the_public_reads_masked_minutes_where_a_secret_paragraph_is_only_a_number(board, approved, client):
    masks = ["19811228-9874", "070-123 45 67", "Patient Hemlig"]
    publishing.publish(approved, by=board.secretary, before_notice=True, masks=masks)
    text = published_text(client, approved)
    assert "§ 2 omfattas av sekretess" in text
    assert f"§ 1 {OPEN}" in text
    assert [word for word in ("anarie", "Hemlig", "9874", "9876", "070-123") if word in text] == []
    event = Event.objects.get(kind="minutes.published")
    assert (event.data["masks"], event.data["left_out"]) == (3, [2])
    assert "Hemlig" not in str(event.data)


def test_minutes_are_published_once_and_only_when_they_are_approved(board, held, client):
    occasion = meetings.before_approvers(board, held)
    with pytest.raises(NotApproved):
        publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    assert client.get(reverse("public_minutes", args=[occasion.public_id])).status_code == 404
    for approver in occasion.approvers.select_related("user"):
        approving.approve(approver, by=approver.user, read_hash=occasion.content_hash)
    publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])
    with pytest.raises(AlreadyDone):
        publishing.publish(occasion, by=board.secretary, before_notice=True, masks=[])


def test_the_file_is_handed_out_inert_and_is_not_sent_again_when_it_is_the_same(board, approved, client):
    publishing.publish(approved, by=board.secretary, before_notice=True, masks=[])
    address = reverse("public_minutes", args=[approved.public_id])
    response = client.get(address)
    headers = {name: response[name] for name in ("X-Content-Type-Options", "Cache-Control", "X-Robots-Tag")}
    assert headers == {
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "public, no-cache",
        "X-Robots-Tag": "noindex",
    }
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.cookies.output() == ""
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert client.get(address, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_the_secretary_looks_at_the_file_first_and_then_publishes_it(board, approved, client):
    client.force_login(board.secretary)
    page = client.get(page_of(approved)).content.decode()
    assert "19811228-9874 (§\u00a01)" in page
    assert "Kanarie" not in page
    form = {"suggested": ["19811228-9874"], "own": "patient hemlig\n\n", "once_key": "a"}
    seen = client.post(page_of(approved), form | {"do": "preview"})
    text = words(b"".join(seen.streaming_content))
    assert "Hemlig" not in text
    assert "070-123 45 67" in text
    assert not PublicMinutes.objects.exists()
    done = client.post(
        page_of(approved), form | {"do": "publish", "before_notice": "on"}, follow=True
    ).content.decode()
    assert "Protokollet är publicerat." in done
    assert PublicMinutes.objects.get().masks == ["19811228-9874", "patient hemlig"]
    client.post(page_of(approved), form | {"do": "publish", "before_notice": "on"})
    assert PublicMinutes.objects.count() == 1


def test_before_the_notice_is_up_it_is_said_what_counts_and_publishing_is_confirmed(board, approved, client):
    client.force_login(board.secretary)
    page = client.get(page_of(approved)).content.decode()
    assert "Tiden för att överklaga räknas från anslaget, inte från publiceringen." in page
    refused = client.post(page_of(approved), {"own": "patient hemlig", "do": "publish"}).content.decode()
    assert "Anslå först, senast" in refused
    assert ">\npatient hemlig</textarea>" in refused
    assert not PublicMinutes.objects.exists()
    with pytest.raises(NotPosted):
        publishing.publish(approved, by=board.secretary, masks=[])
    client.post(page_of(approved), {"do": "publish", "before_notice": "on"})
    assert Event.objects.get(kind="minutes.published").data["before_notice"] is True


def test_once_the_notice_is_up_nothing_more_is_asked(board, approved, client):
    notices.post_notice(approved, by=board.secretary)
    client.force_login(board.secretary)
    assert "räknas från anslaget" not in client.get(page_of(approved)).content.decode()
    client.post(page_of(approved), {"do": "publish"})
    assert "before_notice" not in Event.objects.get(kind="minutes.published").data


def test_a_word_that_hides_nothing_is_said_and_what_was_typed_is_kept(board, approved, client):
    client.force_login(board.secretary)
    response = client.post(
        page_of(approved), {"own": "Patient Hemmlig", "do": "publish", "before_notice": "on"}
    )
    page = response.content.decode()
    assert "”Patient Hemmlig” finns inte i protokollet." in page
    assert ">\nPatient Hemmlig</textarea>" in page
    assert not PublicMinutes.objects.exists()


def test_a_paragraph_the_secretary_leaves_out_keeps_its_number_and_no_word(board, approved, client):
    client.force_login(board.secretary)
    item = approved.items.get(paragraph=1)
    client.post(page_of(approved), {"left_out": [item.public_id], "do": "publish", "before_notice": "on"})
    text = published_text(client, approved)
    assert "§ 1 omfattas av sekretess" in text
    assert OPEN not in text


def test_only_who_keeps_the_meetings_publishes(board, approved, client):
    for user in (board.ordinary[0].user, board.officer):
        client.force_login(user)
        assert client.get(page_of(approved)).status_code == 404
        assert client.post(page_of(approved), {"do": "publish", "before_notice": "on"}).status_code == 404
    client.logout()
    assert client.get(page_of(approved))["Location"].startswith("/logga-in/")
    assert not PublicMinutes.objects.exists()
