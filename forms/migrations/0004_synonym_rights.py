"""The communication team edits the synonyms of the search."""

from django.db import migrations

COMMUNICATION = "Équipe de communication"
ACTIONS = ("add", "change", "delete", "view")


def let_edit_synonyms(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    # Django makes these after all migrations, which is too late for this one.
    content_type, _made = ContentType.objects.get_or_create(app_label="portal", model="synonymgroup")
    rights = [
        Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_synonymgroup",
            defaults={"name": f"Can {action} group of synonyms"},
        )[0]
        for action in ACTIONS
    ]
    for group in Group.objects.filter(name=COMMUNICATION):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0003_typing_rights"),
        ("portal", "0002_first_synonyms"),
    ]

    operations = [
        migrations.RunPython(let_edit_synonyms, migrations.RunPython.noop),
    ]
