"""A change of taker is a row of its own: nothing else changes until whoever is asked has said yes."""

import django.db.models.deletion
import ledger.public_id
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directives', '0013_a_draft_is_told_from_what_was_given'),
        ('organisation', '0003_a_substitution_is_ended'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Transfer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=ledger.public_id.new_public_id, editable=False, max_length=26, unique=True)),
                ('to_title', models.CharField(blank=True, max_length=200)),
                ('reason', models.TextField()),
                ('asked_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('asked', 'väntar på svar'), ('accepted', 'tog över'), ('declined', 'tackade nej'), ('withdrawn', 'tillbakatagen'), ('lapsed', 'gäller inte längre')], default='asked', max_length=10)),
                ('answer', models.TextField(blank=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('assignment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='transfers', to='directives.assignment')),
                ('from_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('from_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit')),
                ('to_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-asked_at', '-id'],
                'indexes': [models.Index(condition=models.Q(('from_user__isnull', False)), fields=['from_user'], name='had_by_person_before'), models.Index(condition=models.Q(('from_unit__isnull', False)), fields=['from_unit'], name='had_by_unit_before')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('assignment',), name='one_transfer_at_a_time'), models.CheckConstraint(condition=models.Q(('to_user__isnull', False), ('to_unit__isnull', False), _connector='OR'), name='transfer_asks_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('answered_by__isnull', True), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_at__isnull', False)), _connector='OR'), name='answered_transfer_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), models.Q(('from_user__isnull', False), ('from_unit__isnull', False), _connector='OR')), models.Q(models.Q(('state', 'accepted'), _negated=True), ('from_unit__isnull', True), ('from_user__isnull', True)), _connector='OR'), name='who_had_it_is_known_when_it_moved')],
            },
        ),
    ]
