"""What a process owner has saved in one tab is never written over unseen from another."""

import re

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

WORDS = {"heading": "Enkel", "text": "Den nya texten.", "keywords": "Kontakt, Hjälp", "note": ""}
LETTER = {"summary": "Kort.", "letter": "Svara gärna.", "roll": "next", "readers": "after_closing"}


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def draft(client, region):
    client.force_login(region.owner)
    return factories.draft_round(region)


def headings(draft):
    return [section.heading for section in draft.version.sections.all()]


def seen(client, address):
    """What a tab that has the page open would send with its form."""
    return re.search(r'name="seen" value="(\w+)"', client.get(address).content.decode())[1]


def test_a_section_changed_meanwhile_is_shown_beside_what_was_typed(client, draft):
    section = draft.version.sections.first()
    address = f"/remissrundor/{draft.public_id}/utkast/{section.pk}/"
    both_tabs = {"seen": seen(client, address)}
    assert client.post(address, WORDS | both_tabs).status_code == 302
    assert client.post(address, WORDS | both_tabs).status_code == 302, "a double click is no other text"
    mine = WORDS | {"text": "Min egen text."}
    page = client.post(address, mine | both_tabs).content.decode()
    said = ("Någon har ändrat här", "Det här är sparat nu", "Den nya texten.", "Min egen text.")
    assert [words in page for words in said] == [True] * 4
    section.refresh_from_db()
    assert section.text == "Den nya texten."
    again = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert client.post(address, mine | {"seen": again}).status_code == 302
    section.refresh_from_db()
    assert section.text == "Min egen text."


def test_a_letter_changed_meanwhile_is_shown_beside_what_was_typed(client, draft):
    address = f"/remissrundor/{draft.public_id}/foljebrev/"
    day = {"last_day": draft.last_day.isoformat()}
    both_tabs = {"seen": seen(client, address)} | day
    assert client.post(address, LETTER | both_tabs).status_code == 302
    page = client.post(address, LETTER | both_tabs | {"letter": "Mitt brev."}).content.decode()
    assert ["Svara gärna." in page, "Mitt brev." in page] == [True, True]
    draft.refresh_from_db()
    assert draft.letter == "Svara gärna."


def test_a_draft_laid_anew_meanwhile_is_not_replaced_unseen(client, draft):
    address = f"/remissrundor/{draft.public_id}/utkast/"
    one = {"text": "# Bokning\nText.\n\n# Avbud\nText.", "sure": "on"} | {"seen": seen(client, address)}
    two = one | {"text": "# Helt annat\nText."}
    assert client.post(address, one).status_code == 302
    assert client.post(address, one).status_code == 302, "a double click is no other draft"
    page = client.post(address, two).content.decode()
    assert ["Någon har ändrat här" in page, "Helt annat" in page] == [True, True]
    assert headings(draft) == ["Bokning", "Avbud"]
    again = re.search(r'name="seen" value="(\w+)"', page)[1]
    assert client.post(address, two | {"seen": again}).status_code == 302
    assert headings(draft) == ["Helt annat"]


def test_a_note_written_meanwhile_is_not_lost_unseen_with_its_section(client, draft):
    address = f"/remissrundor/{draft.public_id}/utkast/"
    kept = client.get(address).context["form"].initial["text"]
    paste = {"text": kept, "sure": "on", "seen": seen(client, address)}
    section = draft.version.sections.first()
    client.post(f"{address}{section.pk}/", WORDS | {"text": section.text, "note": "Gäller även nattetid."})
    page = client.post(address, paste).content.decode()
    assert ["Någon har ändrat här" in page, "Gäller även nattetid." in page] == [True, True]
    assert section.questions.get(kind="stance").note == "Gäller även nattetid."


def test_recipients_chosen_meanwhile_are_shown_beside_what_was_ticked(client, draft, region):
    skas, su = region.administrations
    address = f"/remissrundor/{draft.public_id}/mottagare/"
    both_tabs = {"seen": seen(client, address)}
    assert client.post(address, {"units": [su.public_id]} | both_tabs).status_code == 302
    page = client.post(address, {"units": [skas.public_id]} | both_tabs).content.decode()
    said = ("Någon har ändrat här", "Det här är sparat nu", "<dd>SU</dd>")
    assert [words in page for words in said] == [True] * 3
    assert [one.unit for one in draft.recipients.all()] == [su]


def test_a_networks_ticks_are_compared_with_what_is_saved(client, draft, region):
    skas, su = region.administrations
    network = factories.unit("Nätverket", kind="group", parent=region.region)
    network.members.set([skas])
    address = f"/remissrundor/{draft.public_id}/mottagare/"
    ticked = {"units": [skas.public_id], "seen": seen(client, f"{address}?grupp={network.public_id}")}
    assert client.post(address, ticked).status_code == 302
    assert "Någon har ändrat här" in client.post(address, ticked | {"units": [su.public_id]}).content.decode()
    assert [one.unit for one in draft.recipients.all()] == [skas]


def test_two_steps_of_one_scale_cannot_have_the_same_word(client, draft):
    address = f"/remissrundor/{draft.public_id}/fragor/"
    first, second, *_rest = draft.stances.filter(overall=False)
    labels = {f"stance_{one.pk}": one.label for one in draft.stances.all()}
    page = client.post(address, labels | {"name": "1", f"stance_{second.pk}": first.label.upper()})
    assert "Två steg på skalan kan inte ha samma ord." in page.content.decode()
    second.refresh_from_db()
    assert second.label != first.label.upper()
