"""What was registered, frozen, approved or given stays so: not only its parts, but the row that says it."""

from django.db import migrations

FORWARDS = """
CREATE OR REPLACE FUNCTION refuse_change_of_number() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    fixed text[] := CASE TG_TABLE_NAME
        WHEN 'cases_case' THEN ARRAY['diary_id', 'year', 'sequence', 'number', 'registered_at']
        ELSE ARRAY['case_id', 'number_in_case', 'registered_at'] END;
    field text;
BEGIN
    IF TG_OP = 'DELETE' AND OLD.registered_at IS NOT NULL THEN
        RAISE EXCEPTION 'registered rows of % are never deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.registered_at IS NOT NULL THEN
        FOREACH field IN ARRAY fixed LOOP
            IF to_jsonb(NEW) -> field IS DISTINCT FROM to_jsonb(OLD) -> field THEN
                RAISE EXCEPTION 'a registration is never undone in %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
            END IF;
        END LOOP;
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION refuse_change_of_frozen_wording() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_documentversion v WHERE v.frozen_at IS NOT NULL
               AND (TG_OP <> 'INSERT' AND v.id = OLD.version_id OR TG_OP <> 'DELETE' AND v.id = NEW.version_id)) THEN
        RAISE EXCEPTION 'the wording of a frozen version never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER frozen_wording_gets_nothing_more BEFORE INSERT ON cases_sectionversion
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_frozen_wording();

CREATE FUNCTION refuse_thaw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.frozen_at IS NOT NULL THEN
        RAISE EXCEPTION 'a frozen version never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER frozen_version_stays BEFORE UPDATE OR DELETE ON cases_documentversion
    FOR EACH ROW EXECUTE FUNCTION refuse_thaw();

CREATE OR REPLACE FUNCTION refuse_change_of_released_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_answer a WHERE a.state IN ('released', 'abstained')
               AND (TG_OP <> 'INSERT' AND a.id = OLD.answer_id OR TG_OP <> 'DELETE' AND a.id = NEW.answer_id)) THEN
        RAISE EXCEPTION 'a released answer never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER released_answer_gets_no_attachment BEFORE INSERT ON cases_answerattachment
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_released_answer();

CREATE FUNCTION refuse_taking_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('released', 'abstained') AND (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) THEN
        RAISE EXCEPTION 'a released answer never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER released_answer_stays BEFORE UPDATE OR DELETE ON cases_answer
    FOR EACH ROW EXECUTE FUNCTION refuse_taking_back();

CREATE FUNCTION refuse_change_of_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an approval never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER approval_stays BEFORE UPDATE OR DELETE ON cases_approval
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_approval();
"""
BACKWARDS = """
DROP TRIGGER approval_stays ON cases_approval;
DROP FUNCTION refuse_change_of_approval();
DROP TRIGGER released_answer_stays ON cases_answer;
DROP FUNCTION refuse_taking_back();
DROP TRIGGER released_answer_gets_no_attachment ON cases_answerattachment;
DROP TRIGGER frozen_version_stays ON cases_documentversion;
DROP FUNCTION refuse_thaw();
DROP TRIGGER frozen_wording_gets_nothing_more ON cases_sectionversion;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_work_open_by_seat")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
