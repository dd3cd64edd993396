"""The owner's pages of a round that is out, in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cases import answers, extensions
from cases.calendar import next_working_day
from cases.models import Extension, ReferralRound
from organisation import clock
from tests import factories
from tests.browser.helpers.look import look, too_wide
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press
from workflows import engine

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = {
    "SU": "Sahlgrenska Universitetssjukhuset",
    "SkaS": "Skaraborgs Sjukhus",
    "SÄS": "Södra Älvsborgs Sjukhus",
    "SV": "Sjukhusen i Väst",
    "NH": "Närhälsan",
    "HoH": "Habilitering och hälsa",
}


@pytest.fixture
def region():
    made = factories.world(*NAMES)
    for unit in made.administrations:
        unit.name = NAMES[unit.short_name]
        unit.save()
    factories.unit("Folktandvården", parent=made.region)
    other = factories.unit("Digitalisering", kind="unit", parent=made.office, authority=made.office)
    factories.person("other", ("process_owner", other))
    return made


@pytest.fixture
def sent(region):
    """One has answered, one has begun, one has more time, two ask for it, one is taken out."""
    made = factories.open_round(region, last_day=working_day(20))
    places = {unit.short_name: factories.recipient(made, unit) for unit in region.administrations}
    factories.released_answer(region, places["SU"])
    factories.begun_answer(region, places["SkaS"])
    answers.take_coordination(places["SkaS"], by=region.representative(places["SkaS"].unit))
    engine.acknowledge(places["SÄS"], by=region.representative(places["SÄS"].unit))
    engine.extend(places["SV"], by=region.owner, day=working_day(31), reason="Chefen är ny.")
    for name in ("SkaS", "SÄS"):
        writer = region.representative(places[name].unit)
        reason = "Ledningsgruppen möts först veckan efter sista svarsdag, och svaret ska upp där."
        extensions.ask(places[name], by=writer, day=working_day(31), reason=reason)
    engine.withdraw_recipient(places["HoH"], by=region.owner, reason="Berörs inte av principerna.")
    return made


def working_day(days):
    return next_working_day(clock.today() + timedelta(days=days))


def saturday():
    day = clock.today() + timedelta(days=47)
    return day + timedelta(days=(5 - day.weekday()) % 7)


def open_page(page, live_server, sent, below=""):
    page.goto(f"{live_server.url}/remissrundor/{sent.public_id}/hantera/{below}")


def test_the_owner_answers_wishes_and_changes_the_circle(region, sent, live_server, page):
    log_in(page, live_server.url, "owner")
    page.goto(f"{live_server.url}/remissrundor/{sent.public_id}/")
    look(page, "manage-matrix")
    press(page.get_by_role("link", name="Hantera rundan"))
    look(page, "manage")

    first = page.locator("form.wish").first
    first.get_by_label("Motivering").fill("Rimligt.")
    press(first.get_by_role("button", name="Bevilja anstånd"))
    page.get_by_text("Skaraborgs Sjukhus har fått anstånd").wait_for()
    press(page.get_by_role("button", name="Avslå"))
    page.get_by_text("Skriv en motivering.").first.wait_for()
    look(page, "manage-decide-wrong")
    page.get_by_label("Motivering").fill("Vi måste hinna sammanställa.")
    press(page.get_by_role("button", name="Avslå"))
    page.get_by_text("Södra Älvsborgs Sjukhus får veta att svaret är nej").wait_for()
    states = Extension.objects.order_by("recipient__position").values_list("state", flat=True)
    assert list(states) == ["granted", "refused", "granted"]

    press(page.get_by_role("link", name="Ge anstånd Närhälsan"))
    page.get_by_label("Ny sista svarsdag").fill(f"{saturday():%Y-%m-%d}")
    page.get_by_label("Motivering").fill("Det är jul.")
    press(page.get_by_role("button", name="Ge anstånd"))
    page.get_by_text("är ingen arbetsdag").first.wait_for()
    look(page, "manage-extend-red")
    press(page.get_by_role("button", name="Ge anstånd"))
    page.get_by_text("Närhälsan har fått anstånd").wait_for()

    for name, picture in (
        ("Ersätt Närhälsan", "manage-replace"),
        ("Ta bort Närhälsan", "manage-withdraw"),
        ("Påminn Närhälsan", "manage-remind-one"),
        ("Påminn alla som inte svarat", "manage-remind"),
        ("Flytta sista svarsdag", "manage-extend-all"),
        ("Lägg till mottagare", "manage-add"),
        ("Lämna över rundan", "manage-hand-over"),
        ("Registrera spontant svar", "manage-unasked"),
    ):
        press(page.get_by_role("link", name=name, exact=True))
        look(page, picture)
        press(page.get_by_role("link", name="Hantera rundan"))


def test_an_answer_that_came_by_post_is_registered(region, sent, live_server, page):
    log_in(page, live_server.url, "owner")
    open_page(page, live_server, sent)
    press(page.get_by_role("link", name="Registrera svar Närhälsan"))
    look(page, "manage-receive")
    page.get_by_label("Med post").check()
    page.get_by_label("Tillstyrker", exact=True).check()
    page.get_by_label("Vad svaret säger").fill("Vi tillstyrker förslaget.")
    page.set_input_files("#id_original", {"name": "svar.exe", "mimeType": "application/pdf", "buffer": b"MZ"})
    press(page.get_by_role("button", name="Registrera svaret"))
    page.get_by_text("Filen svar.exe tas inte emot").first.wait_for()
    look(page, "manage-receive-wrong")
    expect(page.get_by_label("Vad svaret säger")).to_have_value("Vi tillstyrker förslaget.")
    page.set_input_files(
        "#id_original", {"name": "svar.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7\n%%EOF"}
    )
    press(page.get_by_role("button", name="Registrera svaret"))
    page.get_by_text("Svaret från Närhälsan är registrerat.").wait_for()


def test_a_cancelled_round_says_so_wherever_it_is_met(region, sent, live_server, page):
    log_in(page, live_server.url, "owner")
    open_page(page, live_server, sent)
    press(page.get_by_role("link", name="Avbryt rundan"))
    look(page, "manage-cancel")
    page.get_by_label("Motivering").fill("Uppdraget är återtaget.")
    press(page.get_by_role("button", name="Avbryt rundan"))
    page.get_by_text("Rundan avbröts").wait_for()
    look(page, "manage-cancelled-matrix")
    open_page(page, live_server, sent)
    look(page, "manage-cancelled")
    page.goto(f"{live_server.url}/remissrundor/")
    look(page, "manage-cancelled-list")


def test_a_compiled_round_still_takes_answers(region, live_server, page):
    made = factories.compiled_round(region)
    log_in(page, live_server.url, "owner")
    page.goto(f"{live_server.url}/remissrundor/{made.public_id}/")
    look(page, "manage-compiled-matrix")
    open_page(page, live_server, made)
    look(page, "manage-compiled")


def test_the_keyboard_alone_reminds_everybody(region, sent, live_server, page):
    log_in(page, live_server.url, "owner")
    open_page(page, live_server, sent)
    page.get_by_role("link", name="Påminn alla som inte svarat").focus()
    press(page, "Enter")
    page.wait_for_url("**/paminn/")
    page.get_by_role("link", name="Hantera rundan").focus()
    page.keyboard.press("Tab")
    press(page, "Enter")
    page.get_by_text("4 mottagare är påminda.").wait_for()


def test_everything_works_without_script_on_a_narrow_phone(region, sent, live_server, page_without_script):
    page = page_without_script
    log_in(page, live_server.url, "owner")
    open_page(page, live_server, sent)
    page.locator("form.wish").first.get_by_label("Motivering").fill("Rimligt.")
    press(page.locator("form.wish").first.get_by_role("button", name="Bevilja anstånd"))
    page.get_by_text("har fått anstånd och får veta det nu").wait_for()
    press(page.get_by_role("link", name="Ta bort Närhälsan"))
    page.get_by_label("Motivering").fill("Berörs inte.")
    press(page.get_by_role("button", name="Ta bort mottagaren"))
    page.get_by_text("Närhälsan är borttagen").wait_for()
    assert too_wide(page) == []


def test_the_days_of_reminding_are_chosen_in_the_letter_and_shown(region, live_server, page):
    draft = factories.draft_round(region)
    log_in(page, live_server.url, "owner")
    page.goto(f"{live_server.url}/remissrundor/{draft.public_id}/foljebrev/")
    page.get_by_label("Dagen före").uncheck()
    page.get_by_label("På sista dagen").check()
    look(page, "manage-letter")
    press(page.get_by_role("button", name="Spara", exact=True))
    assert ReferralRound.objects.get().reminder_days == [-7, 0, 3]
    page.goto(f"{live_server.url}/remissrundor/{draft.public_id}/utskick/")
    page.get_by_text("en vecka före").wait_for()
    look(page, "manage-dispatch")
