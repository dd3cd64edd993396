"""The owner's steps while a round is open, as they are taken in pages."""

import re
from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import extensions, queries
from cases.models import Answer, AnswerAttachment, Extension, Recipient, ReferralRound
from ledger.models import Event
from organisation import clock
from organisation.models import Absence, Substitution
from tests import factories
from tests.races.support import fresh
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
LAST_DAY = date(2026, 12, 18)


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def owner(client, region):
    """The process owner at the keyboard."""
    client.force_login(region.owner)
    return client


@pytest.fixture
def sent(region):
    """A round that is open until Friday 18 December."""
    return factories.open_round(region, last_day=LAST_DAY)


@pytest.fixture
def skas(region, sent):
    return factories.recipient(sent, region.administrations[0])


@pytest.fixture
def su(region, sent):
    return factories.recipient(sent, region.administrations[1])


def page_of(referral_round):
    return f"/remissrundor/{referral_round.public_id}/hantera/"


def step_of(place, step):
    return f"{page_of(place.round)}{place.public_id}/{step}/"


def key_of(response):
    """The form's key, so that a second click can be played."""
    return re.search(r'name="once_key" value="([a-z2-7]+)"', response.content.decode())[1]


def said(response):
    """The page's words without markup, in one line."""
    page = response.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2] or page).split())


def errors(response):
    """What is wrong, by field."""
    return {name: [str(one) for one in found] for name, found in response.context["form"].errors.items()}


def happened(kind):
    return Event.objects.filter(kind=kind).count()


def twice(client, address, data):
    """The form is opened once and sent twice."""
    data = data | {"once_key": key_of(client.get(address))}
    return [client.post(address, data) for _click in range(2)]


def pdf(name="svar.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


# --- the page ---


def test_the_page_says_how_far_each_has_come_and_never_what_they_write(owner, region, sent, skas, su):
    factories.begun_answer(region, skas, comment="Hemligt utkast.")
    engine.extend(su, by=region.owner, day=date(2026, 12, 22), reason="Semester.")
    page = owner.get(page_of(sent))
    words = said(page)
    assert "SkaS Påbörjat fredag 18 december 23 november Skas.rep 23 november" in words
    assert "SU Inte bekräftat anstånd till tisdag 22 december" in words
    assert "Hemligt" not in page.content.decode()
    assert [row.recipient.unit.name for row, _notes in page.context["rows"]] == ["SkaS", "SU"]
    assert (page.context["answered"], page.context["asked"]) == (0, 2)


def test_a_draft_has_no_such_page(owner, region):
    draft = factories.draft_round(region)
    assert owner.get(page_of(draft)).url == f"/remissrundor/{draft.public_id}/"


def test_the_page_costs_the_same_at_any_length(owner, region, sent):
    costs, laid = [], 2
    for size in (3, 30, 300):
        units = [factories.unit(f"Enhet {n}", parent=region.region) for n in range(laid, size)]
        laid = size
        Recipient.objects.bulk_create(
            Recipient(round=sent, unit=unit, position=9, state="sent", sent_at=sent.dispatched_at)
            for unit in units
        )
        with CaptureQueriesContext(connection) as seen:
            page = owner.get(page_of(sent))
        assert len(page.context["rows"]) == size
        costs.append(len(seen))
    assert costs == [costs[0]] * 3, costs


# --- more time ---


def test_more_time_for_one_is_given_once_and_told(owner, skas, su):
    data = {"day": "2026-12-21", "reason": "De väntar på sin ledningsgrupp."}
    answers = twice(owner, step_of(skas, "anstand"), data)
    assert [(one.status_code, one.url) for one in answers] == [(302, page_of(skas.round))] * 2
    skas.refresh_from_db()
    su.refresh_from_db()
    assert (skas.own_last_day, su.own_last_day) == (date(2026, 12, 21), None)
    assert (happened("extension.granted"), Extension.objects.get().reason) == (1, data["reason"])


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"day": "2026-11-20"}, {"day": ["Välj en dag som ligger framåt i tiden."]}),
        ({"day": "2026-12-17"}, {"day": ["Den nya dagen måste vara senare än 18 december 2026."]}),
        ({"day": "9999-12-31"}, {"day": ["Välj en dag inom fem år."]}),
        ({"day": "i morgon"}, {"day": ["Skriv dagen så här: 2026-12-04."]}),
        ({"day": ""}, {"day": ["Välj en dag."]}),
        ({"day": "2026-12-21", "reason": "  "}, {"reason": ["Skriv en motivering."]}),
    ],
)
def test_a_day_that_cannot_be_is_said_at_its_field_and_the_words_stay(owner, skas, sent, typed, wrong):
    for address in (step_of(skas, "anstand"), f"{page_of(sent)}sista-svarsdag/"):
        page = owner.post(address, {"reason": "Jul."} | typed)
        assert (page.status_code, errors(page)) == (200, wrong)
        assert page.context["form"]["reason"].value() == typed.get("reason", "Jul.")
    assert (happened("extension.granted"), happened("round.extended")) == (0, 0)


