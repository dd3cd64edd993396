"""Mail in English to those who chose it, and Swedish to the others, from the same event."""

from email import message_from_bytes
from email.policy import default

import pytest
from django.core import mail
from django.utils import translation

from notifications import delivery, relay
from notifications.letters import LETTERS, SEALED
from organisation.models import User

pytestmark = pytest.mark.django_db

WORDS = ("subject", "heading", "sentence", "todo", "button")


def test_it_is_written_in_the_persons_own_language(region, place):
    User.objects.filter(username="skas.rep").update(language="en")
    relay.drain()
    delivery.drain()
    sent = [message_from_bytes(each.message().as_bytes(), policy=default) for each in mail.outbox]
    in_english, in_swedish = sorted(sent, key=lambda message: message["Content-Language"])
    assert in_english["Subject"].startswith(f"{place.round.case.number}: answer by ")
    assert in_english["Subject"].endswith(" – Styrande principer")
    text, html = (in_english.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "wants to know what SkaS thinks of “Styrande principer”" in text
    assert "Last day to answer: " in text
    assert '<html lang="en">' in html
    assert "Öppna" not in text + html
    plain = in_swedish.get_body(("plain",)).get_content()
    assert plain.startswith("Ni har fått en remissrunda att svara på")


def test_every_word_of_every_letter_has_its_english():
    words = [getattr(letter, name) for letter in (*LETTERS.values(), SEALED) for name in WORDS]
    with translation.override("sv"):
        swedish = [str(word) for word in words]
    with translation.override("en"):
        same = [text for text, word in zip(swedish, words, strict=True) if text and str(word) == text]
    assert same == []
