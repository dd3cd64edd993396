"""The cards of steering documents: hierarchy, relations and reviews."""

import django.db.models.deletion
import ledger.public_id
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0013_assignments_are_waited_for'),
        ('directives', '0006_processes_needs_nominations'),
        ('organisation', '0002_users_are_never_deleted'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SteeringCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('kind', models.CharField(blank=True, choices=[('principles', 'principer'), ('strategy', 'strategi'), ('policy', 'policy'), ('plan', 'plan'), ('guideline', 'riktlinje'), ('agreement', 'överenskommelse'), ('routine', 'rutin')], max_length=12)),
                ('review_every_months', models.PositiveSmallIntegerField(null=True)),
                ('review_due_on', models.DateField(null=True)),
                ('review_ask_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('edition', models.PositiveIntegerField(default=0)),
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='steering_card', to='cases.document')),
                ('ended_decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.decision')),
                ('ended_earlier', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.earlierdecision')),
                ('ended_item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.agendaitem')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='below', to='directives.steeringcard')),
                ('process', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='steering_cards', to='directives.process')),
                ('replaced_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='directives.steeringcard')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
            ],
            options={
                'ordering': ['document__title', 'id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='card_is_not_below_itself'),
                    models.CheckConstraint(condition=models.Q(('replaced_by__isnull', True), models.Q(('replaced_by', models.F('id')), _negated=True), _connector='OR'), name='card_does_not_replace_itself'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_decision__isnull', True), ('ended_earlier__isnull', True), ('ended_item__isnull', True), ('ended_on__isnull', True), ('replaced_by__isnull', True)), models.Q(('ended_on__isnull', False), models.Q(('replaced_by__isnull', False), ('ended_item__isnull', False), ('ended_decision__isnull', False), ('ended_earlier__isnull', False), _connector='OR')), _connector='OR'), name='ended_card_says_when_and_why'),
                    models.CheckConstraint(condition=models.Q(models.Q(('ended_decision__isnull', True), ('ended_item__isnull', True)), models.Q(('ended_earlier__isnull', True), ('ended_item__isnull', True)), models.Q(('ended_decision__isnull', True), ('ended_earlier__isnull', True)), _connector='OR'), name='card_ends_by_one_decision'),
                    models.CheckConstraint(condition=models.Q(models.Q(('review_ask_on__isnull', True), ('review_due_on__isnull', True)), models.Q(('review_ask_on__isnull', False), ('review_due_on__gte', models.F('review_ask_on'))), _connector='OR'), name='review_is_asked_for_before_it_is_due'),
                    models.CheckConstraint(condition=models.Q(('review_every_months__isnull', True), ('review_every_months__gte', 1), _connector='OR'), name='review_comes_after_a_month_or_more'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SteeringRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('implements', 'genomför'), ('complements', 'kompletterar'), ('specifies', 'preciserar'), ('refers', 'hänvisar till')], max_length=12)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='directives.steeringcard')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='related_from', to='directives.steeringcard')),
            ],
            options={
                'ordering': ['kind', 'id'],
                'constraints': [
                    models.UniqueConstraint(fields=('source', 'target', 'kind'), name='one_relation_of_each_kind'),
                    models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='relation_is_to_another_card'),
                ],
            },
        ),
        migrations.CreateModel(
            name='SteeringReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('unchanged', 'gäller oförändrat'), ('revise', 'ska revideras'), ('repeal', 'ska upphävas')], max_length=12)),
                ('reason', models.TextField()),
                ('due_on', models.DateField(null=True)),
                ('next_on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('card', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='directives.steeringcard')),
                ('round', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.referralround')),
            ],
            options={
                'ordering': ['-id'],
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('round__isnull', True), ('outcome', 'revise'), _connector='OR'), name='only_a_revision_begins_a_round'),
                    models.UniqueConstraint(fields=('round',), name='a_round_revises_one_document'),
                ],
            },
        ),
        migrations.AddIndex(
            model_name='steeringcard',
            index=models.Index(condition=models.Q(('ended_on__isnull', True)), fields=['review_ask_on'], name='steering_to_ask_about'),
        ),
    ]
