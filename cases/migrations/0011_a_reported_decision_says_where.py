"""A decision on delegation never changes, except that it is told where it was reported."""

from django.db import migrations

FORWARDS = """
CREATE OR REPLACE FUNCTION refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.registered_at IS NOT NULL
       AND (TG_OP = 'DELETE' OR to_jsonb(NEW) - 'reported_in_id' <> to_jsonb(OLD) - 'reported_in_id') THEN
        RAISE EXCEPTION 'a decision never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""
BACKWARDS = """
CREATE OR REPLACE FUNCTION refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.registered_at IS NOT NULL AND (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) THEN
        RAISE EXCEPTION 'a decision never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_what_is_approved_stays_approved")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
