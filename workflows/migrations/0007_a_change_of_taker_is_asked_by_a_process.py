"""The step of whoever is asked to take an assignment over."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directives', '0014_a_change_of_taker_waits_for_its_yes'),
        ('viewflow', '0015_task_scheduled'),
        ('workflows', '0006_revisions_of_plans'),
    ]

    operations = [
        migrations.CreateModel(
            name='TransferProcess',
            fields=[
                ('process_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='viewflow.process')),
                ('transfer', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='process', to='directives.transfer')),
            ],
            options={
                'abstract': False,
            },
            bases=('viewflow.process',),
        ),
    ]
