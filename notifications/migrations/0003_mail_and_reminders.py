"""A notice is told in the app or by mail; mail says what became of it. Reminders are made once."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_what_is_given_stays_given"),
        ("notifications", "0002_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offset", models.SmallIntegerField()),
                ("last_day", models.DateField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="notice",
            name="address",
            field=models.EmailField(blank=True, default="", max_length=254),
        ),
        migrations.AddField(
            model_name="notice",
            name="attempts",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="notice",
            name="dropped_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="failed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="failure",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(
            model_name="notice",
            name="message_id",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.AddField(
            model_name="notice",
            name="next_try_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="sent_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="notice",
            name="state",
            field=models.CharField(
                choices=[
                    ("shown", "shown"),
                    ("waiting", "waiting"),
                    ("sent", "sent"),
                    ("failed", "failed"),
                    ("dropped", "dropped"),
                ],
                default="shown",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="channel",
            field=models.CharField(choices=[("app", "app"), ("mail", "mail")], default="app", max_length=8),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["next_try_at", "id"], name="mail_waiting"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("state", "failed")), fields=["event_id"], name="mail_failed"
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("message_id", ""), _negated=True),
                fields=("message_id",),
                name="one_mail_per_message_id",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("address", ""), ("channel", "app"), ("message_id", ""), ("state", "shown")),
                    models.Q(
                        ("channel", "mail"),
                        models.Q(("state", "shown"), _negated=True),
                        models.Q(("message_id", ""), _negated=True),
                        models.Q(("address", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="only_mail_is_delivered",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("next_try_at__isnull", True),
                        ("state", "shown"),
                        ("dropped_at__isnull", True),
                        ("failed_at__isnull", True),
                        ("sent_at__isnull", True),
                    ),
                    models.Q(
                        ("next_try_at__isnull", False),
                        ("state", "waiting"),
                        ("dropped_at__isnull", True),
                        ("failed_at__isnull", True),
                        ("sent_at__isnull", True),
                    ),
                    models.Q(
                        ("dropped_at__isnull", True),
                        ("failed_at__isnull", True),
                        ("next_try_at__isnull", True),
                        ("sent_at__isnull", False),
                        ("state", "sent"),
                    ),
                    models.Q(
                        ("dropped_at__isnull", True),
                        ("failed_at__isnull", False),
                        ("next_try_at__isnull", True),
                        ("state", "failed"),
                        models.Q(("failure", ""), _negated=True),
                    ),
                    models.Q(
                        ("dropped_at__isnull", False),
                        ("failed_at__isnull", True),
                        ("next_try_at__isnull", True),
                        ("sent_at__isnull", True),
                        ("state", "dropped"),
                    ),
                    _connector="OR",
                ),
                name="notice_says_what_became_of_it_and_when",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.recipient"
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("place", "last_day", "offset"), name="one_reminder_per_place_day_and_offset"
            ),
        ),
    ]
