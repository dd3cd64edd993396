"""Reading and drafting an answer: the page, saving, colleagues, files; what nobody else may see."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases import answer_text, answers, asking, rounds
from cases.models import AnswerAttachment, AnswerItem, ItemRequest
from organisation import clock
from organisation.models import User
from tests import factories
from tests.clients import client_of
from workflows import engine

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


@pytest.fixture
def world():
    """SkaS and SU have received a round; SkaS has a colleague without a role in it."""
    made = factories.world("SkaS", "SU")
    factories.person("skas.kollega", ("member", made.administrations[0]))
    made.round = factories.open_round(made)
    made.skas = factories.recipient(made.round, made.administrations[0])
    made.writer = made.representative(made.administrations[0])
    made.colleague = User.objects.get(username="skas.kollega")
    return made


@pytest.fixture
def answer(world):
    """SkaS has confirmed the round and begun."""
    return factories.begun_answer(world, world.skas)


def url(world, below=""):
    """An address of SkaS' answer."""
    return reverse("answer", args=[world.skas.public_id]) + below


def form_of(response):
    """Everything the page's form would send, as a browser without JavaScript sends it."""
    html = response.content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">', html))
    for name, value in re.findall(r'<textarea[^>]* name="([\w-]+)"[^>]*>\n(.*?)</textarea>', html, re.S):
        fields[name] = value
    for name, value in re.findall(r'<input type="radio" name="([\w-]+)" value="([^"]*)" checked>', html):
        fields[name] = value
    return {name: value for name, value in fields.items() if name != "csrfmiddlewaretoken"}


# --- The landing ---


def test_before_it_is_confirmed_the_landing_shows_letter_last_day_and_button(world):
    page = client_of(world.writer).get(url(world)).content.decode()
    assert "Svara gärna." in page
    assert "Bekräfta mottagandet" in page
    assert "Enkel kontakt" in page


def test_the_page_shows_every_section_with_its_scale_and_what_was_written(world, answer):
    page = client_of(world.writer).get(url(world))
    html = page.content.decode()
    assert "Vi delar bilden." in html
    assert html.count("Avstyrker") == 3
    assert (page.context["page"].done, page.context["page"].total) == (1, 2)


def test_each_one_is_led_to_what_waits_for_them(world, answer):
    writer, manager = client_of(world.writer), client_of(world.manager(world.skas.unit))
    assert manager.get(url(world)).status_code == 200
    engine.submit(answer, by=world.writer)
    assert manager.get(url(world)).url == url(world, "godkannande/")
    assert writer.get(url(world)).status_code == 200
    fingerprint = answer_text.text_hash(answer_text.snapshot(answer))
    engine.approve(answer, by=world.manager(world.skas.unit), read_hash=fingerprint)
    engine.release(answer, by=world.writer)
    assert writer.get(url(world)).url == url(world, "kvitto/")


@pytest.mark.parametrize("who", ["writer", "manager", "asked colleague"])
def test_the_page_takes_as_many_queries_with_30_sections_as_with_2(world, django_assert_num_queries, who):
    def queries(sections):
        principles = factories.draft_round(world)
        text = "\n".join(f"# Avsnitt {n}\nText {n}.\n" for n in range(sections))
        for section in rounds.paste_draft(principles, text, by=world.owner):
            rounds.ask(principles, "Vad betyder det?", by=world.owner, section=section)
        rounds.ask(principles, "Något mer?", by=world.owner)
        engine.dispatch(principles, by=world.owner)
        place = factories.recipient(principles, world.skas.unit)
        begun = engine.acknowledge(place, by=world.writer)
        for item in answer_text.items(begun)[:sections]:
            asking.ask_colleague(item, world.colleague, by=world.writer)
        reader = {"writer": world.writer, "asked colleague": world.colleague}.get(
            who, world.manager(world.skas.unit)
        )
        client = client_of(reader)
        client.get(reverse("answer", args=[place.public_id]))
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("answer", args=[place.public_id])).status_code == 200
        return len(seen)

    assert queries(2) == queries(30)


