from django.conf import settings
from django.db import migrations

TABLE = "forms_decision"


def protect(apps, schema_editor):
    """Have PostgreSQL refuse to change or delete a link."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(
        "CREATE OR REPLACE FUNCTION forms_decision_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'decisions are only ever added' "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER forms_decision_is_kept BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION forms_decision_is_kept()"
    )


def unprotect(apps, schema_editor):
    """Let it go with the table."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION forms_decision_is_kept() CASCADE")


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0004_synonym_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(protect, unprotect),
    ]
