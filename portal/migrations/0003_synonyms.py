"""Groups of synonyms, with those to begin with; the team edits them in the admin."""

from django.db import migrations, models

from portal.search.first_synonyms import FIRST_GROUPS


def add_first_groups(apps, schema_editor):
    SynonymGroup = apps.get_model("portal", "SynonymGroup")
    SynonymGroup.objects.bulk_create(SynonymGroup(terms=terms) for terms in FIRST_GROUPS)


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0002_search_and_work"),
    ]

    operations = [
        migrations.CreateModel(
            name="SynonymGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "terms",
                    models.CharField(
                        help_text="Words or short expressions separated by commas, as residents write them: “bin, litter, rubbish”. Plurals and accents need not be repeated. A change is in force within a minute.",
                        max_length=500,
                        verbose_name="words",
                    ),
                ),
            ],
            options={
                "verbose_name": "group of synonyms",
                "verbose_name_plural": "groups of synonyms",
                "ordering": ["terms"],
            },
        ),
        migrations.RunPython(add_first_groups, migrations.RunPython.noop),
    ]
