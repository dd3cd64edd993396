"""Deleting a user would delete Viewflow tasks and leave history without an actor."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION refuse_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER users_are_deactivated_not_deleted BEFORE DELETE ON organisation_user
    FOR EACH ROW EXECUTE FUNCTION refuse_deletion();
"""
BACKWARDS = """
DROP TRIGGER users_are_deactivated_not_deleted ON organisation_user;
DROP FUNCTION refuse_deletion();
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
