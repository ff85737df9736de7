"""Groups of synonyms, with those to begin with; the team edits them in the admin."""

from django.db import migrations

from portal.search.first_synonyms import FIRST_GROUPS


def add_first_groups(apps, schema_editor):
    SynonymGroup = apps.get_model("portal", "SynonymGroup")
    SynonymGroup.objects.bulk_create(SynonymGroup(terms=terms) for terms in FIRST_GROUPS)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(add_first_groups, migrations.RunPython.noop),
    ]
