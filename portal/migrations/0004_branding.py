"""Colours and type of one's own, columns of the footer, a social image, what the accessibility statement says."""

import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models

import portal.branding.footer
import portal.branding.models


class Migration(migrations.Migration):
    dependencies = [
        ("portal", "0003_synonyms"),
        ("wagtailimages", "0027_image_description"),
    ]

    operations = [
        migrations.AddField(
            model_name="siteidentity",
            name="band_colour",
            field=portal.branding.models.ColourField(
                blank=True,
                help_text="Behind the title of the home page and at the foot. Empty: a darker shade of the main colour.",
                max_length=7,
                verbose_name="colour of the band",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="conformity",
            field=models.CharField(
                blank=True,
                choices=[
                    ("none", "not compliant"),
                    ("partial", "partially compliant"),
                    ("full", "fully compliant"),
                ],
                help_text="What the statement concludes. The foot of every page says it, as the law asks.",
                max_length=12,
                verbose_name="accessibility",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="footer",
            field=wagtail.fields.StreamField(
                [("column", 7)],
                blank=True,
                block_lookup={
                    0: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {"choices": portal.branding.footer.content_languages, "label": "Language"},
                    ),
                    1: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 60}),
                    2: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Empty: the title of the page.",
                            "label": "Words of the link",
                            "max_length": 80,
                            "required": False,
                        },
                    ),
                    3: ("wagtail.blocks.PageChooserBlock", (), {"label": "Page", "required": False}),
                    4: ("wagtail.blocks.URLBlock", (), {"label": "Address elsewhere", "required": False}),
                    5: ("wagtail.blocks.StructBlock", [[("title", 2), ("page", 3), ("url", 4)]], {}),
                    6: ("wagtail.blocks.ListBlock", (5,), {"label": "Links", "max_num": 12, "min_num": 1}),
                    7: ("wagtail.blocks.StructBlock", [[("language", 0), ("heading", 1), ("links", 6)]], {}),
                },
                help_text="Beside those that the portal makes: contact, follow-up, legal pages.",
                verbose_name="columns of the footer",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="highlight_colour",
            field=portal.branding.models.ColourField(
                blank=True,
                help_text="The main button on the band, and the ring around what has the focus.",
                max_length=7,
                verbose_name="highlight",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="main_colour",
            field=portal.branding.models.ColourField(
                blank=True,
                help_text="Links and buttons on light screens. Empty: that of the set above.",
                max_length=7,
                verbose_name="main colour",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="main_colour_dark",
            field=portal.branding.models.ColourField(
                blank=True,
                help_text="Empty: a lighter shade of the main colour.",
                max_length=7,
                verbose_name="main colour on dark screens",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="social_image",
            field=models.ForeignKey(
                blank=True,
                help_text="1200 by 630 pixels. Empty: the portal draws one with the title of the page that is shared.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailimages.image",
                verbose_name="image for social networks",
            ),
        ),
        migrations.AddField(
            model_name="siteidentity",
            name="typeface",
            field=models.CharField(
                choices=[
                    ("figtree", "Figtree (20 kB, served by the portal)"),
                    ("device", "The reader’s own (nothing to load)"),
                    ("serif", "The reader’s own, with serifs (nothing to load)"),
                ],
                default="figtree",
                max_length=12,
                verbose_name="type",
            ),
        ),
    ]
