"""Assignments, how they go, and the work of a staff; what was given or told stays as it was."""

import django.contrib.postgres.fields
import django.db.models.deletion
import ledger.public_id
from django.conf import settings
from django.db import migrations, models


GUARDS = """
CREATE FUNCTION refuse_change_of_assignment_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['acknowledged_at', 'acknowledged_by_id', 'document_id'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
       OR (OLD.acknowledged_at IS NOT NULL AND NEW.acknowledged_at IS DISTINCT FROM OLD.acknowledged_at)
       OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id) THEN
        RAISE EXCEPTION 'a given wording never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER given_wording_stays BEFORE UPDATE OR DELETE ON directives_assignmentversion
    FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_change_of_assignment_version();

CREATE FUNCTION refuse_change_of_status_report() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['answer', 'comment', 'answered_at', 'answered_by_id', 'document_id'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.answer <> '' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
       OR (OLD.document_id IS NOT NULL AND NEW.document_id IS DISTINCT FROM OLD.document_id) THEN
        RAISE EXCEPTION 'what was reported never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER report_stays BEFORE UPDATE OR DELETE ON directives_statusreport
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_status_report();

CREATE FUNCTION refuse_change_of_situation_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.document_id IS NOT NULL
       OR to_jsonb(NEW) - 'document_id' <> to_jsonb(OLD) - 'document_id' THEN
        RAISE EXCEPTION 'what was sent never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER situation_report_stays BEFORE UPDATE OR DELETE ON directives_situationreport
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_situation_report();

CREATE FUNCTION refuse_change_of_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.offered_at IS NOT NULL THEN
            RAISE EXCEPTION 'what was offered is kept' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF OLD.state IN ('fulfilled', 'withdrawn') AND NEW.state = OLD.state
       AND to_jsonb(NEW) - '{root_id,taker_case_id}'::text[] <> to_jsonb(OLD) - '{root_id,taker_case_id}'::text[] THEN
        RAISE EXCEPTION 'what has ended is opened again before it changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.offered_at IS NOT NULL AND NEW.state <> 'drafted' AND NEW.case_id <> OLD.case_id THEN
        RAISE EXCEPTION 'what was offered keeps its case' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER given_assignment_stays BEFORE UPDATE OR DELETE ON directives_assignment
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_assignment();

CREATE FUNCTION refuse_loop_of_assignments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        WITH RECURSIVE above(id, parent_id) AS (
            SELECT a.id, a.parent_id FROM directives_assignment a WHERE a.id = NEW.parent_id
            UNION SELECT a.id, a.parent_id FROM directives_assignment a JOIN above ON a.id = above.parent_id
        ) SELECT 1 FROM above WHERE id = NEW.id
    ) THEN
        RAISE EXCEPTION 'no assignment stands below itself' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assignments_make_no_loop BEFORE INSERT OR UPDATE OF parent_id ON directives_assignment
    FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_loop_of_assignments();
"""
UNGUARDED = """
DROP TRIGGER assignments_make_no_loop ON directives_assignment;
DROP TRIGGER given_assignment_stays ON directives_assignment;
DROP TRIGGER situation_report_stays ON directives_situationreport;
DROP TRIGGER report_stays ON directives_statusreport;
DROP TRIGGER given_wording_stays ON directives_assignmentversion;
DROP FUNCTION refuse_loop_of_assignments();
DROP FUNCTION refuse_change_of_assignment();
DROP FUNCTION refuse_change_of_situation_report();
DROP FUNCTION refuse_change_of_status_report();
DROP FUNCTION refuse_change_of_assignment_version();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_assignments_are_waited_for'),
        ('directives', '0004_a_paragraph_makes_a_document_valid'),
        ('organisation', '0002_users_are_never_deleted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('kind', models.CharField(choices=[('assignment', 'uppdrag'), ('workstream', 'delström')], default='assignment', max_length=12)),
                ('giver_title', models.CharField(blank=True, max_length=200)),
                ('taker_title', models.CharField(blank=True, max_length=200)),
                ('title', models.CharField(max_length=300)),
                ('appoints', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('drafted', 'utkast'), ('offered', 'väntar på svar'), ('declined', 'inte mottaget'), ('under_way', 'pågår'), ('reported', 'slutrapporterat'), ('fulfilled', 'fullgjort'), ('withdrawn', 'återtaget')], default='drafted', max_length=12)),
                ('status', models.CharField(blank=True, choices=[('on_track', 'enligt plan'), ('at_risk', 'risk för avvikelse'), ('off_track', 'avviker från plan')], max_length=12)),
                ('status_at', models.DateTimeField(null=True)),
                ('starts_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('due_words', models.CharField(blank=True, max_length=200)),
                ('yearly', models.BooleanField(default=False)),
                ('term', models.PositiveSmallIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('offered_at', models.DateTimeField(null=True)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('paused_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='cases.case')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fulfilled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.point')),
                ('giver_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='directives.assignment')),
                ('paused_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('previous', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='next_term', to='directives.assignment')),
                ('process', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='directives.process')),
                ('root', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directives.assignment')),
                ('taker_case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('taker_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('taker_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undertaking', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='cases.undertaking')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['due_on', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('due_on__isnull', True), ('due_on__gte', models.F('starts_on')), _connector='OR'), name='assignment_is_due_after_it_starts'),
                    models.CheckConstraint(condition=models.Q(('state__in', ['drafted', 'declined', 'withdrawn']), models.Q(('offered_at__isnull', False), ('offered_by__isnull', False), models.Q(('taker_user__isnull', False), ('taker_unit__isnull', False), _connector='OR')), _connector='OR'), name='offered_assignment_has_a_taker'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['under_way', 'reported']), _negated=True), models.Q(('accepted_at__isnull', False), ('accepted_by__isnull', False)), _connector='OR'), name='accepted_assignment_says_who_and_when'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('state__in', ['fulfilled', 'withdrawn'])), models.Q(models.Q(('state__in', ['fulfilled', 'withdrawn']), _negated=True), ('ended_at__isnull', True), ('ended_by__isnull', True)), _connector='OR'), name='ended_assignment_says_when'),
                    models.CheckConstraint(condition=models.Q(models.Q(('paused_at__isnull', True), ('paused_by__isnull', True)), models.Q(('paused_at__isnull', False), ('paused_by__isnull', False), ('state', 'under_way')), _connector='OR'), name='only_what_is_under_way_is_paused'),
                    models.CheckConstraint(condition=models.Q(('fulfilled_by__isnull', True), ('state', 'fulfilled'), _connector='OR'), name='a_point_fulfils_it'),
                    models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='no_assignment_below_itself'),
                    models.CheckConstraint(condition=models.Q(models.Q(('parent__isnull', True), ('root__isnull', True)), models.Q(('parent__isnull', False), ('root__isnull', False)), _connector='OR'), name='a_child_knows_its_root'),
                    models.CheckConstraint(condition=models.Q(('appoints', False), ('process__isnull', False), _connector='OR'), name='appoints_to_a_process'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AssignmentPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('title', models.CharField(max_length=300)),
                ('due_on', models.DateField(null=True)),
                ('made_at', models.DateTimeField()),
                ('done_at', models.DateTimeField(null=True)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='directives.assignment')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by__isnull', True)), models.Q(('done_at__isnull', False), ('done_by__isnull', False)), _connector='OR'), name='done_part_says_who_and_when'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AssignmentTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('description', models.TextField(blank=True)),
                ('responsibilities', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('mandate', models.TextField(blank=True)),
                ('way_of_working', models.TextField(blank=True)),
                ('reporting', models.TextField(blank=True)),
                ('term_words', models.TextField(blank=True)),
                ('made_at', models.DateTimeField()),
                ('retired_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('retired_at__isnull', True)), fields=('unit', 'name'), name='one_template_per_name'),
                ],
            },
        ),
        migrations.CreateModel(
            name='AssignmentVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('description', models.TextField(blank=True)),
                ('responsibilities', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), blank=True, default=list, size=None)),
                ('mandate', models.TextField(blank=True)),
                ('way_of_working', models.TextField(blank=True)),
                ('reporting', models.TextField(blank=True)),
                ('term_words', models.TextField(blank=True)),
                ('starts_on', models.DateField(null=True)),
                ('due_on', models.DateField(null=True)),
                ('due_words', models.CharField(blank=True, max_length=200)),
                ('reason', models.TextField(blank=True)),
                ('editions', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('frozen_at', models.DateTimeField(null=True)),
                ('content_hash', models.CharField(blank=True, max_length=64)),
                ('acknowledged_at', models.DateTimeField(null=True)),
                ('acknowledged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='directives.assignment')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.document')),
                ('frozen_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['number'],
                'constraints': [
                    models.UniqueConstraint(fields=('assignment', 'number'), name='one_assignment_version_per_number'),
                    models.UniqueConstraint(condition=models.Q(('frozen_at__isnull', True)), fields=('assignment',), name='one_assignment_draft'),
                    models.CheckConstraint(condition=models.Q(models.Q(('content_hash', ''), ('frozen_at__isnull', True), ('frozen_by__isnull', True)), models.Q(('frozen_at__isnull', False), ('frozen_by__isnull', False), models.Q(('content_hash', ''), _negated=True)), _connector='OR'), name='frozen_assignment_says_who_when_and_hash'),
                    models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at__isnull', True), ('acknowledged_by__isnull', True)), models.Q(('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False), ('frozen_at__isnull', False)), _connector='OR'), name='only_what_is_frozen_is_acknowledged'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SituationRecipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='situation_recipients', to='directives.assignment')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('unit__isnull', False), ('user__isnull', True)), models.Q(('unit__isnull', True), ('user__isnull', False)), _connector='OR'), name='situation_report_has_one_recipient_a_row'),
                    models.UniqueConstraint(fields=('assignment', 'unit', 'user'), name='one_place_among_the_recipients', nulls_distinct=False),
                ],
            },
        ),
        migrations.CreateModel(
            name='SituationReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('summary', models.TextField(blank=True)),
                ('content', models.JSONField(default=list)),
                ('content_hash', models.CharField(max_length=64)),
                ('sent_at', models.DateTimeField()),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='situation_reports', to='directives.assignment')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.document')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-number'],
                'constraints': [
                    models.UniqueConstraint(fields=('assignment', 'number'), name='one_situation_report_per_number'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StaffFunction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='functions', to='directives.assignment')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(fields=('assignment', 'name'), name='one_function_per_name'),
                ],
            },
        ),
        migrations.CreateModel(
            name='FunctionHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('function', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holders', to='directives.stafffunction')),
            ],
            options={
                'ordering': ['starts_on', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='function_ends_after_it_starts'),
                    models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True)), fields=('function', 'user'), name='one_place_in_a_function'),
                ],
            },
        ),
        migrations.CreateModel(
            name='StatusReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('kind', models.CharField(choices=[('status', 'lägesrapport'), ('final', 'slutrapport')], max_length=8)),
                ('status', models.CharField(blank=True, choices=[('on_track', 'enligt plan'), ('at_risk', 'risk för avvikelse'), ('off_track', 'avviker från plan')], max_length=12)),
                ('happened', models.TextField()),
                ('next_steps', models.TextField(blank=True)),
                ('risk', models.TextField(blank=True)),
                ('decision_needed', models.TextField(blank=True)),
                ('reported_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('approved', 'godkänd'), ('returned', 'återlämnad'), ('answered', 'besvarad')], max_length=8)),
                ('comment', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='directives.assignment')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.document')),
                ('on_behalf_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-reported_at', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='answered_report_says_who_and_when'),
                    models.CheckConstraint(condition=models.Q(('kind', 'final'), models.Q(('status', ''), _negated=True), _connector='OR'), name='status_report_has_a_status'),
                    models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True), ('kind', 'final')), fields=('assignment',), name='one_final_report_waits'),
                ],
            },
        ),
        migrations.CreateModel(
            name='TimeRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('wanted_on', models.DateField()),
                ('reason', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('asked', 'väntar på svar'), ('granted', 'beviljad'), ('refused', 'avslagen')], default='asked', max_length=8)),
                ('granted_on', models.DateField(null=True)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='time_requests', to='directives.assignment')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('assignment',), name='one_wish_for_more_time_at_a_time'),
                    models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='answered_wish_says_who_and_when'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'granted'), _negated=True), ('granted_on__isnull', False), _connector='OR'), name='granted_wish_names_a_day'),
                ],
            },
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['unit', 'state', 'due_on'], name='assignment_by_giver'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['taker_unit', 'state', 'due_on'], name='assignment_by_taker'),
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(fields=['taker_user', 'state', 'due_on'], name='assignment_by_person'),
        ),
        migrations.AddIndex(
            model_name='statusreport',
            index=models.Index(fields=['assignment', '-reported_at'], name='latest_report'),
        ),
        migrations.RunSQL(GUARDS, UNGUARDED),
    ]
