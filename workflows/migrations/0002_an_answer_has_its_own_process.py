"""A replaced answer has a process of its own: the process belongs to the answer, not to its place."""

import django.db.models.deletion
from django.db import migrations, models

FORWARDS = """
UPDATE workflows_answerprocess process SET answer_id = party.answer_id
FROM cases_answerparty party WHERE party.recipient_id = process.recipient_id AND party.current
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_what_was_weighed_stays_weighed"),
        ("workflows", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="answerprocess",
            name="recipient",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.recipient"
            ),
        ),
        migrations.AddField(
            model_name="answerprocess",
            name="answer",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="process",
                to="cases.answer",
            ),
        ),
        migrations.RunSQL(FORWARDS, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="answerprocess",
            name="answer",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="process", to="cases.answer"
            ),
        ),
    ]
