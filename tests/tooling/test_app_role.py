"""The application may add and read events; altering them is refused by the database itself."""

import pytest
from django.db import DatabaseError, connection, transaction

from config.app_role import APPEND_ONLY


def execute(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_everybody_connects_as_the_application_role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        assert cursor.fetchone() == ("samrad_app", "samrad_owner")


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("table", APPEND_ONLY)
def test_an_event_cannot_be_altered_or_removed(verb, table):
    with pytest.raises(DatabaseError, match="permission denied for table"):
        execute(verb.format(table))


@pytest.mark.django_db
def test_other_rows_can_be_changed():
    execute("UPDATE django_session SET expire_date = expire_date")


@pytest.mark.django_db
def test_the_application_makes_no_tables():
    with pytest.raises(DatabaseError, match="permission denied for schema"):
        execute("CREATE TABLE mine (id int)")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_a_transactional_test_is_cleaned_up_after(turn):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT count(*) FROM django_session)")
        assert cursor.fetchone() == ("samrad_app", 0)
        cursor.execute("INSERT INTO django_session VALUES ('key', 'data', now())")
