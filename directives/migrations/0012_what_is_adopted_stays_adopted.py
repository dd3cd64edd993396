"""A plan changes only in its planning version; what was adopted, reported or measured is kept as it was."""

from django.db import migrations

TABLES = (
    "areawording",
    "goalwording",
    "milestonewording",
    "effectwording",
    "indicatorwording",
    "enabling",
    "struckpart",
)

GUARDED = """
CREATE FUNCTION refuse_change_of_kept_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.version_id ELSE NEW.version_id END;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.version_id <> OLD.version_id THEN
        RAISE EXCEPTION 'a wording stays in its version' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (SELECT state FROM directives_planversion WHERE id = wanted) <> 'draft' THEN
        RAISE EXCEPTION 'only a planning version changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION refuse_change_of_plan_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided text[] := ARRAY['state', 'adoption_id', 'valid_from', 'valid_to'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'dropped'
       OR (OLD.state = 'adopted'
           AND (to_jsonb(NEW) - 'valid_to'::text <> to_jsonb(OLD) - 'valid_to'::text))
       OR (OLD.state = 'proposed'
           AND (NEW.state NOT IN ('proposed', 'adopted', 'dropped')
                OR to_jsonb(NEW) - decided <> to_jsonb(OLD) - decided)) THEN
        RAISE EXCEPTION 'a version that was proposed never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_version_stays BEFORE UPDATE OR DELETE ON directives_planversion
    FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_change_of_plan_version();

CREATE FUNCTION refuse_change_of_milestone_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['state', 'return_reason', 'outcome', 'outcome_reason', 'given_at', 'given_by_id'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
       OR NEW.state NOT IN ('given', 'returned')
       OR EXISTS (SELECT 1 FROM directives_followup f WHERE f.id = OLD.follow_up_id AND f.frozen_at IS NOT NULL)
    THEN
        RAISE EXCEPTION 'what was reported never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER milestone_report_stays BEFORE UPDATE OR DELETE ON directives_milestonereport
    FOR EACH ROW WHEN (OLD.state = 'given') EXECUTE FUNCTION refuse_change_of_milestone_report();

CREATE FUNCTION refuse_change_of_follow_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'document_id'::text <> to_jsonb(OLD) - 'document_id'::text
       OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id) THEN
        RAISE EXCEPTION 'a frozen follow-up never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER follow_up_stays BEFORE UPDATE OR DELETE ON directives_followup
    FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_follow_up();

CREATE FUNCTION refuse_change_of_indicator_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.replaced_at IS NOT NULL
       OR to_jsonb(NEW) - 'replaced_at'::text <> to_jsonb(OLD) - 'replaced_at'::text THEN
        RAISE EXCEPTION 'a value is replaced, never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER indicator_value_stays BEFORE UPDATE OR DELETE ON directives_indicatorvalue
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_indicator_value();

CREATE FUNCTION refuse_change_of_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the text of an agreement is locked' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER agreement_stays BEFORE UPDATE ON directives_agreementparagraph
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_agreement();
"""
ON_EACH = [
    f"CREATE TRIGGER kept_plan_stays BEFORE INSERT OR UPDATE OR DELETE ON directives_{table}"
    " FOR EACH ROW EXECUTE FUNCTION refuse_change_of_kept_plan()"
    for table in TABLES
]
OFF_EACH = [f"DROP TRIGGER kept_plan_stays ON directives_{table}" for table in TABLES]

UNGUARDED = """
DROP TRIGGER agreement_stays ON directives_agreementparagraph;
DROP TRIGGER indicator_value_stays ON directives_indicatorvalue;
DROP TRIGGER follow_up_stays ON directives_followup;
DROP TRIGGER milestone_report_stays ON directives_milestonereport;
DROP TRIGGER plan_version_stays ON directives_planversion;
DROP FUNCTION refuse_change_of_agreement();
DROP FUNCTION refuse_change_of_indicator_value();
DROP FUNCTION refuse_change_of_follow_up();
DROP FUNCTION refuse_change_of_milestone_report();
DROP FUNCTION refuse_change_of_plan_version();
DROP FUNCTION refuse_change_of_kept_plan();
"""


class Migration(migrations.Migration):
    dependencies = [("directives", "0011_plans")]

    operations = [migrations.RunSQL(GUARDED, UNGUARDED), migrations.RunSQL(ON_EACH, OFF_EACH)]
