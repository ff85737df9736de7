import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0003_recount_marks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(model_name="bulkjob", name="ids"),
        migrations.RemoveField(model_name="bulkjob", name="to_state"),
        migrations.AddField(
            model_name="bulkjob",
            name="action",
            field=models.CharField(
                choices=[
                    ("publish", "Publish"),
                    ("refuse", "Refuse"),
                    ("spam", "Mark as spam"),
                    ("hide", "Hide"),
                    ("restore", "Restore"),
                ],
                default="publish",
                max_length=20,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="bulkjob",
            name="items",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="bulkjob",
            name="touched_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
        ),
        migrations.AddIndex(
            model_name="bulkjob",
            index=models.Index(
                condition=models.Q(("finished_at", None)),
                fields=["by", "touched_at"],
                name="bulk_job_unfinished",
            ),
        ),
    ]
