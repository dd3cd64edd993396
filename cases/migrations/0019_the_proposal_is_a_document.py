"""An officer's proposal is a document of the item's case, and stays the same document ever after."""

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION refuse_stray_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.proposal_id IS NOT NULL AND NEW.proposal_id IS DISTINCT FROM OLD.proposal_id THEN
        RAISE EXCEPTION 'an item keeps its proposal' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.proposal_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_document d
        WHERE d.id = NEW.proposal_id AND d.kind = 'proposal' AND d.case_id = NEW.case_id) THEN
        RAISE EXCEPTION 'a proposal is a document of the case' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER proposal_is_of_the_case BEFORE INSERT OR UPDATE OF proposal_id, case_id ON cases_agendaitem
    FOR EACH ROW EXECUTE FUNCTION refuse_stray_proposal();
"""
BACKWARDS = """
DROP TRIGGER proposal_is_of_the_case ON cases_agendaitem;
DROP FUNCTION refuse_stray_proposal();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_steering_documents_are_registered")]

    operations = [
        migrations.AddField(
            "agendaitem",
            "proposal",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.document",
            ),
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