# --- Saving ---


def test_autosave_stores_the_field_and_says_when(world, answer):
    item = answer_text.items(answer)[1]
    with time_machine.travel("2026-11-23 14:32 +0100", tick=False):
        saved = client_of(world.writer).post(
            url(world, f"rad/{item.pk}/comment/"), {"value": "Bra.\r\n", "version": "0"}
        )
    assert saved.status_code == 200
    assert saved.json()["version"] == 1
    item.refresh_from_db()
    assert (item.comment, item.saved_by) == ("Bra.", world.writer)


def test_a_colleagues_newer_text_is_answered_and_never_replaced(world, answer):
    item = answer_text.items(answer)[0]
    refused = client_of(world.writer).post(
        url(world, f"rad/{item.pk}/comment/"), {"value": "Min text.", "version": "0"}
    )
    assert refused.status_code == 409
    said = refused.json()
    assert (said["version"], said["theirs"], said["by"]) == (1, "Vi delar bilden.", world.writer.name)
    item.refresh_from_db()
    assert item.comment == "Vi delar bilden."


@pytest.mark.parametrize(
    ("field", "data", "status"),
    [
        ("stance", {"value": "made_up", "version": "0"}, 400),
        ("comment", {"value": "x", "version": "abc"}, 400),
        ("comment", {"value": "x", "version": "9" * 40}, 400),
        ("comment", {"value": "x"}, 400),
        ("saved_by", {"value": "1", "version": "0"}, 404),
    ],
)
def test_autosave_refuses_what_is_not_a_field_a_version_or_a_stance(world, answer, field, data, status):
    item = answer_text.items(answer)[1]
    response = client_of(world.writer).post(url(world, f"rad/{item.pk}/{field}/"), data)
    assert response.status_code == status


def test_a_row_of_another_answer_is_not_found(world, answer):
    su = factories.recipient(world.round, world.administrations[1])
    foreign = answer_text.items(factories.begun_answer(world, su))[0]
    for pk in (foreign.pk, 0, 10**30):
        for below in ("comment", "kollega", "klar", "ta-tillbaka"):
            response = client_of(world.writer).post(
                url(world, f"rad/{pk}/{below}/"), {"value": "x", "version": "0"}
            )
            assert response.status_code == 404, (pk, below)


def test_without_javascript_one_button_saves_the_whole_page(world, answer):
    client = client_of(world.writer)
    sent = form_of(client.get(url(world)))
    first, second, overall = answer_text.items(answer)
    sent |= {
        f"i{first.pk}-comment": "Ny text.",
        f"i{second.pk}-stance": "agree",
        f"i{second.pk}-wording": "Bättre ord.",
        f"i{overall.pk}-comment": "Helheten är bra.",
        "level": "preliminary",
    }
    response = client.post(url(world, "spara/"), sent)
    assert response.url == url(world)
    first, second, overall = answer_text.items(answer)
    assert (first.stance, first.comment) == ("remarks", "Ny text.")
    assert (second.stance, second.wording, overall.comment) == ("agree", "Bättre ord.", "Helheten är bra.")
    answer.refresh_from_db()
    assert answer.level == "preliminary"


def test_what_was_left_alone_on_an_old_page_does_not_touch_a_colleagues_text(world, answer):
    client = client_of(world.writer)
    old_page = form_of(client.get(url(world)))
    first = answer_text.items(answer)[0]
    answers.save_field(first, "comment", "Kollegans nya.", version=1, by=world.writer)
    response = client.post(url(world, "spara/"), old_page)
    assert response.status_code == 302
    first.refresh_from_db()
    assert first.comment == "Kollegans nya."


