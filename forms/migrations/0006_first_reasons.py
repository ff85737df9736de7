from django.db import migrations

GROUPS = ("Équipe de communication", "Modération des contributions")
RIGHTS = [
    *((f"{action}_moderationreason", "moderationreason") for action in ("add", "change", "delete", "view")),
    ("change_appealsettings", "appealsettings"),
]
# Code, whether visitors may report for it, then label, rule and text in each language.
REASONS = [
    (
        "offensive",
        True,
        (
            "Propos injurieux ou haineux",
            "Charte de participation\u00a0: respect des personnes\u00a0; loi du 29 juillet 1881, articles 24, 29 et 33.",
            (
                "Votre contribution contient des mots qui insultent, diffament ou rabaissent une personne ou un "
                "groupe. Vous pouvez défendre la même idée sans ces mots."
            ),
        ),
        (
            "Offensive or hateful",
            "Participation charter: respect for people; French law of 29 July 1881, articles 24, 29 and 33.",
            (
                "Your contribution contains words that insult, defame or demean a person or a group. You can "
                "make the same point without them."
            ),
        ),
    ),
    (
        "off_topic",
        False,
        (
            "Hors sujet",
            "Charte de participation\u00a0: contributions en rapport avec le sujet de la page.",
            (
                "Votre contribution ne porte pas sur le sujet de cette page, ou sur quelque chose que la "
                "collectivité peut décider ici."
            ),
        ),
        (
            "Off topic",
            "Participation charter: contributions about the subject of the page.",
            (
                "Your contribution is not about the subject of this page, or about anything that the authority "
                "can decide here."
            ),
        ),
    ),
    (
        "personal_data",
        True,
        (
            "Contient des données personnelles",
            "Règlement général sur la protection des données, articles 5 et 6\u00a0; code civil, article 9.",
            (
                "Votre contribution permet de reconnaître ou de joindre quelqu’un\u00a0: un nom, un numéro, une adresse "
                "ou un détail de sa vie privée. Rien de cela n’est publié ici."
            ),
        ),
        (
            "Contains personal data",
            "General Data Protection Regulation, articles 5 and 6; French civil code, article 9.",
            (
                "Your contribution makes it possible to recognise or reach somebody: a name, a number, an address "
                "or a detail of their private life. None of that is published here."
            ),
        ),
    ),
    (
        "duplicate",
        False,
        (
            "Doublon d’une autre contribution",
            "Charte de participation\u00a0: une idée, une contribution.",
            "La même contribution a déjà été envoyée sur cette page. Celle qui est publiée porte aussi la vôtre.",
        ),
        (
            "Duplicate of another contribution",
            "Participation charter: one idea, one contribution.",
            (
                "The same contribution has already been sent to this page. The one that is published speaks for "
                "yours, too."
            ),
        ),
    ),
    (
        "illegal",
        True,
        (
            "Contenu illicite",
            "Loi n°\u00a02004-575 du 21 juin 2004 pour la confiance dans l’économie numérique, article 6.",
            (
                "Votre contribution contient des propos que la loi interdit de publier. La collectivité doit les "
                "retirer dès qu’elle en a connaissance."
            ),
        ),
        (
            "Illegal content",
            "French law no. 2004-575 of 21 June 2004 on confidence in the digital economy, article 6.",
            (
                "Your contribution contains statements that the law forbids to publish. The authority has to take "
                "them down as soon as it knows of them."
            ),
        ),
    ),
    (
        "advertising",
        True,
        (
            "Publicité",
            "Charte de participation\u00a0: pas de publicité ni de démarchage.",
            "Votre contribution fait la promotion d’un produit, d’un service ou d’une campagne électorale.",
        ),
        (
            "Advertising",
            "Participation charter: no advertising, no canvassing.",
            "Your contribution promotes a product, a service or an election campaign.",
        ),
    ),
    (
        "error",
        False,
        (
            "Envoyée ou publiée par erreur",
            "Charte de participation\u00a0: exactitude de ce qui est publié.",
            (
                "Votre contribution a été envoyée ou publiée par erreur\u00a0: elle est incomplète, vide ou destinée à une "
                "autre page."
            ),
        ),
        (
            "Sent or published by mistake",
            "Participation charter: what is published is accurate.",
            (
                "Your contribution was sent or published by mistake: it is incomplete, empty or meant for another "
                "page."
            ),
        ),
    ),
    (
        "other",
        True,
        (
            "Autre motif",
            "Charte de participation.",
            "Votre contribution ne respecte pas la charte de participation.",
        ),
        (
            "Other reason",
            "Participation charter.",
            "Your contribution does not respect the participation charter.",
        ),
    ),
]


def fill(apps, schema_editor):
    """Begin with eight reasons in French and English, and let the teams that moderate keep them."""
    ModerationReason = apps.get_model("forms", "ModerationReason")
    ModerationReasonText = apps.get_model("forms", "ModerationReasonText")
    for place, (code, for_reports, *texts) in enumerate(REASONS, start=1):
        reason = ModerationReason.objects.create(code=code, for_reports=for_reports, sort_order=place * 10)
        for language, (label, rule, text) in zip(("fr", "en"), texts, strict=True):
            ModerationReasonText.objects.create(
                reason=reason, language=language, label=label, rule=rule, text=text
            )
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    ContentType = apps.get_model("contenttypes", "ContentType")
    rights = []
    for codename, model in RIGHTS:
        content_type, _made = ContentType.objects.get_or_create(app_label="forms", model=model)
        # Django makes permissions after all migrations; this one is needed now.
        right, _made = Permission.objects.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": codename.replace("_", " ")}
        )
        rights.append(right)
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.add(*rights)


class Migration(migrations.Migration):
    dependencies = [
        ("forms", "0005_decisions_are_kept"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
