"""The first page of a new portal is ours, in the place of the one with which Wagtail welcomes.

Wagtail's own migrations make a page without a type, in English, that no visitor should find. It
becomes a home page where nobody has made anything of it: under its number, at its place in the tree,
so that the site that Wagtail made goes on leading there.
"""

from django.db import migrations
from django.utils import timezone

TITLE = "Participer"
SLUG = "participer"
LEAD = "Donnez votre avis, répondez à un questionnaire, proposez une idée."


def make_first_page(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("pages", "HomePage")
    site = Site.objects.filter(is_default_site=True).select_related("root_page__content_type").first()
    if site is None:
        return
    stock = site.root_page
    kind = (stock.content_type.app_label, stock.content_type.model)
    if kind != ("wagtailcore", "page") or stock.depth != 2 or stock.numchild or stock.latest_revision_id:
        return
    home = HomePage(page_ptr_id=stock.pk)
    for field in stock._meta.concrete_fields:
        setattr(home, field.attname, getattr(stock, field.attname))
    home.content_type, _made = ContentType.objects.get_or_create(app_label="pages", model="homepage")
    home.title = home.draft_title = TITLE
    home.slug, home.url_path, home.lead = SLUG, f"/{SLUG}/", LEAD
    home.first_published_at = home.last_published_at = timezone.now()
    home.save()
    Site.objects.filter(pk=site.pk, site_name="").update(site_name=TITLE)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(make_first_page, migrations.RunPython.noop),
    ]
