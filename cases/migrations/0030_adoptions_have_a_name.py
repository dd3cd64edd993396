"""What a point adopts is called and is of a kind among steering documents, as the deciding point says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0029_drafts_of_decisions"),
    ]

    operations = [
        migrations.AddField(
            model_name="adoption",
            name="kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("principles", "principer"),
                    ("strategy", "strategi"),
                    ("policy", "policy"),
                    ("plan", "plan"),
                    ("guideline", "riktlinje"),
                    ("agreement", "överenskommelse"),
                    ("routine", "rutin"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="adoption",
            name="title",
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
