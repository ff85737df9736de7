"""What moderators are warned by: watched words with those to begin with, the same text, the same sender,
texts alike. And what was masked, kept apart."""

from django.conf import settings
from django.db import DatabaseError, migrations, transaction

from forms.assist.first_words import FIRST_EXACT_WORDS, FIRST_WORDS

MODERATORS = "Modération des contributions"
ACTIONS = ("add", "change", "delete", "view")


def add_first_words(apps, schema_editor):
    WatchedWord = apps.get_model("forms", "WatchedWord")
    WatchedWord.objects.bulk_create(
        [
            *(WatchedWord(expression=word) for word in FIRST_WORDS),
            *(WatchedWord(expression=word, with_family=False) for word in FIRST_EXACT_WORDS),
        ]
    )


def let_edit_words(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    # Django makes these after all migrations, which is too late for this one.
    content_type, _made = ContentType.objects.get_or_create(app_label="forms", model="watchedword")
    rights = [
        Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_watchedword",
            defaults={"name": f"Can {action} watched word"},
        )[0]
        for action in ACTIONS
    ]
    for group in Group.objects.filter(name=MODERATORS):
        group.permissions.add(*rights)


def make_trigrams(apps, schema_editor):
    """Have PostgreSQL compare texts, where it may: without, they are compared in Python."""
    if schema_editor.connection.vendor != "postgresql":
        return
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'")
        if cursor.fetchone() is None:
            return
        try:
            with transaction.atomic(using=schema_editor.connection.alias):
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        except DatabaseError:
            # The owner of the database may not make extensions.
            return


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0007_mail_right"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.RunPython(add_first_words, migrations.RunPython.noop),
        migrations.RunPython(let_edit_words, migrations.RunPython.noop),
        migrations.RunPython(make_trigrams, migrations.RunPython.noop),
    ]