def test_a_chosen_stance_is_taken_back_and_the_rest_of_the_page_saved(world, answer):
    client = client_of(world.writer)
    first = answer_text.items(answer)[0]
    page = client.get(url(world))
    key = f"i{first.pk}-stance"
    assert f'name="clear" value="{key}"' in page.content.decode()
    sent = form_of(page) | {f"i{first.pk}-comment": "Nya ord.", "clear": key}
    for _click in range(2):
        assert client.post(url(world, "spara/"), sent).url == f"{url(world)}#{key}-choice"
    first.refresh_from_db()
    assert (first.stance, first.comment, first.stance_version) == ("", "Nya ord.", 2)
    odd = client.post(url(world, "spara/"), form_of(client.get(url(world))) | {"clear": "\n//x"})
    assert odd.url == url(world)


def test_a_stance_a_colleague_changed_meanwhile_is_not_taken_back_unseen(world, answer):
    client = client_of(world.writer)
    first = answer_text.items(answer)[0]
    old_page = form_of(client.get(url(world))) | {"clear": f"i{first.pk}-stance"}
    answers.save_field(first, "stance", "disagree", version=1, by=world.writer)
    assert "Kollegans text" in client.post(url(world, "spara/"), old_page).content.decode()
    first.refresh_from_db()
    assert first.stance == "disagree"


def test_two_texts_for_one_field_are_both_shown_and_saving_again_keeps_mine(world, answer):
    client = client_of(world.writer)
    sent = form_of(client.get(url(world)))
    first, second, _overall = answer_text.items(answer)
    answers.save_field(first, "comment", "Kollegans nya.", version=1, by=world.writer)
    answers.save_field(first, "stance", "disagree", version=1, by=world.writer)
    sent |= {
        f"i{first.pk}-comment": "Min egen.",
        f"i{first.pk}-stance": "agree",
        f"i{second.pk}-comment": "Sparas ändå.",
    }
    shown = client.post(url(world, "spara/"), sent)
    html = shown.content.decode()
    assert "Min egen." in html
    assert "Kollegans nya." in html
    assert f'href="#i{first.pk}-stance-choice"><span lang="sv">Enkel kontakt</span>: ' in html
    assert "Avstyrker" in re.search(r'conflict-theirs">([^<]*)', html).group(1)
    second.refresh_from_db()
    assert second.comment == "Sparas ändå."
    client.post(url(world, "spara/"), form_of(shown))
    first.refresh_from_db()
    assert (first.comment, first.stance) == ("Min egen.", "agree")


def test_words_typed_after_the_answer_was_given_are_shown_again(world, answer):
    client = client_of(world.writer)
    sent = form_of(client.get(url(world)))
    first = answer_text.items(answer)[0]
    engine.abstain(answer, by=world.writer, decider=world.manager(world.skas.unit), reason="Berör oss inte.")
    refused = client.post(url(world, "spara/"), sent | {f"i{first.pk}-comment": "Mina sista ord."})
    assert refused.status_code == 409
    assert "Mina sista ord." in refused.content.decode()
    autosave = client.post(
        url(world, f"rad/{first.pk}/comment/"), {"value": "Mina sista ord.", "version": "1"}
    )
    assert (autosave.status_code, "redan" in autosave.json()["message"]) == (400, True)


# --- Together ---


def test_one_seat_takes_the_coordination_and_everybody_sees_it(world, answer):
    client_of(world.writer).post(url(world, "samordna/"))
    page = client_of(world.manager(world.skas.unit)).get(url(world)).content.decode()
    assert re.search(rf"Samordnar</dt>\s*<dd>\s*{world.writer.name}", page)


