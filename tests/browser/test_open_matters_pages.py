"""A manager finds what is late, gives it on, and lets somebody stand in, on a screen and a phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cases import answer_text, asking
from cases.models import WorkItem
from organisation import clock
from organisation.models import Absence
from tests import factories
from tests.browser.helpers.look import look, resize
from tests.browser.helpers.people import log_in
from tests.browser.helpers.press import press

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def region():
    """SkaS writes an answer; a colleague is late with a part of it and away."""
    made = factories.world("SkaS", "SU")
    place = factories.recipient(factories.open_round(made), made.administrations[0])
    answer = factories.begun_answer(made, place)
    late = factories.person("sen.kollega", ("member", place.unit))
    factories.person("andra", ("representative", place.unit))
    writer = made.representative(place.unit)
    asking.ask_colleague(answer_text.items(answer)[0], late, by=writer, due_on=clock.today())
    WorkItem.objects.filter(kind="section").update(due_on=clock.today() - timedelta(days=1))
    Absence.objects.create(user=late, starts_on=clock.today(), ends_on=clock.today() + timedelta(days=6))
    return made


def test_a_manager_gives_a_late_task_to_somebody_else(page, live_server, region):
    log_in(page, live_server.url, "skas.chef")
    press(page.get_by_role("link", name="Öppna ärenden"))
    press(page.get_by_role("link", name="SkaS", exact=True))
    expect(page.get_by_text("borta till").first).to_be_visible()
    look(page, "open-matters-unit")
    press(page.get_by_role("link", name="1 försenade"))
    press(page.get_by_role("link", name="Svara på ett avsnitt"))
    page.get_by_label("Ett ord på vägen").fill("Kan du ta den?")
    look(page, "open-matter")
    press(page.get_by_role("button", name="Ge till Andra"))
    expect(page.get_by_text("Uppgiften ligger nu hos Andra.")).to_be_visible()
    expect(page.get_by_role("row", name="Svara på ett avsnitt")).to_contain_text("Andra")

    log_in(page, live_server.url, "andra")
    page.goto(f"{live_server.url}/oppna-arenden/")
    expect(page.get_by_text("Kan du ta den?")).to_be_visible()
    look(page, "open-matters-mine")


def test_somebody_lets_a_colleague_stand_in_on_a_phone_and_ends_it(page, live_server, region):
    resize(page, 390)
    log_in(page, live_server.url, "skas.rep")
    page.goto(f"{live_server.url}/ersattare/")
    form = page.get_by_role("region", name="Går in för dig")
    form.get_by_label("Ersättare").select_option(label="Andra")
    form.get_by_label("Till och med").fill(str(clock.today() + timedelta(days=7)))
    press(form.get_by_role("button", name="Utse ersättare"))
    expect(form.get_by_role("button", name="Avsluta nu")).to_be_visible()
    look(page, "substitutions")
    press(form.get_by_role("button", name="Avsluta nu"))
    expect(page.get_by_text("Andra går inte längre in.")).to_be_visible()
    expect(form).to_contain_text("avslutades")