def test_a_red_day_is_moved_only_after_it_was_said(owner, skas):
    data = {"day": "2026-12-26", "reason": "Jul."}
    page = owner.post(step_of(skas, "anstand"), data)
    assert errors(page) == {
        "day": [
            "Lördag 26 december (Annandag jul) är ingen arbetsdag, sista svarsdag blir måndag 28 december. "
            "Tryck på knappen en gång till om det är rätt, eller välj en annan dag."
        ]
    }
    assert 'name="seen_day" value="2026-12-26"' in page.content.decode()
    assert owner.post(step_of(skas, "anstand"), data | {"seen_day": "2026-12-26"}).status_code == 302
    skas.refresh_from_db()
    assert skas.own_last_day == date(2026, 12, 28)


def test_moving_the_day_for_everybody_moves_it_once(owner, sent, skas):
    answers = twice(owner, f"{page_of(sent)}sista-svarsdag/", {"day": "2026-12-21", "reason": "Jul."})
    assert [one.status_code for one in answers] == [302, 302]
    sent.refresh_from_db()
    assert (sent.last_day, happened("round.extended")) == (date(2026, 12, 21), 1)


@pytest.fixture
def wish(region, skas):
    """SkaS asks for three days more."""
    return extensions.ask(
        skas, by=region.representative(skas.unit), day=date(2026, 12, 21), reason="Ledningsgruppen möts då."
    )


def decide_of(wish):
    return f"{page_of(wish.recipient.round)}onskemal/{wish.public_id}/"


def test_a_wish_waits_at_the_top_with_its_day_filled_in(owner, sent, wish):
    page = owner.get(page_of(sent))
    assert "SkaS ber om anstånd" in said(page)
    assert "Ledningsgruppen möts då." in said(page)
    assert 'name="day" value="2026-12-21"' in page.content.decode()


@pytest.mark.parametrize(
    ("step", "state", "own_day"),
    [("grant", "granted", date(2026, 12, 21)), ("refuse", "refused", None)],
)
def test_a_wish_gets_one_answer_with_its_reason(owner, wish, skas, step, state, own_day):
    data = {"step": step, "day": "2026-12-21", "reason": "Vi har tänkt."}
    answers = twice(owner, decide_of(wish), data)
    assert [one.status_code for one in answers] == [302, 302]
    wish.refresh_from_db()
    skas.refresh_from_db()
    assert (wish.state, wish.reason, skas.own_last_day) == (state, "Vi har tänkt.", own_day)
    assert owner.get(decide_of(wish)).url == page_of(skas.round)


@pytest.mark.parametrize("step", ["grant", "refuse"])
def test_a_wish_is_not_answered_without_a_reason(owner, wish, step):
    page = owner.post(decide_of(wish), {"step": step, "day": "2026-12-22", "reason": ""})
    assert errors(page) == {"reason": ["Skriv en motivering."]}
    assert page.context["form"]["day"].value() == "2026-12-22"


def test_a_second_tab_cannot_answer_the_same_wish_and_keeps_its_words(owner, wish):
    owner.post(decide_of(wish), {"step": "grant", "day": "2026-12-21", "reason": "Ja."})
    page = owner.post(decide_of(wish), {"step": "refuse", "day": "", "reason": "Nej, tyvärr."})
    assert errors(page) == {"__all__": ["Det här är redan gjort."]}
    assert page.context["form"]["reason"].value() == "Nej, tyvärr."
    wish.refresh_from_db()
    assert wish.state == "granted"


# --- the circle ---


def test_one_more_is_asked_once_with_a_day_of_its_own(owner, region, sent):
    sv = factories.unit("SV", parent=region.region)
    page = owner.get(f"{page_of(sent)}lagg-till/")
    assert "SV (ingen företrädare i dag)" in said(page)
    assert f'value="{region.administrations[0].public_id}"' not in page.content.decode()
    twice(owner, f"{page_of(sent)}lagg-till/", {"unit": sv.public_id, "day": "2026-12-21"})
    place = sent.recipients.get(unit=sv)
    assert (place.state, place.last_day, sent.recipients.count()) == ("sent", date(2026, 12, 21), 3)


