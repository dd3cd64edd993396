"""Preparing a round in pages: nothing typed is lost, and lists cost the same however long they are."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import access, readiness
from cases.models import Question, ReferralRound
from organisation import clock
from organisation.models import Absence, Unit
from tests import factories
from workflows import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def region():
    return factories.world("SkaS", "SU")


@pytest.fixture
def draft(client, region):
    """An empty round, its owner logged in."""
    client.force_login(region.owner)
    return engine.begin_round(
        by=region.owner, unit=region.process_unit, diary=region.diary, title="Styrande principer"
    )


def at(referral_round, step=""):
    return f"/remissrundor/{referral_round.public_id}/{step}"


def text_of(response):
    return response.content.decode()


def test_a_pasted_draft_becomes_sections_that_can_each_be_changed(client, draft):
    assert client.post(at(draft, "utkast/"), {"text": factories.DRAFT}).status_code == 302
    first, second = draft.version.sections.all()
    words = {"heading": "Enkel", "text": "Ny *text*.", "keywords": "Kontakt, Hjälp", "note": "För alla."}
    client.post(at(draft, f"utkast/{first.pk}/"), words)
    first.refresh_from_db()
    assert (first.heading, first.text, first.keywords) == ("Enkel", "Ny *text*.", ["Kontakt", "Hjälp"])
    assert first.questions.get().note == "För alla."
    page = text_of(client.get(at(draft, "utkast/")))
    assert [words in page for words in ("Enkel", "<em>text</em>", "För alla.", second.heading)] == [True] * 4


def test_pasting_again_must_be_confirmed_and_keeps_what_was_pasted(client, draft):
    client.post(at(draft, "utkast/"), {"text": factories.DRAFT})
    refused = client.post(at(draft, "utkast/"), {"text": "# Ny rubrik\nNy text"})
    assert [one.heading for one in draft.version.sections.all()] == ["Enkel kontakt", "Lyhördhet"]
    assert "# Ny rubrik" in text_of(refused)
    assert "Kryssa i att avsnitten ska läggas upp på nytt" in text_of(refused)
    client.post(at(draft, "utkast/"), {"text": "# Ny rubrik\nNy text", "sure": "on"})
    assert [one.heading for one in draft.version.sections.all()] == ["Ny rubrik"]


def test_the_draft_offered_for_pasting_again_gives_the_same_sections(client, draft):
    client.post(at(draft, "utkast/"), {"text": factories.DRAFT})
    before = list(draft.version.sections.values_list("heading", "text", "keywords"))
    again = client.get(at(draft, "utkast/")).context["form"].initial["text"]
    client.post(at(draft, "utkast/"), {"text": again, "sure": "on"})
    assert list(draft.version.sections.values_list("heading", "text", "keywords")) == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Detta fält måste fyllas i"),
        ("\n".join(f"# Rubrik {n}\ntext" for n in range(120)), "Texten har 120 rubriker."),
        ("a\0b", "Null-tecken"),
    ],
)
def test_a_draft_that_cannot_be_split_is_refused_in_words(client, draft, text, said):
    assert said in text_of(client.post(at(draft, "utkast/"), {"text": text}))
    assert not draft.version.sections.exists()


def test_a_question_is_asked_once_of_every_section_and_taken_away(client, draft):
    client.post(at(draft, "utkast/"), {"text": factories.DRAFT})
    asked = {"ask": "1", "text": "Hur mäts det?", "place": "every", "once_key": "k" * 26}
    for _click in range(2):
        client.post(at(draft, "fragor/"), asked)
    questions = draft.questions.filter(kind=Question.Kind.TEXT)
    assert [(one.text, one.section_version.position) for one in questions] == [
        ("Hur mäts det?", 1),
        ("Hur mäts det?", 2),
    ]
    for _click in range(2):
        client.post(at(draft, "fragor/"), {"remove": questions[0].pk})
    assert questions.all().count() == 1
    stance = draft.questions.get(kind=Question.Kind.STANCE, section_version__position=1)
    client.post(at(draft, "fragor/"), {"remove": stance.pk})
    assert draft.questions.filter(pk=stance.pk).exists()


@pytest.mark.parametrize("number", ["", "²", "9" * 5000, "-1", "x"])
def test_a_question_that_cannot_be_is_taken_away_without_a_word(client, draft, number):
    assert client.post(at(draft, "fragor/"), {"remove": number}).status_code == 302
    assert draft.questions.count() == 1


def test_a_question_changed_after_it_was_sent_is_shown_again_and_not_an_error(client, draft):
    asked = {"ask": "1", "text": "Hur mäts det?", "place": "whole", "once_key": "k" * 26}
    client.post(at(draft, "fragor/"), asked)
    page = text_of(client.post(at(draft, "fragor/"), asked | {"text": "Vem mäter det?"}))
    assert "Det här är redan gjort." in page
    assert "Vem mäter det?" in page
    assert [one.text for one in draft.questions.filter(kind=Question.Kind.TEXT)] == ["Hur mäts det?"]


def test_the_words_of_the_scale_are_the_rounds_own(client, draft):
    first = draft.stances.first()
    labels = {f"stance_{one.pk}": one.label for one in draft.stances.all()}
    client.post(at(draft, "fragor/"), labels | {"name": "1", f"stance_{first.pk}": "Ställer oss bakom"})
    assert draft.stances.first().label == "Ställer oss bakom"
    refused = client.post(at(draft, "fragor/"), labels | {"name": "1", f"stance_{first.pk}": ""})
    assert "Detta fält måste fyllas i" in text_of(refused)
    assert draft.stances.first().label == "Ställer oss bakom"


LETTER = {"summary": "Kort.", "letter": "Svara gärna.", "roll": "next", "readers": "after_closing"}


def test_a_red_last_day_is_said_with_the_day_it_becomes(client, draft):
    page = text_of(client.post(at(draft, "foljebrev/"), LETTER | {"last_day": "2026-12-19"}, follow=True))
    assert "Lördag 19 december är ingen arbetsdag, sista svarsdag blir måndag 21 december." in page
    client.post(at(draft, "foljebrev/"), LETTER | {"last_day": "2026-12-24", "roll": "preceding"})
    page = text_of(client.get(at(draft, "foljebrev/")))
    assert (
        "Torsdag 24 december (Julafton) är ingen arbetsdag, sista svarsdag blir onsdag 23 december." in page
    )


@pytest.mark.parametrize("day", ["2026-11-23", "2020-01-01", "9999-12-31", "2026-02-30", "imorgon"])
def test_an_impossible_last_day_is_refused_and_the_letter_stays(client, draft, day):
    page = text_of(client.post(at(draft, "foljebrev/"), LETTER | {"last_day": day, "letter": "Kvar här."}))
    draft.refresh_from_db()
    assert (draft.last_day, draft.letter) == (None, "")
    assert "Kvar här." in page
    assert "error-summary" in page


def test_absent_representatives_are_warned_of_before_the_last_day(client, draft, region):
    skas, su = region.administrations
    away = region.representative(skas)
    Absence.objects.create(user=away, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 20))
    Absence.objects.create(
        user=region.representative(su), starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 5)
    )
    client.post(at(draft, "mottagare/"), {"units": [skas.public_id, su.public_id]})
    client.post(at(draft, "foljebrev/"), LETTER | {"last_day": "2026-12-18"})
    page = text_of(client.get(at(draft, "foljebrev/")))
    assert "Skas.rep: tisdag 1 december–söndag 20 december" in page
    assert "Su.rep" not in page


def test_a_network_ticks_its_units_and_an_empty_choice_is_refused(client, draft, region):
    network = factories.unit("Nätverket", kind="group", parent=region.region)
    network.members.set(region.administrations)
    empty = factories.unit("Tom", parent=region.region)
    page = text_of(client.get(at(draft, f"mottagare/?grupp={network.public_id}")))
    assert page.count(" checked>") == 2
    assert "Skas.rep" in page
    assert "Ingen företrädare, ingen får uppgiften" in page
    assert "Välj minst en mottagare." in text_of(client.post(at(draft, "mottagare/")))
    client.post(at(draft, "mottagare/"), {"units": [empty.public_id], "onward": "1"})
    assert [one.unit for one in draft.recipients.all()] == [empty]
    assert client.get(at(draft, "mottagare/?grupp=a%00b")).status_code == 200


def test_representatives_in_units_below_write_for_the_unit_too(region):
    skas = region.administrations[0]
    below = factories.unit("Kliniken", kind="unit", parent=skas)
    factories.person("klinik.rep", ("representative", below))
    found = readiness.representatives(region.administrations)
    assert {unit.short_name: {one.username for one in found[unit.pk]} for unit in region.administrations} == {
        unit.short_name: {one.username for one in access.holders("write_answer", unit)}
        for unit in region.administrations
    }


def test_a_form_sent_after_the_dispatch_is_refused_with_its_words_kept(client, region):
    sent = factories.open_round(region)
    client.force_login(region.owner)
    page = text_of(
        client.post(at(sent, "foljebrev/"), LETTER | {"last_day": "2026-12-22", "letter": "Mina ord"})
    )
    assert "Remissrundan är utskickad." in page
    assert "Mina ord" in page
    assert client.get(at(sent, "foljebrev/")).url == at(sent)


def test_the_preview_shows_letter_and_sections_with_controls_that_cannot_be_used(client, region):
    client.force_login(region.owner)
    page = text_of(client.get(at(factories.draft_round(region), "forhandsvisning/")))
    assert [words in page for words in ("Svara gärna.", "Enkel kontakt", "Er samlade bedömning")] == [
        True
    ] * 3
    assert (page.count('type="radio"'), page.count(" disabled>")) == (12, 12 + 5)


def test_a_draft_leads_its_manager_to_what_is_missing(client, draft, region):
    assert client.get(at(draft)).url == at(draft, "utkast/")
    assert client.get(at(factories.draft_round(region))).url.endswith("/forhandsvisning/")


def test_the_list_tells_the_owner_how_many_answered_and_a_recipient_only_its_own(client, region):
    sent = factories.open_round(region)
    skas, su = region.administrations
    factories.released_answer(region, factories.recipient(sent, su))
    client.force_login(region.owner)
    assert "1 av 2 har svarat" in text_of(client.get("/remissrundor/"))
    client.force_login(region.representative(skas))
    page = text_of(client.get("/remissrundor/"))
    assert f"/svar/{factories.recipient(sent, skas).public_id}/" in page
    assert "har svarat" not in page
    assert "SU" not in page
    client.force_login(region.director)
    assert "har svarat" not in text_of(client.get("/remissrundor/"))


def test_a_draft_is_in_nobody_elses_list(client, region):
    factories.draft_round(region)
    for somebody in (region.director, region.representative(region.administrations[0])):
        client.force_login(somebody)
        assert "Styrande principer" not in text_of(client.get("/remissrundor/"))


def test_the_list_is_read_a_page_at_a_time(client, region):
    client.force_login(region.owner)
    many_rounds(region, 30)
    first = client.get("/remissrundor/")
    second = client.get("/remissrundor/" + first.context["older"])
    titles = [row.round.title for page in (first, second) for row in page.context["rows"]]
    assert titles == [f"Runda {n}" for n in range(29, -1, -1)]
    assert client.get("/remissrundor/?fore=a%00b").status_code == 200


def test_the_list_costs_the_same_at_1_3_and_300_rounds(client, region):
    costs = []
    for count in (1, 2, 297):
        many_rounds(region, count)
        costs.append([queries(client, user) for user in (region.owner, region.director)])
    assert costs[0] == costs[1] == costs[2]


def test_choosing_among_1_3_and_300_units_costs_the_same(client, draft, region):
    costs = []
    for count in (0, 2, 297):
        Unit.objects.bulk_create(
            Unit(kind="administration", name=f"Enhet {n}", short_name=f"E{n}") for n in range(count)
        )
        with CaptureQueriesContext(connection) as asked:
            assert client.get(at(draft, "mottagare/")).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1] == costs[2]


def many_rounds(region, count):
    """Rounds that differ in time, made from one real draft."""
    made = factories.draft_round(region)
    ReferralRound.objects.filter(pk=made.pk).update(title="Runda 0")
    for number in range(1, count):
        engine.begin_round(
            by=region.owner, unit=region.process_unit, diary=region.diary, title=f"Runda {number}"
        )
    for number, one in enumerate(ReferralRound.objects.order_by("pk")):
        one.created_at = clock.now() + timedelta(minutes=number)
        one.save(update_fields=["created_at"])


def queries(client, user):
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/remissrundor/").status_code == 200
    return len(asked)
