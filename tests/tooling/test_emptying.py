"""After a test which committed the tables hold what they held before it."""

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from cases.models import ReferralRound
from ledger.models import Event
from tests import emptying, factories

pytestmark = pytest.mark.django_db(transaction=True)


def rows():
    """Every table that holds something, with how much."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return {table: count for table, count in found.items() if count}


def furnished():
    return {
        "django_migrations": rows()["django_migrations"],
        "django_content_type": ContentType.objects.count(),
        "auth_permission": Permission.objects.count(),
    }


@pytest.mark.parametrize("turn", ["first", "again"])
def test_a_whole_round_is_gone_with_its_events_and_its_guards_are_back(turn):
    emptying.empty()
    expected = furnished()
    factories.closed_round(factories.world())
    assert Event.objects.count() > 20
    guards = guards_on()
    emptying.empty()
    assert rows() == expected
    assert guards_on() == guards


def test_a_permission_taken_away_comes_back():
    emptying.empty()
    expected = furnished()
    Permission.objects.filter(content_type=ContentType.objects.get_for_model(ReferralRound)).delete()
    emptying.empty()
    assert furnished() == expected


def guards_on():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal"
            " ORDER BY 1, 2"
        )
        return cursor.fetchall()
