"""A steering document from before is registered as what it is; only the choices change, not the table."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0017_work_is_given_on'),
    ]

    operations = [
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('draft', 'utkast'), ('referral', 'remissutskick'), ('answer', 'remissvar'), ('compilation', 'remissammanställning'), ('feedback', 'återkoppling'), ('decision', 'beslut'), ('proposal', 'tjänsteutlåtande'), ('paper', 'mötesunderlag'), ('summons', 'kallelse'), ('minutes', 'protokoll'), ('extract', 'protokollsutdrag'), ('assignment', 'uppdragshandling'), ('report', 'rapport'), ('situation', 'lägesbild'), ('steering', 'styrdokument')], max_length=16),
        ),
    ]
