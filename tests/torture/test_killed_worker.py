"""The worker is killed while mail leaves; `make torture` does it ten times as hard."""

import os
from urllib.parse import quote

import pytest
from django.db import connection

from notifications.models import Notice
from torture import mail, world

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

MAILS, KILLS = 60, 5


def environment() -> dict[str, str]:
    """What another process needs to work in the test's own database."""
    entry = connection.settings_dict
    who = f"{quote(entry['USER'])}:{quote(entry['PASSWORD'])}"
    url = f"postgresql://{who}@:{entry['PORT'] or 5432}/{entry['NAME']}?host={quote(entry['HOST'], safe='')}"
    return {
        **os.environ,
        "SAMRAD_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "LOG_LEVEL": "ERROR",
    }


def test_no_mail_is_lost_and_what_comes_again_has_its_name(transactional_db):
    world.round_to(MAILS)
    result = mail.run(MAILS, KILLS, environment())
    assert (result.lost, result.names_changed) == (0, 0)
    assert result.twice <= KILLS
    sent = Notice.objects.filter(channel="mail")
    assert list(sent.values_list("state", flat=True)) == ["sent"] * MAILS
