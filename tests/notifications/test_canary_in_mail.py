"""Words put into answers that are not given are looked for in every mail, whole, as it leaves."""

import pytest
from django.core import mail

from notifications import delivery, relay
from tests.access import world
from tests.notifications.conftest import give_addresses

pytestmark = pytest.mark.django_db


def test_no_mail_holds_a_word_of_an_answer_that_is_not_given():
    world.build()
    give_addresses()
    relay.drain()
    delivery.drain()
    letters = [(sent.subject, sent.body, *(str(part) for part in sent.alternatives)) for sent in mail.outbox]
    assert len(letters) > 10
    found = [word for letter in letters for text in letter for word in world.SECRETS.values() if word in text]
    assert found == []
    assert [text for letter in letters for text in letter[1:] if "Öppet och lämnat." in text] == []
