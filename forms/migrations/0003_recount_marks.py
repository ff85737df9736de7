from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0002_submission_created_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecountMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page_key", models.UUIDField(db_index=True)),
            ],
            options={
                "ordering": ["id"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="questionstatistics",
            name="took_ms",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="questionstatistics",
            name="computed_at",
            field=models.DateTimeField(),
        ),
    ]