def test_somebody_already_there_is_said_at_the_field(owner, region, sent):
    page = owner.post(
        f"{page_of(sent)}lagg-till/", {"unit": region.administrations[0].public_id, "day": "2026-12-21"}
    )
    assert errors(page) == {"unit": ["SkaS är redan mottagare."]}
    assert page.context["form"]["day"].value() == "2026-12-21"


def test_after_the_last_day_whoever_is_added_needs_a_day_of_its_own(owner, region, sent):
    sv = factories.unit("SV", parent=region.region)
    with time_machine.travel("2026-12-18 09:00 +0100", tick=False):
        owner.force_login(region.owner)
        page = owner.post(f"{page_of(sent)}lagg-till/", {"unit": sv.public_id, "day": ""})
    assert errors(page) == {"day": ["Välj en dag."]}


def test_removing_needs_a_reason_stops_the_answer_and_can_be_taken_back(owner, region, sent, skas):
    answer = factories.begun_answer(region, skas)
    address = step_of(skas, "ta-bort")
    assert errors(owner.post(address, {"reason": ""})) == {"reason": ["Skriv en motivering."]}
    twice(owner, address, {"reason": "Berörs inte."})
    skas.refresh_from_db()
    answer.refresh_from_db()
    assert (skas.state, skas.withdrawn_reason, answer.state) == ("withdrawn", "Berörs inte.", "stopped")
    assert happened("recipient.withdrawn") == 1
    assert "Skicka igen SkaS" in said(owner.get(page_of(sent)))
    again = f"{page_of(sent)}lagg-till/"
    assert (
        f'value="{skas.unit.public_id}" selected'
        in owner.get(f"{again}?enhet={skas.unit.public_id}").content.decode()
    )
    owner.post(again, {"unit": skas.unit.public_id, "day": ""})
    skas.refresh_from_db()
    assert skas.state == "acknowledged"


def test_whoever_has_answered_stays(owner, region, skas):
    typed = {"reason": "Berörs inte.", "unit": skas.unit.public_id, "day": ""}
    pages = [(step, owner.get(step_of(skas, step))) for step in ("ta-bort", "ersatt")]
    assert [page.status_code for _step, page in pages] == [200, 200]
    factories.released_answer(region, skas)
    for step in ("ta-bort", "ersatt"):
        assert owner.get(step_of(skas, step)).url == page_of(skas.round)
    page = owner.post(step_of(skas, "ta-bort"), typed)
    assert errors(page) == {
        "__all__": ["SkaS har redan svarat. Svaret är registrerat och mottagaren kan inte tas bort."]
    }
    assert page.context["form"]["reason"].value() == "Berörs inte."


def test_another_unit_answers_instead_once(owner, region, sent, skas):
    sv = factories.unit("SV", parent=region.region)
    data = {"unit": sv.public_id, "day": "", "reason": "Verksamheten har flyttat."}
    twice(owner, step_of(skas, "ersatt"), data)
    skas.refresh_from_db()
    assert (skas.state, skas.successor.unit, sent.recipients.count()) == ("withdrawn", sv, 3)
    assert "SV svarar i stället." in said(owner.get(page_of(sent)))


def test_replacing_by_somebody_already_there_changes_nothing(owner, region, skas, su):
    data = {"unit": su.unit.public_id, "day": "", "reason": "Verksamheten har flyttat."}
    page = owner.post(step_of(skas, "ersatt"), data)
    assert errors(page) == {"unit": ["SU är redan mottagare."]}
    skas.refresh_from_db()
    assert skas.state == "sent"


def test_a_reminder_goes_once_to_those_who_have_not_answered(owner, region, sent, skas, su):
    factories.released_answer(region, su)
    page = owner.get(f"{page_of(sent)}paminn/")
    assert [place.unit.name for place in page.context["waiting"]] == ["SkaS"]
    twice(owner, f"{page_of(sent)}paminn/", {})
    assert list(Event.objects.filter(kind="recipient.reminded").values_list("subject_id", flat=True)) == [
        skas.pk
    ]
    owner.post(step_of(skas, "paminn"), {})
    assert happened("recipient.reminded") == 2
    assert owner.get(step_of(su, "paminn")).url == page_of(sent)
    assert "– 23 november Ge anstånd SkaS" in said(owner.get(page_of(sent)))


