from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0013_attachments"),
    ]

    operations = [
        migrations.RemoveField(model_name="draft", name="language"),
        migrations.RemoveField(model_name="draft", name="changed_at"),
    ]
