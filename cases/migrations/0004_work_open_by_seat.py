"""The inbox looks up a seat, that is a unit and a role: a role without items must not read the whole unit's."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_what_is_fixed_stays_fixed")]

    operations = [
        migrations.RemoveIndex(model_name="workitem", name="work_open_by_unit"),
        migrations.AddIndex(
            model_name="workitem",
            index=models.Index(
                models.F("unit"),
                models.F("role"),
                models.OrderBy(models.F("created_at"), descending=True),
                condition=models.Q(("done_at__isnull", True)),
                name="work_open_by_seat",
            ),
        ),
    ]
