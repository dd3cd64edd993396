"""A frozen wording, a given number and a registered row cannot be changed by any code at all."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION refuse_change_of_frozen_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_documentversion v WHERE v.id = OLD.version_id AND v.frozen_at IS NOT NULL) THEN
        RAISE EXCEPTION 'the wording of a frozen version never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER frozen_wording_stays BEFORE UPDATE OR DELETE ON cases_sectionversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_wording();

CREATE FUNCTION refuse_change_of_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.registered_at IS NOT NULL THEN
        RAISE EXCEPTION 'registered rows of % are never deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.registered_at IS NOT NULL
       AND (NEW.registered_at IS DISTINCT FROM OLD.registered_at) THEN
        RAISE EXCEPTION 'a registration is never undone in %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER registered_case_stays BEFORE UPDATE OR DELETE ON cases_case
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_number();
CREATE TRIGGER registered_document_stays BEFORE UPDATE OR DELETE ON cases_document
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_number();

CREATE FUNCTION refuse_change_of_released_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_answer a WHERE a.id = OLD.answer_id AND a.state IN ('released', 'abstained')) THEN
        RAISE EXCEPTION 'a released answer never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER released_item_stays BEFORE UPDATE OR DELETE ON cases_answeritem
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_released_answer();
CREATE TRIGGER released_attachment_stays BEFORE UPDATE OR DELETE ON cases_answerattachment
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_released_answer();
"""
BACKWARDS = """
DROP TRIGGER released_attachment_stays ON cases_answerattachment;
DROP TRIGGER released_item_stays ON cases_answeritem;
DROP FUNCTION refuse_change_of_released_answer();
DROP TRIGGER registered_document_stays ON cases_document;
DROP TRIGGER registered_case_stays ON cases_case;
DROP FUNCTION refuse_change_of_number();
DROP TRIGGER frozen_wording_stays ON cases_sectionversion;
DROP FUNCTION refuse_change_of_frozen_wording();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
