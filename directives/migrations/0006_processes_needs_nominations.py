"""Parts of processes, who keeps the map, questions and needs, nominations; who led and what was asked stays."""

import django.core.validators
import django.db.models.deletion
import ledger.public_id
from django.conf import settings
from django.db import migrations, models

GUARDS = """
CREATE FUNCTION refuse_change_of_process_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.end_reason <> ''
       OR (NEW.process_id, NEW.user_id, NEW.title, NEW.starts_on)
          IS DISTINCT FROM (OLD.process_id, OLD.user_id, OLD.title, OLD.starts_on) THEN
        RAISE EXCEPTION 'who led a process never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER process_owner_stays BEFORE UPDATE OR DELETE ON directives_processowner
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_process_owner();

CREATE FUNCTION refuse_change_of_need() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.text, NEW.kind, NEW.process_id, NEW.asker_id, NEW.asker_name, NEW.asked_at)
       IS DISTINCT FROM (OLD.text, OLD.kind, OLD.process_id, OLD.asker_id, OLD.asker_name, OLD.asked_at)
       OR (OLD.state IN ('answered', 'closed') AND NEW.answer <> OLD.answer) THEN
        RAISE EXCEPTION 'what was asked and answered never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER need_stays BEFORE UPDATE OR DELETE ON directives_need
    FOR EACH ROW EXECUTE FUNCTION refuse_change_of_need();
"""
BACKWARDS = """
DROP TRIGGER need_stays ON directives_need;
DROP FUNCTION refuse_change_of_need();
DROP TRIGGER process_owner_stays ON directives_processowner;
DROP FUNCTION refuse_change_of_process_owner();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_assignments_are_waited_for'),
        ('directives', '0005_assignments'),
        ('organisation', '0002_users_are_never_deleted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='process',
            name='keeper',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit'),
        ),
        migrations.AddField(
            model_name='processowner',
            name='end_reason',
            field=models.TextField(blank=True),
        ),
        migrations.CreateModel(
            name='NominationRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('seats', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(20)])),
                ('text', models.TextField(blank=True)),
                ('due_on', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('network', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nomination_requests', to='directives.process')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('seats__gte', 1), ('seats__lte', 20)), name='a_sensible_number_of_seats'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Nomination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('state', models.CharField(choices=[('asked', 'väntar på förvaltningen'), ('given', 'väntar på processägaren'), ('accepted', 'godkänd'), ('withdrawn', 'återtagen')], default='asked', max_length=9)),
                ('note', models.TextField(blank=True)),
                ('reply', models.TextField(blank=True)),
                ('given_at', models.DateTimeField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('starts_on', models.DateField(null=True)),
                ('given_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='directives.nominationrequest')),
            ],
            options={
                'ordering': ['unit__name', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('request', 'unit'), name='one_nomination_per_unit_asked'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['given', 'accepted']), _negated=True), models.Q(('given_at__isnull', False), ('given_by__isnull', False)), _connector='OR'), name='nomination_is_given_by_somebody'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['accepted', 'withdrawn']), ('settled_at__isnull', False), ('settled_by__isnull', False)), models.Q(('state__in', ['asked', 'given']), ('settled_at__isnull', True), ('settled_by__isnull', True)), _connector='OR'), name='nomination_is_settled_by_somebody'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), ('starts_on__isnull', False), _connector='OR'), name='accepted_from_a_day'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Nominee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=200)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('seated_on', models.DateField(null=True)),
                ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominees', to='directives.nomination')),
                ('replaces', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [
                    models.UniqueConstraint(condition=models.Q(('user__isnull', False)), fields=('nomination', 'user'), name='nominated_once'),
                    models.CheckConstraint(condition=models.Q(('user__isnull', False), models.Q(('name', ''), _negated=True), _connector='OR'), name='nominee_is_somebody'),
                    models.CheckConstraint(condition=models.Q(('seated_on__isnull', True), ('user__isnull', False), _connector='OR'), name='a_seat_needs_a_log_in'),
                ],
            },
        ),
        migrations.CreateModel(
            name='ProcessPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('vacancy', models.CharField(blank=True, choices=[('', 'har ägare'), ('inquiry', 'under utredning'), ('appointing', 'under tillsättning')], default='', max_length=12)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='directives.process')),
            ],
            options={
                'ordering': ['position', 'name'],
                'constraints': [
                    models.UniqueConstraint(fields=('process', 'name'), name='one_part_of_a_process_by_each_name'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('kind', models.CharField(choices=[('question', 'fråga'), ('need', 'behov')], default='question', max_length=8)),
                ('text', models.TextField()),
                ('asker_name', models.CharField(blank=True, max_length=200)),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('new', 'väntar på svar'), ('answered', 'besvarat'), ('merged', 'sammanfört med ett annat'), ('routed', 'lämnat vidare'), ('turned', 'lett vidare'), ('closed', 'avslutat utan svar')], default='new', max_length=8)),
                ('answer', models.TextField(blank=True)),
                ('routed_words', models.CharField(blank=True, max_length=200)),
                ('settled_at', models.DateTimeField(null=True)),
                ('asker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asker_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('assignment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='directives.assignment')),
                ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='directives.need')),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='directives.process')),
                ('round', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='cases.referralround')),
                ('routed_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('part', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='directives.processpart')),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True), ('state', 'new')), models.Q(models.Q(('state', 'new'), _negated=True), ('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='need_is_settled_by_somebody'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['answered', 'closed']), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='need_has_its_answer'),
                    models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into__isnull', True)), _connector='OR'), name='need_is_merged_into_one'),
                    models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('pk')), _negated=True), _connector='OR'), name='need_is_not_its_own_twin'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'routed'), _negated=True), ('routed_unit__isnull', False), models.Q(('routed_words', ''), _negated=True), _connector='OR'), name='need_is_routed_to_somebody'),
                    models.CheckConstraint(condition=models.Q(models.Q(('state', 'turned'), _negated=True), ('round__isnull', False), ('assignment__isnull', False), _connector='OR'), name='need_is_turned_into_something'),
                ],
            },
        ),
        migrations.AddField(
            model_name='processowner',
            name='part',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owners', to='directives.processpart'),
        ),
        migrations.AddConstraint(
            model_name='processowner',
            constraint=models.CheckConstraint(condition=models.Q(('user__isnull', False), models.Q(('title', ''), _negated=True), _connector='OR'), name='process_owner_is_somebody'),
        ),
        migrations.AddConstraint(
            model_name='processowner',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on__isnull', True), ('user__isnull', False)), fields=('process', 'part', 'user'), name='one_open_ownership_per_person', nulls_distinct=False),
        ),
        migrations.RunSQL(GUARDS, BACKWARDS),
    ]
