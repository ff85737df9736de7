from django.conf import settings
from django.db import migrations

MODERATORS = "Modération des contributions"


def give_right(apps, schema_editor):
    """Those who moderate the whole site may type in for the whole site."""
    group = apps.get_model("auth", "Group").objects.filter(name=MODERATORS).first()
    root = apps.get_model("wagtailcore", "Page").objects.filter(depth=1).order_by("path").first()
    if group and root:
        apps.get_model("forms", "TypingRight").objects.get_or_create(group=group, page=root)


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0002_groups"),
        ("auth", "0012_alter_user_first_name_max_length"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.RunPython(give_right, migrations.RunPython.noop),
    ]
