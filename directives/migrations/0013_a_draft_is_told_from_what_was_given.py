from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directives', '0012_what_is_adopted_stays_adopted'),
    ]

    operations = [
        migrations.AddField(
            model_name='assignmentversion',
            name='savers',
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name='need',
            name='state',
            field=models.CharField(choices=[('new', 'väntar på svar'), ('answered', 'besvarat'), ('merged', 'sammanfört med ett annat'), ('routed', 'lämnat vidare'), ('drafting', 'under beredning'), ('turned', 'lett vidare'), ('closed', 'avslutat utan svar')], default='new', max_length=8),
        ),
        migrations.RemoveConstraint(
            model_name='need',
            name='need_is_turned_into_something',
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['drafting', 'turned']), _negated=True), ('round__isnull', False), ('assignment__isnull', False), _connector='OR'), name='need_is_turned_into_something'),
        ),
    ]