def test_a_colleague_answers_the_section_she_was_asked_for_and_only_that(world, answer):
    first, second, _overall = answer_text.items(answer)
    asked = client_of(world.writer).post(
        url(world, f"rad/{second.pk}/kollega/"),
        {"ask": "1", "colleague": world.colleague.pk, "message": "Hinner du?", "due_on": ""},
    )
    assert asked.url == url(world, f"#rad-{second.pk}")
    assert f"{world.colleague.name} svarar" in client_of(world.writer).get(url(world)).content.decode()
    hers = client_of(world.colleague)
    page = hers.get(url(world))
    assert [row.item for row in page.context["page"].mine] == [second]
    assert [sheet.lead.editable for sheet in page.context["page"].sheets] == [False, True]
    sent = form_of(page) | {f"i{second.pk}-comment": "Från kollegan."}
    assert hers.post(url(world, f"rad/{second.pk}/klar/"), sent).status_code == 302
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.comment, second.comment) == ("Vi delar bilden.", "Från kollegan.")
    assert ItemRequest.objects.get().done_at is not None
    again = hers.post(url(world, f"rad/{second.pk}/comment/"), {"value": "Mer.", "version": "1"})
    assert again.status_code == 404


def test_words_for_a_part_that_was_taken_away_meanwhile_are_shown_again(world, answer):
    first, second, _overall = answer_text.items(answer)
    request = asking.ask_colleague(second, world.colleague, by=world.writer)
    hers = client_of(world.colleague)
    sent = form_of(hers.get(url(world)))
    asking.finish_request(request, by=world.colleague)
    sent |= {f"i{second.pk}-comment": "Ett ord till.", f"i{first.pk}-comment": "Intrång."}
    sent |= {"level": "body", "files": [SimpleUploadedFile("a.pdf", PDF)]}
    shown = hers.post(url(world, "spara/"), sent)
    assert shown.status_code == 409
    assert "Ett ord till." in shown.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.comment, second.comment) == ("Vi delar bilden.", "")
    answer.refresh_from_db()
    assert (answer.level, answer.attachments.count()) == ("official", 0)


def test_a_section_goes_to_the_colleague_with_everything_asked_about_it(world):
    principles = factories.draft_round(world)
    section = rounds.paste_draft(principles, factories.DRAFT, by=world.owner)[0]
    rounds.ask(principles, "Vad betyder det för er?", by=world.owner, section=section)
    engine.dispatch(principles, by=world.owner)
    place = factories.recipient(principles, world.skas.unit)
    begun = engine.acknowledge(place, by=world.writer)
    stance, text, *_rest = answer_text.items(begun)
    request = asking.ask_colleague(text, world.colleague, by=world.writer)
    assert request.item == stance
    assert set(ItemRequest.objects.values_list("item", flat=True)) == {stance.pk, text.pk}
    asking.finish_request(request, by=world.colleague)
    assert not ItemRequest.objects.filter(done_at=None).exists()


def test_a_section_can_be_taken_back(world, answer):
    second = answer_text.items(answer)[1]
    asking.ask_colleague(second, world.colleague, by=world.writer)
    client_of(world.writer).post(url(world, f"rad/{second.pk}/ta-tillbaka/"))
    assert ItemRequest.objects.get().withdrawn_at is not None
    assert client_of(world.colleague).get(url(world)).status_code == 404


def test_a_colleague_whose_part_is_taken_back_while_she_writes_keeps_her_words(world, answer):
    second = answer_text.items(answer)[1]
    asking.ask_colleague(second, world.colleague, by=world.writer)
    hers = client_of(world.colleague)
    sent = form_of(hers.get(url(world))) | {f"i{second.pk}-comment": "Från kollegan."}
    client_of(world.writer).post(url(world, f"rad/{second.pk}/ta-tillbaka/"))
    for below in ("spara/", f"rad/{second.pk}/klar/"):
        shown = hers.post(url(world, below), sent)
        page = shown.content.decode()
        assert (shown.status_code, "Från kollegan." in page, "är tillbaka hos dem" in page) == (
            409,
            True,
            True,
        )
    typed = {"value": "Från kollegan.", "version": "0"}
    told = hers.post(url(world, f"rad/{second.pk}/comment/"), typed)
    assert (told.status_code, "Det du skrev finns kvar här." in told.json()["message"]) == (400, True)
    stranger = client_of(world.representative(world.administrations[1]))
    assert stranger.post(url(world, "spara/"), sent).status_code == 404


