"""Those who moderate the whole site see outgoing mail and have it sent again."""

from django.db import migrations

MODERATORS = "Modération des contributions"
CODENAME = "retry_outgoingmail"


def let_retry_mail(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    # Django makes these after all migrations, which is too late for this one.
    content_type, _made = ContentType.objects.get_or_create(app_label="forms", model="outgoingmail")
    right, _made = Permission.objects.get_or_create(
        content_type=content_type,
        codename=CODENAME,
        defaults={"name": "Can see outgoing mail and have it sent again"},
    )
    for group in Group.objects.filter(name=MODERATORS):
        group.permissions.add(right)


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0006_first_reasons"),
    ]

    operations = [
        migrations.RunPython(let_retry_mail, migrations.RunPython.noop),
    ]
