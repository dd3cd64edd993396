from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directives", "0008_cards_of_what_steers_already")]

    operations = [
        migrations.AddField(
            "assignment",
            "part",
            models.ForeignKey(
                null=True, on_delete=models.deletion.PROTECT, related_name="+", to="directives.processpart"
            ),
        ),
    ]