# --- the whole round ---


def test_handing_over_moves_the_right_and_a_second_click_is_met_kindly(owner, region, sent):
    other = factories.unit("Digitalisering", kind="unit", parent=region.office, authority=region.office)
    factories.person("other", ("process_owner", other))
    address = f"{page_of(sent)}lamna-over/"
    assert "Koncernkontoret (ingen processägare i dag)" in said(owner.get(address))
    answers = twice(owner, address, {"unit": other.public_id, "reason": "Ny organisation."})
    assert [(one.status_code, one.url) for one in answers] == [(302, "/remissrundor/")] * 2
    sent.refresh_from_db()
    assert (sent.unit, happened("round.handed_over")) == (other, 1)
    assert owner.get(page_of(sent)).status_code == 404


def test_a_round_stays_in_its_authority(owner, region, sent):
    page = owner.post(
        f"{page_of(sent)}lamna-over/", {"unit": region.administrations[0].public_id, "reason": "Nej."}
    )
    assert errors(page) == {"unit": ["Välj en enhet i listan."]}


def test_cancelling_needs_a_reason_happens_once_and_is_said_everywhere(owner, region, sent, skas):
    address = f"{page_of(sent)}avbryt/"
    assert errors(owner.post(address, {"reason": " "})) == {"reason": ["Skriv en motivering."]}
    here = f"/remissrundor/{sent.public_id}/"
    answers = twice(owner, address, {"reason": "Uppdraget är återtaget."})
    assert [(one.status_code, one.url) for one in answers] == [(302, here)] * 2
    sent.refresh_from_db()
    assert (sent.state, happened("round.cancelled")) == ("cancelled", 1)
    for page in (here, page_of(sent)):
        assert "Rundan avbröts måndag 23 november av Owner Uppdraget är återtaget." in said(owner.get(page))
    assert "Avbruten" in said(owner.get("/remissrundor/"))
    for step in ("sista-svarsdag", "paminn", "lagg-till", "lamna-over", "avbryt", "spontant-svar"):
        assert owner.get(f"{page_of(sent)}{step}/").url == page_of(sent)
    late = owner.post(step_of(skas, "ta-bort"), {"reason": "För sent."})
    assert errors(late) == {"__all__": ["Remissrundan är inte öppen för svar."]}


# --- answers that came some other way ---


def received(**changes):
    return {
        "via": "post",
        "received_on": "2026-11-20",
        "original": pdf(),
        "stance": "agree",
        "text": "Vi tillstyrker förslaget.",
    } | changes


def test_an_answer_that_came_by_post_is_registered_once_with_its_original(owner, region, sent, skas):
    key = key_of(owner.get(step_of(skas, "svar")))
    answers = [owner.post(step_of(skas, "svar"), received(once_key=key)) for _click in range(2)]
    assert [(one.status_code, one.url) for one in answers] == [(302, page_of(sent))] * 2
    answer = Answer.objects.get()
    assert (answer.state, answer.received_via, answer.received_on) == ("released", "post", date(2026, 11, 20))
    assert AnswerAttachment.objects.get().name == "svar.pdf"
    assert clock.local(answer.document.drawn_up_at).date() == date(2026, 11, 20)
    assert clock.local(answer.document.registered_at).date() == date(2026, 11, 23)
    assert "Svarat med post, 20 november" in said(owner.get(page_of(sent)))
    assert "Vi tillstyrker förslaget." in said(
        owner.get(f"/remissrundor/{sent.public_id}/svar/{skas.public_id}/")
    )


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"original": pdf("svar.exe")}, "Filen svar.exe tas inte emot. Det här kan ni lämna:"),
        ({"original": pdf(content=b"")}, "Filen svar.pdf är tom."),
        ({"original": pdf(content=b"PK inget")}, "Innehållet i filen svar.pdf stämmer inte"),
        ({"original": ""}, "Bifoga svaret så som det kom in."),
        ({"received_on": "2026-11-24"}, "Svaret kan inte ha kommit in efter i dag."),
        ({"via": ""}, "Välj hur svaret kom."),
    ],
)
def test_what_is_refused_is_said_at_its_field_and_the_text_stays(owner, skas, changes, wrong):
    page = owner.post(step_of(skas, "svar"), received(**changes))
    assert list(errors(page)) == list(changes)
    assert wrong in said(page)
    assert page.context["form"]["text"].value() == "Vi tillstyrker förslaget."
    assert Answer.objects.count() == 0


