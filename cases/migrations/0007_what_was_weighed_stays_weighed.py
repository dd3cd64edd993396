"""A given answer can only be replaced or withdrawn; a closed weighing, an endorsement and a decision stay."""

from django.db import migrations

FORWARDS = """
UPDATE cases_referralround SET reminder_days = '{}' WHERE state <> 'draft';

CREATE OR REPLACE FUNCTION refuse_change_of_released_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_answer a WHERE a.state IN ('released', 'abstained', 'replaced', 'withdrawn')
               AND (TG_OP <> 'INSERT' AND a.id = OLD.answer_id OR TG_OP <> 'DELETE' AND a.id = NEW.answer_id)) THEN
        RAISE EXCEPTION 'a released answer never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION refuse_taking_back() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ending text[] := ARRAY['state', 'ended_at', 'ended_by_id', 'end_reason'];
BEGIN
    IF OLD.state IN ('released', 'abstained') AND TG_OP = 'UPDATE' AND NEW.state IN ('replaced', 'withdrawn')
       AND to_jsonb(NEW) - ending = to_jsonb(OLD) - ending THEN
        RETURN NEW;
    END IF;
    IF OLD.state IN ('released', 'abstained', 'replaced', 'withdrawn')
       AND (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) THEN
        RAISE EXCEPTION 'a released answer never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION refuse_change_after_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_referralround r WHERE r.state IN ('closed', 'decided')
               AND (TG_OP <> 'INSERT' AND r.id = OLD.round_id OR TG_OP <> 'DELETE' AND r.id = NEW.round_id)) THEN
        RAISE EXCEPTION 'a closed weighing never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER closed_comment_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_comment
    FOR EACH ROW EXECUTE FUNCTION refuse_change_after_closing();
CREATE TRIGGER closed_disposition_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_disposition
    FOR EACH ROW EXECUTE FUNCTION refuse_change_after_closing();
CREATE TRIGGER closed_read_mark_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_readmark
    FOR EACH ROW EXECUTE FUNCTION refuse_change_after_closing();

CREATE FUNCTION refuse_loss_of_comment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.number IS NOT NULL
       OR TG_OP = 'UPDATE' AND OLD.number IS NOT NULL AND NEW.number IS DISTINCT FROM OLD.number THEN
        RAISE EXCEPTION 'a comment keeps its number and is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER numbered_comment_stays BEFORE UPDATE OR DELETE ON cases_comment
    FOR EACH ROW EXECUTE FUNCTION refuse_loss_of_comment();

CREATE FUNCTION refuse_change_of_endorsement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an endorsement or a late change never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER endorsement_stays BEFORE UPDATE OR DELETE ON cases_endorsement
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_endorsement();
CREATE TRIGGER late_change_stays BEFORE UPDATE OR DELETE ON cases_latechange
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_endorsement();

CREATE FUNCTION refuse_change_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.registered_at IS NOT NULL AND (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) THEN
        RAISE EXCEPTION 'a decision never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE ON cases_decision
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_decision();
"""
BACKWARDS = """
DROP TRIGGER decision_stays ON cases_decision;
DROP FUNCTION refuse_change_of_decision();
DROP TRIGGER late_change_stays ON cases_latechange;
DROP TRIGGER endorsement_stays ON cases_endorsement;
DROP FUNCTION refuse_change_of_endorsement();
DROP TRIGGER numbered_comment_stays ON cases_comment;
DROP FUNCTION refuse_loss_of_comment();
DROP TRIGGER closed_read_mark_stays ON cases_readmark;
DROP TRIGGER closed_disposition_stays ON cases_disposition;
DROP TRIGGER closed_comment_stays ON cases_comment;
DROP FUNCTION refuse_change_after_closing();

CREATE OR REPLACE FUNCTION refuse_change_of_released_answer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM cases_answer a WHERE a.state IN ('released', 'abstained')
               AND (TG_OP <> 'INSERT' AND a.id = OLD.answer_id OR TG_OP <> 'DELETE' AND a.id = NEW.answer_id)) THEN
        RAISE EXCEPTION 'a released answer never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE OR REPLACE FUNCTION refuse_taking_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state IN ('released', 'abstained') AND (TG_OP = 'DELETE' OR NEW IS DISTINCT FROM OLD) THEN
        RAISE EXCEPTION 'a released answer never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_the_round_made_whole")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
