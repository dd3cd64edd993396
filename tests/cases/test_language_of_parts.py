"""An English reader's page says where the words are Swedish, so that they are read aloud as Swedish."""

from html.parser import HTMLParser

import pytest

from cases import rounds
from cases.models import Document
from tests import factories
from workflows import engine

pytestmark = pytest.mark.django_db

TITLE = "Styrande principer"
DRAFT_WORDS = {"Enkel kontakt", "Lyhördhet", "Vi gör det lätt att nå oss.", "Vad saknas?", "Svara gärna."}
ASKED = {"Vad tycker ni om det här avsnittet?", "Tillstyrker", "Har synpunkter"}
VOID = {"input", "img", "br", "hr", "meta", "link"}
UNSPOKEN = {"title", "textarea", "script", "option"}


class Spoken(HTMLParser):
    """The texts of a page, each with the language it is read in."""

    def __init__(self):
        super().__init__()
        self.open, self.texts = [], []

    def handle_starttag(self, tag, attrs):
        inherited = self.open[-1][1] if self.open else None
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("lang", inherited)))

    def handle_startendtag(self, tag, attrs):
        """Holds no text."""

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not {tag for tag, _lang in self.open} & UNSPOKEN:
            self.texts.append((self.open[-1][1], data.strip()))


def spoken(client, url):
    """What is read aloud at ``url``, and in which language."""
    page = Spoken()
    page.feed(client.get(url).content.decode())
    return page.texts


def in_english(client, user):
    user.language = "en"
    user.save()
    client.force_login(user)


@pytest.fixture
def made():
    return factories.world("SkaS")


@pytest.fixture
def draft(made):
    draft = factories.draft_round(made)
    rounds.ask(draft, "Vad saknas?", by=made.owner, section=draft.version.sections.first())
    return draft


def assert_swedish(client, pages, words):
    """Every one of ``words`` is met in Swedish on some page, and nowhere as English."""
    met = {said for page in pages for said in spoken(client, page)}
    assert {word for lang, word in met if word in words and lang == "sv"} == words
    assert {(lang, text) for lang, text in met if text in words and lang != "sv"} == set()


def test_the_senders_pages_say_the_language_of_the_draft(client, made, draft):
    one = f"/remissrundor/{draft.public_id}/"
    in_english(client, made.owner)
    assert ("en", "Questions") in spoken(client, f"{one}fragor/")
    first = draft.version.sections.first()
    steps = [one + step for step in ("utkast/", f"utkast/{first.pk}/", "fragor/", "forhandsvisning/")]
    assert_swedish(client, [*steps, "/remissrundor/"], DRAFT_WORDS | ASKED | {TITLE})


def test_the_matrix_says_the_language_of_its_words(client, made, draft):
    engine.dispatch(draft, by=made.owner)
    place = factories.recipient(draft, made.administrations[0])
    factories.released_answer(made, place)
    in_english(client, made.owner)
    one = f"/remissrundor/{draft.public_id}/"
    pages = [one, f"{one}svar/{place.public_id}/", f"{one}svar/{place.public_id}/1/"]
    words = {"Enkel kontakt", "Lyhördhet", "Vad saknas?", "Tillstyrker", "Har synpunkter", TITLE}
    assert_swedish(client, [*pages, "/"], words)
    assert ("en", "No position") in spoken(client, one)


def test_whoever_answers_meets_the_draft_in_its_language(client, made, draft):
    engine.dispatch(draft, by=made.owner)
    place = factories.recipient(draft, made.administrations[0])
    in_english(client, made.representative(place.unit))
    assert_swedish(client, [f"/svar/{place.public_id}/"], {"Enkel kontakt", "Svara gärna.", TITLE})
    answer = factories.begun_answer(made, place)
    row = answer.items.first()
    pages = [
        f"/svar/{place.public_id}/",
        f"/svar/{place.public_id}/granska/",
        f"/svar/{place.public_id}/utskrift/",
        f"/svar/{place.public_id}/rad/{row.pk}/kollega/",
    ]
    assert_swedish(client, pages, DRAFT_WORDS | ASKED | {TITLE})


def test_the_register_is_in_swedish(client, made, draft):
    engine.dispatch(draft, by=made.owner)
    in_english(client, made.owner)
    case, document = draft.case, Document.objects.get(case=draft.case, kind="referral")
    pages = [f"/arenden/{case.public_id}/", f"/handlingar/{document.public_id}/", "/diarium/"]
    assert_swedish(client, pages, {TITLE})