def test_two_tabs_register_one_answer(owner, skas):
    owner.post(step_of(skas, "svar"), received())
    page = owner.post(step_of(skas, "svar"), received(text="Samma svar igen."))
    assert errors(page) == {"__all__": ["Från den här mottagaren väntas inget svar."]}
    assert page.context["form"]["text"].value() == "Samma svar igen."
    assert Answer.objects.count() == 1


def test_somebody_never_asked_gets_a_place_of_its_own(owner, region, sent):
    union = factories.unit("Patientföreningen", kind="external")
    address = f"{page_of(sent)}spontant-svar/"
    key = key_of(owner.get(address))
    for _click in range(2):
        assert owner.post(address, received(unit=union.public_id, once_key=key)).url == page_of(sent)
    again = owner.post(address, received(unit=union.public_id, text="Samma svar igen."))
    assert errors(again) == {"unit": ["Från den här mottagaren väntas inget svar."]}
    assert again.context["form"]["text"].value() == "Samma svar igen."
    place = sent.recipients.get(unit=union)
    assert (place.listed, place.state) == (False, "answered")
    assert "Patientföreningen spontant svar Svarat" in said(owner.get(page_of(sent)))


def test_a_refused_file_leaves_no_place_behind(owner, region, sent):
    union = factories.unit("Patientföreningen", kind="external")
    page = owner.post(
        f"{page_of(sent)}spontant-svar/", received(unit=union.public_id, original=pdf(content=b"nej"))
    )
    assert list(errors(page)) == ["original"]
    assert page.context["form"]["unit"].value() == union.public_id
    assert sent.recipients.count() == 2


def test_after_the_compilation_answers_are_still_registered_and_marked(owner, region, sent, skas, su):
    factories.released_answer(region, su)
    with time_machine.travel("2026-12-21 09:00 +0100", tick=False):
        owner.force_login(region.owner)
        engine.advance(sent)
        engine.compile_answers(sent, by=fresh(region.owner))
        page = owner.get(page_of(sent))
        assert "Registrera svar SkaS" in said(page)
        assert "Ge anstånd" not in said(page)
        assert owner.post(step_of(skas, "svar"), received()).status_code == 302
        assert "efter sammanställning" in said(owner.get(page_of(sent)))


# --- who may ---


def addresses(sent, skas, wish):
    steps = ("sista-svarsdag", "paminn", "lagg-till", "lamna-over", "avbryt", "spontant-svar")
    places = ("anstand", "paminn", "ersatt", "ta-bort", "svar")
    return [
        page_of(sent),
        decide_of(wish),
        *[f"{page_of(sent)}{step}/" for step in steps],
        *[step_of(skas, step) for step in places],
    ]


def test_nobody_but_the_owner_gets_in(client, region, sent, skas, wish):
    foreign = factories.person("foreign", ("process_owner", skas.unit))
    superuser = factories.person("root")
    superuser.is_superuser = superuser.is_staff = True
    superuser.save()
    former = factories.person("former", ("process_owner", region.process_unit))
    former.memberships.update(ends_on=date(2026, 11, 22))
    people = [foreign, superuser, former, region.director, region.representative(skas.unit)]
    before = Event.objects.count()
    for somebody in people:
        client.force_login(fresh(somebody))
        for address in addresses(sent, skas, wish):
            met = (client.get(address).status_code, client.post(address, {"reason": "x"}).status_code)
            assert met == (404, 405 if address == page_of(sent) else 404), (somebody, address)
    assert Event.objects.count() == before


def test_a_right_that_ends_while_the_form_is_open_ends_the_step(owner, region, sent, skas, wish):
    data = {"day": "2026-12-21", "reason": "Jul.", "step": "grant", "unit": skas.unit.public_id}
    keys = {address: owner.get(address) for address in addresses(sent, skas, wish)}
    region.owner.memberships.update(ends_on=date(2026, 11, 22))
    del keys[page_of(sent)]
    assert {owner.post(address, data).status_code for address in keys} == {404}
    assert ReferralRound.objects.get().last_day == LAST_DAY


def test_a_recipient_of_another_round_is_not_found_here(owner, region, sent, skas):
    other = factories.open_round(region, last_day=LAST_DAY)
    strange = factories.recipient(other, region.administrations[0])
    assert owner.get(f"{page_of(sent)}{strange.public_id}/anstand/").status_code == 404


