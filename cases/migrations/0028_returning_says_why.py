"""A § is returned (återremiss) only when it is written what is to be prepared anew, whoever closes it."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION refuse_unreasoned_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM cases_itemtext t
                   WHERE t.item_id = NEW.id AND t.field = 'return' AND btrim(t.text) <> '') THEN
        RAISE EXCEPTION 'a returned paragraph says what is to be prepared anew' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER returned_says_why BEFORE UPDATE ON cases_agendaitem FOR EACH ROW
    WHEN (NEW.state = 'closed' AND NEW.outcome = 'returned' AND OLD.state <> 'closed')
    EXECUTE FUNCTION refuse_unreasoned_return();
"""
BACKWARDS = """
DROP TRIGGER returned_says_why ON cases_agendaitem;
DROP FUNCTION refuse_unreasoned_return();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_orders_are_given_out")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
