"""Rounds that were compiled when compiling was the last step go on to be weighed."""

from django.db import migrations

FORWARDS = """
CREATE TEMPORARY TABLE ended ON COMMIT DROP AS
SELECT process.process_ptr_id AS process, round.*
FROM workflows_roundprocess AS process
JOIN viewflow_process AS viewflow ON viewflow.id = process.process_ptr_id
JOIN cases_referralround AS round ON round.id = process.round_id
WHERE round.state = 'compiled' AND viewflow.status = 'DONE';

INSERT INTO viewflow_task (flow_task, flow_task_type, status, created, token, process_id, data)
SELECT 'workflows/flows.round.RoundFlow.weigh_comments', 'HUMAN', 'NEW', now(), 'start', process, '{}' FROM ended;

UPDATE viewflow_process SET status = 'NEW', finished = NULL WHERE id IN (SELECT process FROM ended);

INSERT INTO cases_workitem (kind, unit_id, role, case_id, target_type, target_id, target_public_id, title, created_at)
SELECT 'weigh', unit_id, holder.role, case_id, 'referralround', id, public_id, title, now()
FROM ended, unnest(ARRAY['process_owner', 'officer']) AS holder(role)
ON CONFLICT DO NOTHING;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_a_letter_keeps_its_words"),
        ("viewflow", "0015_task_scheduled"),
        ("workflows", "0002_an_answer_has_its_own_process"),
    ]

    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
