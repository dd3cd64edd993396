"""Every document that steers already gets its card."""

from django.db import migrations


def make_cards(apps, schema_editor):
    """One card per document, kept by the unit of its latest wording; the rest is filled in by those who know."""
    steering = apps.get_model("directives", "SteeringDocument")
    card = apps.get_model("directives", "SteeringCard")
    latest = steering.objects.order_by("document_id", "-valid_from", "-id").distinct("document_id")
    card.objects.bulk_create(
        [card(document_id=row.document_id, unit_id=row.unit_id) for row in latest], ignore_conflicts=True
    )


class Migration(migrations.Migration):

    dependencies = [("directives", "0007_steering_cards")]

    operations = [migrations.RunPython(make_cards, migrations.RunPython.noop, elidable=True)]