def test_a_colleague_reads_why_when_the_round_is_cancelled_while_she_writes(world, answer):
    second = answer_text.items(answer)[1]
    asking.ask_colleague(second, world.colleague, by=world.writer)
    hers = client_of(world.colleague)
    sent = form_of(hers.get(url(world))) | {f"i{second.pk}-comment": "Från kollegan."}
    engine.cancel(world.round, by=world.owner, reason="Frågan är löst.")
    shown = hers.post(url(world, "spara/"), sent)
    page = shown.content.decode()
    assert (shown.status_code, "Från kollegan." in page, "Frågan är löst." in page) == (409, True, True)
    later = hers.get(url(world))
    assert (later.status_code, "Frågan är löst." in later.content.decode()) == (200, True)
    told = hers.post(url(world, f"rad/{second.pk}/comment/"), {"value": "Från kollegan.", "version": "0"})
    assert (told.status_code, "Frågan är löst." in told.json()["message"]) == (400, True)
    second.refresh_from_db()
    assert second.comment == ""


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"colleague": ""}, "Välj vem du vill fråga."),
        ({"colleague": "su.rep"}, "Välj en kollega i er förvaltning."),
        ({"due_on": "igår"}, "Skriv dagen så här: 2026-12-04."),
        ({"due_on": -1}, "Dagen har redan varit. Välj i dag eller senare."),
        ({"due_on": 400}, "som är sista svarsdag"),
        ({"message": "x" * 501}, "500 tecken"),
    ],
)
def test_a_wrong_question_to_a_colleague_says_why_and_keeps_what_was_typed(world, answer, data, said):
    item = answer_text.items(answer)[1]
    sent = {"ask": "1", "colleague": world.colleague.pk, "message": "Hinner du?"} | data
    if sent["colleague"] == "su.rep":
        sent["colleague"] = User.objects.get(username="su.rep").pk
    if isinstance(sent.get("due_on"), int):
        sent["due_on"] = (clock.today() + timedelta(days=sent["due_on"])).isoformat()
    page = client_of(world.writer).post(url(world, f"rad/{item.pk}/kollega/"), sent).content.decode()
    assert said in page
    assert sent["message"] in page
    assert not ItemRequest.objects.exists()


def test_a_question_changed_after_it_was_sent_is_shown_again_and_not_an_error(world, answer):
    item = answer_text.items(answer)[1]
    client, place = client_of(world.writer), url(world, f"rad/{item.pk}/kollega/")
    sent = {"ask": "1", "once_key": "k", "colleague": world.colleague.pk, "message": "Hinner du?"}
    assert client.post(place, sent).status_code == 302
    page = client.post(place, sent | {"message": "Hinner du i dag?"}).content.decode()
    assert "Det här är redan gjort." in page
    assert "Hinner du i dag?" in page
    assert {request.message for request in ItemRequest.objects.all()} == {"Hinner du?"}


# --- Files ---


def test_each_refused_file_says_why_and_the_others_are_kept(world, answer):
    files = [
        SimpleUploadedFile("yttrande åäö.pdf", PDF),
        SimpleUploadedFile("bild.svg", b"<svg/>"),
        SimpleUploadedFile("tom.pdf", b""),
    ]
    first = answer_text.items(answer)[0]
    client = client_of(world.writer)
    sent = form_of(client.get(url(world))) | {f"i{first.pk}-comment": "Skrivet samtidigt."}
    page = client.post(url(world, "bilagor/"), sent | {"files": files}).content.decode()
    assert "bild.svg tas inte emot" in page
    assert "tom.pdf är tom" in page
    assert list(AnswerAttachment.objects.values_list("name", flat=True)) == ["yttrande åäö.pdf"]
    first.refresh_from_db()
    assert first.comment == "Skrivet samtidigt."


