"""Who marked a case as secret, by what and why; what was said of it is kept as it was said."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

FORWARDS = """
CREATE FUNCTION refuse_change_of_secrecy_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was said of the secrecy of a case never changes' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER secrecy_entry_stays BEFORE UPDATE OR DELETE ON cases_secrecyentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_secrecy_entry();

CREATE FUNCTION refuse_other_mark() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    told bigint := COALESCE((to_jsonb(NEW) ->> 'case_id')::bigint, NEW.id);
    entry cases_secrecyentry;
BEGIN
    SELECT * INTO entry FROM cases_secrecyentry e WHERE e.case_id = told ORDER BY e.id DESC LIMIT 1;
    IF FOUND AND NOT EXISTS (
        SELECT 1 FROM cases_case c WHERE c.id = told AND c.secrecy_provision = entry.provision
        AND c.secrecy_on IS NOT DISTINCT FROM CASE WHEN entry.provision <> '' THEN entry."on" END) THEN
        RAISE EXCEPTION 'a case bears the mark that was last entered' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER case_bears_its_last_mark AFTER INSERT ON cases_secrecyentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_other_mark();
CREATE CONSTRAINT TRIGGER mark_is_entered AFTER UPDATE OF secrecy_provision, secrecy_on ON cases_case
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse_other_mark();
"""
BACKWARDS = """
DROP TRIGGER mark_is_entered ON cases_case;
DROP TRIGGER case_bears_its_last_mark ON cases_secrecyentry;
DROP FUNCTION refuse_other_mark();
DROP TRIGGER secrecy_entry_stays ON cases_secrecyentry;
DROP FUNCTION refuse_change_of_secrecy_entry();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_assignments_are_waited_for'),
        ('organisation', '0002_users_are_never_deleted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SecrecyEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('provision', models.CharField(blank=True, max_length=80)),
                ('reason', models.TextField()),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('readers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='secrecy_entries', to='cases.case')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='secrecy_entry_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('provision', ''), _negated=True), ('readers', []), _connector='OR'), name='lifted_mark_needs_no_readers')],
            },
        ),
        migrations.RunSQL(FORWARDS, BACKWARDS),
    ]