def test_a_substitute_acts_in_the_owners_name(client, region, skas):
    stand_in = factories.person("stand.in")
    row = Substitution.objects.create(
        substitute=stand_in, starts_on=date(2026, 11, 23), ends_on=date(2026, 11, 23)
    )
    row.memberships.set(region.owner.memberships.all())
    client.force_login(stand_in)
    client.post(step_of(skas, "ta-bort"), {"reason": "Berörs inte."})
    event = Event.objects.get(kind="recipient.withdrawn")
    assert (event.actor_id, event.on_behalf_of_id) == (stand_in.pk, region.owner.pk)


def test_the_same_form_with_other_words_shows_them(owner, skas):
    key = key_of(owner.get(step_of(skas, "anstand")))
    data = {"day": "2026-12-21", "reason": "Jul.", "once_key": key}
    owner.post(step_of(skas, "anstand"), data)
    page = owner.post(step_of(skas, "anstand"), data | {"reason": "Nyår.", "day": "2026-12-22"})
    assert (page.status_code, "Nyår." in said(page)) == (409, True)


def test_whoever_was_taken_out_is_counted_nowhere(owner, region, sent, skas, su):
    factories.released_answer(region, su)
    owner.post(step_of(skas, "ta-bort"), {"reason": "Berörs inte."})
    pages = [f"/remissrundor/{sent.public_id}/", page_of(sent), "/remissrundor/", "/"]
    assert [re.search(r"\d av \d", said(owner.get(page)))[0] for page in pages] == ["1 av 1"] * 4
    matrix = owner.get(pages[0]).context["matrix"]
    assert [column.recipient.unit.name for column in matrix.columns] == ["SU"]


def test_the_owner_finds_the_way_also_when_everybody_was_taken_out(owner, sent, skas, su):
    for place in (skas, su):
        owner.post(step_of(place, "ta-bort"), {"reason": "Berörs inte."})
    assert page_of(sent) in owner.get(f"/remissrundor/{sent.public_id}/").content.decode()


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (factories.open_round, ["Hantera rundan"]),
        (
            factories.compiled_round,
            ["Läs svaren", "Väg synpunkter", "Nästa version", "Avsluta vägningen", "Hantera rundan"],
        ),
        (factories.closed_round, ["Utfall", "Synpunkterna", "Återkoppling", "Hantera rundan"]),
    ],
)
def test_the_round_says_what_comes_next(owner, region, make, words):
    page = owner.get(f"/remissrundor/{make(region).public_id}/").content.decode()
    steps = re.search(r'<nav class="next-steps.*?</nav>', page, re.DOTALL)[0]
    assert [
        " ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in re.findall(r"<a .*?</a>", steps, re.DOTALL)
    ] == words


def test_only_the_owner_sees_the_owners_steps(client, region):
    closed = factories.closed_round(region)
    here = f"/remissrundor/{closed.public_id}/"
    seen = {}
    for who in (region.director, region.representative(region.administrations[0])):
        client.force_login(who)
        page = client.get(here).content.decode()
        steps = ("hantera/", "utfall/", "aterkoppling/", "synpunkter/")
        seen[who.username] = [step for step in steps if f'href="{here}{step}"' in page]
    assert seen == {"director": ["utfall/"], "skas.rep": []}


@pytest.mark.parametrize("make", [factories.compiled_round, factories.closed_round])
def test_a_round_that_is_weighed_changes_owner_with_all_that_waits(owner, region, make):
    other = factories.unit("Digitalisering", kind="unit", parent=region.office, authority=region.office)
    successor = factories.person("other", ("process_owner", other))
    made = make(region)
    typed = {"unit": other.public_id, "reason": "Ny organisation."}
    assert owner.post(f"{page_of(made)}lamna-over/", typed).url == "/remissrundor/"
    owner.force_login(successor)
    assert owner.get(page_of(made)).status_code == 200
    assert set(queries.inbox(fresh(region.owner))) == set()


def test_who_is_away_is_seen_before_a_day_is_moved(owner, region, sent, skas):
    writer = region.representative(skas.unit)
    Absence.objects.create(user=writer, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 20))
    extensions.ask(skas, by=writer, day=date(2026, 12, 21), reason="Semester.")
    wish = skas.extensions.get()
    away = "Skas.rep: tisdag 1 december–söndag 20 december"
    for address in (
        step_of(skas, "anstand"),
        f"{page_of(sent)}sista-svarsdag/",
        f"{page_of(sent)}onskemal/{wish.public_id}/",
    ):
        assert away in owner.get(address).content.decode()
