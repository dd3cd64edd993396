"""Who opened something of a marked case is kept for good."""

from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION refuse_change_of_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'who opened a marked case is kept for good' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER opening_stays BEFORE UPDATE OR DELETE ON cases_opening
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_opening();
"""
BACKWARDS = """
DROP TRIGGER opening_stays ON cases_opening;
DROP FUNCTION refuse_change_of_opening();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0023_elections_are_drawn'),
    ]

    operations = [
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_id', models.BigIntegerField()),
                ('user_id', models.BigIntegerField()),
                ('what', models.CharField(max_length=20)),
                ('what_id', models.BigIntegerField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['case_id', 'id'], name='opening_of_case')],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
