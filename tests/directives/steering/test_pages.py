"""The page of a wording, and what its keeper does with it."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.meetings import references
from cases.models import Case, ReferralRound, WorkItem
from directives import tasks
from directives.models import SteeringCard, SteeringDocument, SteeringReview
from directives.steering import cards, ending
from ledger.models import Event
from organisation import clock, roles
from tests import factories
from tests.directives.steering.library import board, card_of, older, original


@pytest.fixture
def steering(region):
    return older(region)


def url(name, steering):
    return reverse(name, args=[steering.public_id])


def get(client, user, address):
    client.force_login(user)
    return client.get(address)


def post(client, user, address, **typed):
    client.force_login(user)
    return client.post(address, {"once_key": address[-60:], **typed})


def card_facts(card, **facts):
    return {"edition": card.edition, "unit": card.unit.public_id, **facts}


def test_the_page_says_what_it_is_and_how_it_hangs_together_in_both_directions(client, region, steering):
    upper, lower, beside = (
        older(region, name, paragraph=n) for n, name in enumerate(("Upp", "Ner", "Vid"), 70)
    )
    card = cards.change_card(
        card_of(steering), by=region.owner, edition=0, kind="guideline", parent=card_of(upper)
    )
    cards.change_card(card_of(lower), by=region.owner, edition=0, parent=card)
    cards.relate(card, card_of(beside), kind="implements", by=region.owner)
    stranger = factories.person("stranger")
    page = get(client, stranger, url("steering_document", steering))
    assert (page.context["above"], page.context["below"]) == ([upper], [lower])
    assert [(row.label, row.wording) for row in page.context["related"]] == [("Genomför", beside)]
    text = page.content.decode()
    assert [words in text for words in ("Riktlinje", "§ 61/2024", steering.version.content_hash)] == [
        True
    ] * 3
    other_side = get(client, stranger, url("steering_document", beside))
    assert [(row.label, row.wording) for row in other_side.context["related"]] == [("Genomförs av", steering)]
    assert url("steering_card", steering) not in text


def test_on_paper_it_carries_the_code_and_the_address_of_the_open_page(client, region, steering, settings):
    text = get(client, region.owner, url("steering_document", steering)).content.decode()
    assert f"<b>{settings.SITE_URL}/giltig/{steering.public_id}/</b>" in text
    assert '<svg class="qr" viewBox="0 0 ' in text
    assert "style=" not in text


def test_the_keeper_changes_the_card(client, region, steering):
    upper = older(region, "Upp", paragraph=2)
    page = get(client, region.owner, url("steering_card", steering))
    assert page.context["form"].initial["edition"] == 0
    typed = card_facts(
        card_of(steering),
        kind="policy",
        parent=card_of(upper).public_id,
        owner=region.owner.username,
        review_every_months="24",
    )
    done = post(client, region.owner, url("steering_card", steering), **typed)
    assert done.headers["Location"] == url("steering_document", steering)
    card = card_of(steering)
    assert (card.kind, card.parent, card.owner, card.review_every_months) == (
        "policy", card_of(upper), region.owner, 24,
    )  # fmt: skip
    assert (card.review_due_on, card.review_ask_on) == (date(2026, 6, 1), date(2026, 4, 2))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"owner": "skas.rep"}, "har ingen plats i"),
        ({"review_every_months": "0"}, ""),
        ({"review_due_on": "i vår"}, "Skriv dagen så här"),
        ({"kind": "dikt"}, ""),
        ({"parent": "x"}, ""),
        ({"edition": "7"}, "Någon annan har ändrat"),
    ],
)
def test_what_cannot_be_is_said_in_the_form_and_nothing_is_lost(client, region, steering, typed, said):
    facts = card_facts(card_of(steering), review_every_months="13") | typed
    page = post(client, region.owner, url("steering_card", steering), **facts)
    assert (page.status_code, page.context["form"].is_valid()) == (200, False)
    text = page.content.decode()
    assert said in text
    assert [value for value in facts.values() if value in {"13", "i vår"} and value not in text] == []
    assert card_of(steering).edition == 0


def test_whoever_was_slower_sees_what_was_saved_and_saves_over_it(client, region, steering):
    typed = card_facts(card_of(steering), kind="policy", review_every_months="13")
    upper = card_of(older(region, "Upp", paragraph=2))
    cards.change_card(card_of(steering), by=region.owner, edition=0, kind="plan", parent=upper)
    page = post(client, region.owner, url("steering_card", steering), **typed)
    assert [(str(label), str(value)) for label, value in page.context["saved"]] == [
        ("Slag", "Plan"),
        ("Överordnat dokument", "Upp"),
        ("Ses över var … månad", "Inte angivet"),
        ("Nästa översyn senast", "Inte angivet"),
    ]
    text = page.content.decode()
    assert ('name="edition" value="1"' in text, "Det någon annan har sparat" in text) == (True, True)
    again = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    done = post(client, region.owner, url("steering_card", steering) + "?", **again)
    assert done.headers["Location"] == url("steering_document", steering)
    card = card_of(steering)
    assert (card.kind, card.parent, card.review_every_months, card.edition) == ("policy", None, 13, 2)


def test_a_document_one_may_not_read_is_not_named_among_what_was_saved(client, region, steering):
    typed = card_facts(card_of(steering), kind="policy")
    upper = card_of(older(region, "Upp", paragraph=2))
    cards.change_card(card_of(steering), by=region.owner, edition=0, parent=upper)
    Case.objects.filter(pk=upper.document.case_id).update(
        secrecy_provision="OSL 18:13", secrecy_on=clock.today()
    )
    page = post(client, region.owner, url("steering_card", steering), **typed)
    assert [str(label) for label, _value in page.context["saved"]] == ["Slag"]
    assert "Upp" not in [str(value) for _label, value in page.context["saved"]]


def test_a_loop_is_refused_in_words(client, region, steering):
    lower = older(region, "Ner", paragraph=2)
    cards.change_card(card_of(lower), by=region.owner, edition=0, parent=card_of(steering))
    typed = card_facts(card_of(steering), parent=card_of(lower).public_id)
    page = post(client, region.owner, url("steering_card", steering), **typed)
    assert "”Ner” ligger redan under det här dokumentet." in page.content.decode()


def test_relations_are_added_and_removed(client, region, steering):
    other = older(region, "Annat", paragraph=2)
    address = url("steering_relate", steering)
    post(client, region.owner, address, kind="complements", to=card_of(other).public_id)
    row = card_of(steering).relations.get()
    assert (row.kind, row.target) == ("complements", card_of(other))
    listed = get(client, region.owner, url("steering_card", steering)).context["relations"]
    assert listed == [row]
    client.post(address, {"once_key": "r", "remove": str(row.pk)})
    assert card_of(steering).relations.count() == 0
    assert client.post(address, {"once_key": "s", "remove": "9" * 30}).status_code == 404


def test_a_document_is_repealed_by_a_decision_that_is_found_by_its_words(client, region, steering):
    earlier = references.register_earlier(board(), by=region.owner, on=date(2026, 11, 2), paragraph=9)
    address = url("steering_end", steering)
    missing = post(client, region.owner, address, on="2027-01-01")
    assert "Skriv vilket beslut som upphäver dokumentet." in missing.content.decode()
    unknown = post(client, region.owner, address, on="2027-01-01", decision="SSN 2026-11-02 § 10")
    assert unknown.context["form"].errors["decision"]
    done = post(client, region.owner, address, on="2027-01-01", decision="SSN 2026-11-02 § 9")
    assert done.status_code == 302
    assert (card_of(steering).ended_earlier, card_of(steering).ended_on) == (earlier, date(2027, 1, 1))
    page = get(client, factories.person("stranger"), url("steering_document", steering)).content.decode()
    assert "Dokumentet upphävs den 1 januari 2027." in page
    assert "SSN 2026-11-02 § 9" in page
    with time_machine.travel("2027-01-01 09:00 +0100", tick=False):
        page = get(client, factories.person("later"), url("steering_document", steering)).content.decode()
    assert "Dokumentet upphävdes den 1 januari 2027." in page


def test_a_decision_about_something_else_is_asked_about_before_it_ends_a_document(client, region, steering):
    references.register_earlier(
        board(), by=region.owner, on=date(2026, 11, 2), paragraph=62, title="Taxor för parkering"
    )
    address, typed = url("steering_end", steering), {"on": "2027-01-01", "decision": "SSN 2026-11-02 § 62"}
    asked = post(client, region.owner, address, **typed)
    page = asked.content.decode()
    assert "SSN 2026-11-02 § 62 handlar om ”Taxor för parkering”." in page
    assert ("Ja, det är ändå det beslutet" in page, 'value="SSN 2026-11-02 § 62"' in page) == (
        True,
        True,
    )
    assert card_of(steering).ended_on is None
    (box,) = [name for name in asked.context["form"].fields if name.startswith("confirmed-")]
    assert post(client, region.owner, address, **typed, **{"confirmed-other": "on"}).status_code == 200
    assert post(client, region.owner, address, **typed, **{box: "on"}).status_code == 302
    told = Event.objects.get(kind="steering.repealed")
    assert (card_of(steering).ended_on, told.data["confirmed"]) == (date(2027, 1, 1), "SSN 2026-11-02 § 62")


def test_a_document_is_replaced_by_another(client, region, steering):
    heir = older(region, "Ny", paragraph=2)
    typed = {"on": "2027-01-01", "successor": card_of(heir).public_id}
    post(client, region.owner, url("steering_end", steering), **typed)
    page = get(client, region.owner, url("steering_document", steering))
    assert page.context["successor"] == heir
    assert get(client, region.owner, url("steering_document", heir)).context["replaced"] == [steering]


def test_the_owner_answers_the_task_and_begins_a_round_with_the_text(client, region, steering):
    cards.change_card(
        card_of(steering), by=region.owner, edition=0, owner=region.owner, review_due_on=date(2026, 12, 1)
    )
    tasks.ask_for_reviews()
    start = get(client, region.owner, reverse("start")).content.decode()
    assert url("steering_document", steering) in start
    assert (
        "Dags att se över dokumentet"
        in get(client, region.owner, url("steering_document", steering)).content.decode()
    )
    typed = {"outcome": "revise", "reason": "Lagen är ny.", "next_on": "2027-06-01"}
    post(client, region.owner, url("steering_review", steering), **typed)
    assert not WorkItem.objects.filter(kind="review_steering", done_at=None).exists()
    page = get(client, region.owner, url("steering_document", steering)).content.decode()
    begin = f"{reverse('round_new')}?styrdokument={steering.public_id}"
    assert begin in page
    form = get(client, region.owner, begin).context["form"]
    assert form["title"].value() == steering.title
    facts = {
        "unit": region.process_unit.pk,
        "diary": region.diary.pk,
        "kind": "referral",
        "title": "Ny riktlinje",
    }
    post(client, region.owner, begin, **facts)
    begun = ReferralRound.objects.get()
    assert [part.heading for part in begun.version.sections.all()] == ["Syfte", "Omfattning"]
    assert SteeringReview.objects.get().round == begun
    page = get(client, region.owner, url("steering_document", steering)).content.decode()
    assert (begin in page, reverse("round", args=[begun.public_id]) in page) == (False, True)
    stranger = get(client, factories.person("stranger"), url("steering_document", steering)).content.decode()
    assert ("Dokumentet revideras" in page, "Dokumentet revideras" in stranger) == (True, False)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "outcome"),
        ({"outcome": "unchanged"}, "reason"),
        ({"outcome": "unchanged", "reason": "Ja.", "next_on": "2026-11-23"}, "__all__"),
    ],
)
def test_an_incomplete_review_is_said_in_the_form(client, region, steering, typed, field):
    page = post(client, region.owner, url("steering_review", steering), **typed)
    assert field in page.context["form"].errors
    assert SteeringReview.objects.count() == 0


def older_facts(region, **facts):
    return {
        "title": "Överenskommelse om prover",
        "kind": "agreement",
        "text": "# Parter\nRegionen och kommunerna.",
        "decided_by": board().public_id,
        "on": "2019-03-04",
        "paragraph": "12",
        "valid_from": "2019-04-01",
        "unit": region.process_unit.public_id,
        "diary": region.diary.pk,
        **facts,
    }


def test_an_older_document_is_registered_once_however_often_it_is_sent(client, region):
    for _twice in range(2):
        done = post(client, region.owner, reverse("steering_new"), **older_facts(region))
    steering = SteeringDocument.objects.get()
    assert done.headers["Location"] == url("steering_document", steering)
    assert (steering.decision_number, steering.document.case.number, card_of(steering).kind) == (
        "§ 12/2019", "RS 2026-00001", "agreement",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": " "}, "title"),
        ({"text": ""}, "text"),
        ({"on": ""}, "on"),
        ({"on": "2027-01-01"}, "on"),
        ({"valid_to": "2019-03-01"}, "valid_to"),
        ({"decided_by": "x"}, "decided_by"),
    ],
)
def test_what_is_missing_of_an_older_document_is_said_in_the_form(client, region, typed, field):
    page = post(client, region.owner, reverse("steering_new"), **older_facts(region, **typed))
    assert field in page.context["form"].errors
    assert "Regionen och kommunerna." in page.content.decode() or field == "text"
    assert SteeringDocument.objects.count() == 0


def test_a_file_is_fetched_by_whoever_reads_the_document(client, region):
    file = SimpleUploadedFile("avtal.txt", b"Parterna.")
    post(client, region.owner, reverse("steering_new"), **older_facts(region, text="", file=file))
    steering = SteeringDocument.objects.get()
    stranger = factories.person("stranger")
    page = get(client, stranger, url("steering_document", steering)).content.decode()
    address = reverse("steering_file", args=[steering.public_id, steering.document.files.get().public_id])
    assert address in page
    assert b"".join(client.get(address).streaming_content) == b"Parterna."
    other = older(region, "Annat", paragraph=2, text="", original=original())
    wrong = reverse("steering_file", args=[steering.public_id, other.document.files.get().public_id])
    assert client.get(wrong).status_code == 404


def test_a_keeper_elsewhere_registers_in_the_own_unit_alone(client, region):
    other = factories.person("su.handlaggare", ("officer", region.administrations[1]))
    page = post(client, other, reverse("steering_new"), **older_facts(region))
    assert set(page.context["form"].errors) == {"unit", "diary"}


def test_a_former_owner_of_the_document_no_longer_keeps_it(client, region, steering):
    owner = factories.person("agare", ("officer", region.process_unit))
    cards.change_card(card_of(steering), by=region.owner, edition=0, owner=owner)
    assert get(client, owner, url("steering_card", steering)).status_code == 200
    roles.unseat(owner, "officer", region.process_unit, ends_on=date(2026, 11, 22))
    SteeringCard.objects.update(owner=None)
    assert get(client, owner, url("steering_card", steering)).status_code == 404


def test_the_keeper_takes_back_an_end_that_was_a_mistake_and_the_page_tells_of_it(client, region, steering):
    heir = older(region, "Ny", paragraph=2)
    ending.replace(card_of(steering), by=region.owner, successor=card_of(heir), on=date(2027, 1, 1))
    address = url("steering_restore", steering)
    assert address in get(client, region.owner, url("steering_document", steering)).content.decode()
    empty = post(client, region.owner, address, reason="")
    assert "Skriv vad som blev fel." in empty.content.decode()
    assert post(client, region.owner, address, reason="Fel dokument.").status_code == 302
    page = get(client, region.owner, url("steering_document", steering)).content.decode()
    assert ("Slutet rättades: dokumentet gäller igen" in page, "Fel dokument." in page) == (True, True)
    assert "Dokumentet ersätts den" not in page
    again = get(client, region.owner, address).content.decode()
    assert "Dokumentet är varken ersatt eller upphävt." in again
    assert get(client, factories.person("stranger"), address).status_code == 404


def test_what_has_ended_offers_no_second_end(client, region, steering):
    heir = older(region, "Ny", paragraph=2)
    ending.replace(card_of(steering), by=region.owner, successor=card_of(heir), on=date(2027, 1, 1))
    for name in ("steering_end", "steering_review"):
        page = get(client, region.owner, url(name, steering)).content.decode()
        assert "Dokumentet är redan ersatt eller upphävt." in page