def test_a_file_is_given_out_inert_and_taken_away_once(world, answer):
    client = client_of(world.writer)
    client.post(url(world, "bilagor/"), {"files": [SimpleUploadedFile("yttrande åäö.pdf", PDF)]})
    file = AnswerAttachment.objects.get()
    given = client.get(url(world, f"bilagor/{file.public_id}/"))
    assert b"".join(given.streaming_content) == PDF
    headers = {
        "Content-Disposition": "attachment; filename*=utf-8''yttrande%20%C3%A5%C3%A4%C3%B6.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Type": "application/pdf",
    }
    assert {name: given[name] for name in headers} == headers
    for _click in range(2):
        assert client.post(url(world, f"bilagor/{file.public_id}/ta-bort/")).status_code == 302
    assert not AnswerAttachment.objects.exists()


def test_no_file_chosen_says_so(world, answer):
    page = client_of(world.writer).post(url(world, "bilagor/")).content.decode()
    assert "Välj minst en fil." in page


# --- Nobody else ---


def every_address(world, answer):
    """Every address under the answer, with the methods it takes."""
    item = answer_text.items(answer)[0].pk
    below = (
        "spara form samordna kvitto utskrift bilagor bekrafta granska godkannande lamna avsta lamna/pa-nytt"
    )
    file = AnswerAttachment.objects.get().public_id
    rows = [f"rad/{item}/{name}" for name in ("comment", "kollega", "klar", "ta-tillbaka")]
    files = [f"bilagor/{file}", f"bilagor/{file}/ta-bort"]
    return [url(world)] + [url(world, f"{name}/") for name in below.split() + rows + files]


def test_to_everybody_else_no_address_of_an_answer_exists(world, answer):
    upload = {"files": [SimpleUploadedFile("hemlig.pdf", PDF)]}
    client_of(world.writer).post(url(world, "bilagor/"), upload)
    su = world.administrations[1]
    superuser = User.objects.create_user("root", name="Root", is_superuser=True)
    nobody = factories.person("nobody")
    strangers = [
        world.owner,
        world.director,
        world.representative(su),
        world.manager(su),
        world.colleague,
        superuser,
        nobody,
    ]
    found = [
        (stranger.username, method, address)
        for stranger in strangers
        for address in every_address(world, answer)
        for method, hidden in (("get", {404}), ("post", {404, 405}))  # 405: a page that is only read
        if getattr(client_of(stranger), method)(address).status_code not in hidden
    ]
    assert found == []


def test_logged_out_every_address_leads_to_the_log_in_page(world, answer):
    client_of(world.writer).post(url(world, "bilagor/"), {"files": [SimpleUploadedFile("a.pdf", PDF)]})
    for address in every_address(world, answer):
        assert Client().get(address).url.startswith("/logga-in/"), address


def test_a_page_opened_by_its_forms_address_leads_to_the_answer(world, answer):
    item = answer_text.items(answer)[0].pk
    for below in ("spara", "form", "samordna", "bilagor", f"rad/{item}/klar", f"rad/{item}/comment"):
        assert client_of(world.writer).get(url(world, f"{below}/")).url == url(world), below


def test_a_manager_reads_but_does_not_write(world, answer):
    item = answer_text.items(answer)[0]
    manager = client_of(world.manager(world.skas.unit))
    assert "Du kan läsa svaret men inte skriva i det." in manager.get(url(world)).content.decode()
    response = manager.post(url(world, f"rad/{item.pk}/comment/"), {"value": "x", "version": "1"})
    assert response.status_code == 404
    manager.post(url(world, "spara/"), {f"i{item.pk}-comment": "x", f"i{item.pk}-comment-was": "1."})
    assert AnswerItem.objects.get(pk=item.pk).comment == "Vi delar bilden."
