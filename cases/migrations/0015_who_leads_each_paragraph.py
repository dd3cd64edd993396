"""A § tells who led it: one of those who took part, without jäv, whose vote broke its ties."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = """
CREATE OR REPLACE FUNCTION refuse_conflicted_chair() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_meeting m JOIN cases_disqualification d
               ON d.member_id = COALESCE(NEW.chair_id, m.chair_id)
               WHERE m.id = NEW.meeting_id AND m.state = 'open' AND d.item_id = NEW.id) THEN
        RAISE EXCEPTION 'whoever stands aside does not lead' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION refuse_foreign_casting_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.casting_id IS DISTINCT FROM (SELECT COALESCE(i.chair_id, m.chair_id) FROM cases_agendaitem i
        JOIN cases_meeting m ON m.id = i.meeting_id WHERE i.id = NEW.item_id) THEN
        RAISE EXCEPTION 'a tie is broken by the vote of the chair' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_unled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named text := CASE TG_TABLE_NAME WHEN 'cases_agendaitem' THEN 'id' ELSE 'item_id' END;
    item cases_agendaitem;
BEGIN
    FOR item IN SELECT * FROM cases_agendaitem i WHERE i.state = 'closed' AND i.chair_id IS NOT NULL
        AND i.id IN ((to_jsonb(OLD) ->> named)::bigint, (to_jsonb(NEW) ->> named)::bigint)
    LOOP
        IF NOT EXISTS (SELECT 1 FROM cases_participation p JOIN cases_body b ON b.id = item.body_id
                       WHERE p.item_id = item.id AND p.member_id = item.chair_id
                       AND (p.capacity = 'serving' OR NOT b.decides)) THEN
            RAISE EXCEPTION 'whoever leads a paragraph takes part in it' USING ERRCODE = 'restrict_violation';
        END IF;
        IF EXISTS (SELECT 1 FROM cases_ballot b WHERE b.item_id = item.id AND b.casting_id <> item.chair_id) THEN
            RAISE EXCEPTION 'a tie is broken by the vote of the chair' USING ERRCODE = 'restrict_violation';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER who_leads_takes_part AFTER INSERT OR UPDATE OF state, chair_id ON cases_agendaitem
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'closed' AND NEW.chair_id IS NOT NULL)
    EXECUTE FUNCTION refuse_unled();
CREATE CONSTRAINT TRIGGER who_led_took_part AFTER UPDATE OR DELETE ON cases_participation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_unled();

CREATE TRIGGER agendaitem_is_of_one_body BEFORE INSERT OR UPDATE OF chair_id, body_id ON cases_agendaitem
    FOR EACH ROW WHEN (NEW.chair_id IS NOT NULL) EXECUTE FUNCTION refuse_other_body();
"""


def _as_it_was(name: str) -> str:
    """The function as the migration that made it wrote it."""
    text = import_module("cases.migrations.0012_what_lies_before_the_approvers_stays").FORWARDS
    start = text.index(f" FUNCTION {name}()")
    return "CREATE OR REPLACE" + text[start : text.index("END $$;", start)] + "END $$;\n"


BACKWARDS = (
    """
DROP TRIGGER agendaitem_is_of_one_body ON cases_agendaitem;
DROP TRIGGER who_led_took_part ON cases_participation;
DROP TRIGGER who_leads_takes_part ON cases_agendaitem;
DROP FUNCTION refuse_unled();
"""
    + _as_it_was("refuse_conflicted_chair")
    + _as_it_was("refuse_foreign_casting_vote")
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_secrecy_is_marked_by_somebody")]

    operations = [
        migrations.AddField(
            "agendaitem",
            "chair",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.bodymember",
            ),
        ),
        migrations.AddField("agendaitem", "counted_at", models.DateTimeField(null=True)),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
