"""The communication team chooses what lies under the maps, as it keeps the outlines of territories."""

from django.db import migrations

COMMUNICATION = "Équipe de communication"


def let_choose_backgrounds(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    # Django makes these after all migrations, which is too late for this one.
    content_type, _made = ContentType.objects.get_or_create(app_label="forms", model="mapbackground")
    right, _made = Permission.objects.get_or_create(
        content_type=content_type,
        codename="change_mapbackground",
        defaults={"name": "Can change background of maps"},
    )
    for group in Group.objects.filter(name=COMMUNICATION):
        group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0002_first_page"),
        ("forms", "0008_first_watched_words"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RunPython(let_choose_backgrounds, migrations.RunPython.noop),
    ]
