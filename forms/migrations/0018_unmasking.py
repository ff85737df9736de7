"""What was masked can be put back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0017_assistance"),
    ]

    operations = [
        migrations.AlterField(
            model_name="decision",
            name="action",
            field=models.CharField(
                choices=[
                    ("publish", "Published"),
                    ("refuse", "Refused"),
                    ("spam", "Marked as spam"),
                    ("hide", "Hidden"),
                    ("restore", "Restored"),
                    ("withdraw", "Withdrawn by its author"),
                    ("undo", "Decision taken back"),
                    ("request_change", "Change requested"),
                    ("edit", "Changed by its author"),
                    ("mask", "Words masked"),
                    ("unmask", "Masked words put back"),
                    ("merge", "Merged with another"),
                    ("split", "Separated again"),
                    ("confirm", "Looked at and kept"),
                    ("objection_upheld", "Objection upheld"),
                    ("objection_dismissed", "Objection dismissed"),
                ],
                max_length=30,
            ),
        ),
    ]
