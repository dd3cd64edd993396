"""Those who took part in a closed § stay as they were written down, until it is opened again."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION refuse_change_of_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_agendaitem i WHERE i.state = 'closed' AND i.id IN
               ((to_jsonb(OLD) ->> 'item_id')::bigint, (to_jsonb(NEW) ->> 'item_id')::bigint)) THEN
        RAISE EXCEPTION 'a closed paragraph keeps its people' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER closed_keeps_its_people BEFORE INSERT OR UPDATE OR DELETE ON cases_participation
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_people();
"""
BACKWARDS = """
DROP TRIGGER closed_keeps_its_people ON cases_participation;
DROP FUNCTION refuse_change_of_people();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_the_proposal_is_a_document")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
