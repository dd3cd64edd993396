"""The steps of a round as the process owner takes them in pages."""

import re
from datetime import date

import pytest
import time_machine

from cases.models import Diary, ReferralRound
from tests import factories
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def owner(client, region):
    """The process owner at the keyboard."""
    client.force_login(region.owner)
    return client


def key_of(response):
    """The form's key, so that a second click can be played."""
    return re.search(r'name="once_key" value="([a-z2-7]+)"', response.content.decode())[1]


def new_round_data(region, **changes):
    return {
        "title": "Styrande principer",
        "kind": "referral",
        "unit": region.process_unit.pk,
        "diary": region.diary.pk,
    } | changes


def test_registering_twice_with_one_form_is_one_round(owner, region):
    data = new_round_data(region, once_key=key_of(owner.get("/remissrundor/ny/")))
    answers = [owner.post("/remissrundor/ny/", data) for _click in range(2)]
    only = ReferralRound.objects.select_related("case").get()
    draft = f"/remissrundor/{only.public_id}/utkast/"
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, draft)] * 2
    assert (only.title, only.case.number) == ("Styrande principer", "RS 2026-00001")


def test_the_same_form_sent_with_other_words_shows_them_and_makes_nothing(owner, region):
    key = key_of(owner.get("/remissrundor/ny/"))
    owner.post("/remissrundor/ny/", new_round_data(region, once_key=key))
    second = owner.post("/remissrundor/ny/", new_round_data(region, once_key=key, title="Annan rubrik"))
    assert (second.status_code, ReferralRound.objects.count()) == (409, 1)
    assert "Annan rubrik" in second.content.decode()


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "Skriv ärendets nummer i HSN."),
        ("abc", "Diarienumret följer inte mönstret för HSN, till exempel HSN 2026-00123."),
        ("HSN 2026-99999999999999999999", "Numret är för stort"),
        ("HSN 2026-00007", "Diarienumret HSN 2026-00007 finns redan."),
    ],
)
def test_a_wrong_external_number_is_said_at_its_field_and_the_title_stays(owner, region, number, said):
    external = Diary.objects.create(authority=region.office, code="HSN", external=True)
    taken = new_round_data(region, diary=external.pk, external_number="HSN 2026-00007", title="Först")
    owner.post("/remissrundor/ny/", taken)
    answer = owner.post(
        "/remissrundor/ny/", new_round_data(region, diary=external.pk, external_number=number, title="Kvar")
    )
    page = answer.content.decode()
    assert list(ReferralRound.objects.values_list("title", "case__number")) == [("Först", "HSN 2026-00007")]
    assert said in page
    assert 'value="Kvar"' in page


def test_another_authoritys_diary_is_refused(owner, region):
    foreign = Diary.objects.get(code="SKAS")
    owner.post("/remissrundor/ny/", new_round_data(region, diary=foreign.pk))
    assert not ReferralRound.objects.exists()


def test_everything_missing_is_said_before_dispatch_with_a_link_to_its_step(owner, region):
    referral_round = engine.begin_round(
        by=region.owner, unit=region.process_unit, diary=region.diary, title="Tom"
    )
    here = f"/remissrundor/{referral_round.public_id}/"
    page = owner.get(f"{here}utskick/").content.decode()
    found = re.findall(r'class="ds-link" href="([^"]+)">([^<]+)</a></li>\s*(?=<li>|</ul>)', page)
    assert [(href, text) for href, text in found if "/utkast/" in href or "/f" in href or "/m" in href] == [
        (f"{here}utkast/", "Utkastet saknar avsnitt."),
        (f"{here}foljebrev/", "Följebrevet saknas."),
        (f"{here}mottagare/", "Rundan har inga mottagare."),
        (f"{here}foljebrev/", "Sista svarsdag saknas."),
    ]
    assert "Skicka ut till" not in page
    refused = owner.post(f"{here}utskick/", follow=True)
    assert "Utkastet saknar avsnitt." in refused.content.decode()
    referral_round.refresh_from_db()
    assert referral_round.state == "draft"


def test_a_red_last_day_is_rolled_and_said_and_a_double_click_sends_once(owner, region):
    referral_round = factories.draft_round(region, last_day=date(2026, 12, 19))
    here = f"/remissrundor/{referral_round.public_id}/"
    ready = owner.get(f"{here}utskick/")
    page = ready.content.decode()
    assert "Lördag 19 december är ingen arbetsdag, sista svarsdag blir måndag 21 december." in page
    assert "Skicka ut till 2 mottagare" in page
    data = {"once_key": key_of(ready)}
    answers = [owner.post(f"{here}utskick/", data) for _click in range(2)]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, here)] * 2
    referral_round.refresh_from_db()
    assert (referral_round.state, referral_round.last_day) == ("open", date(2026, 12, 21))
    assert owner.get(f"{here}utskick/").url == here


def test_compiling_waits_for_its_step_names_the_silent_and_happens_once(owner, region):
    referral_round = factories.open_round(region, last_day=date(2026, 12, 18))
    here = f"/remissrundor/{referral_round.public_id}/"
    assert owner.get(f"{here}sammanstall/").url == here
    factories.released_answer(region, factories.recipient(referral_round, region.administrations[0]))
    with time_machine.travel("2026-12-21 09:00 +0100", tick=False):
        assert engine.advance(referral_round)
        owner.force_login(region.owner)
        assert "Sammanställ svaren" in owner.get(here).content.decode()
        asked = owner.get(f"{here}sammanstall/")
        assert re.findall(r"<li>(SkaS|SU)</li>", asked.content.decode()) == ["SU"]
        data = {"once_key": key_of(asked)}
        answers = [owner.post(f"{here}sammanstall/", data) for _click in range(2)]
        assert [(answer.status_code, answer.url) for answer in answers] == [(302, here)] * 2
    referral_round.refresh_from_db()
    assert referral_round.state == "compiled"


def test_strangers_the_director_and_superusers_meet_404_on_every_step(client, region):
    referral_round = factories.draft_round(region)
    superuser = factories.person("root")
    superuser.is_superuser = superuser.is_staff = True
    superuser.save()
    skas = region.administrations[0]
    people = [region.director, superuser, region.representative(skas), region.manager(skas)]
    here = f"/remissrundor/{referral_round.public_id}/"
    pages = [
        "",
        "utkast/",
        "fragor/",
        "foljebrev/",
        "mottagare/",
        "forhandsvisning/",
        "utskick/",
        "sammanstall/",
    ]
    section = referral_round.version.sections.first()
    urls = [here + page for page in pages] + [f"{here}utkast/{section.pk}/", "/remissrundor/ny/"]
    for somebody in people:
        client.force_login(somebody)
        met = {url: (client.get(url).status_code, client.post(url).status_code) for url in urls}
        assert met == {here: (404, 405)} | {
            url: (404, 405 if url.endswith("forhandsvisning/") else 404) for url in urls if url != here
        }
