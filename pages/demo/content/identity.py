"""What the portal says of the authority that runs it."""

FACTS = {
    "organisation": "Département de la Sauvelle",
    "palette": "lagoon",
    "website": "https://www.sauvelle.example/",
    "contact_email": "participation@sauvelle.example",
    # Numbers of this range belong to nobody (Arcep, for works of fiction).
    "contact_phone": "05 36 49 10 20",
    "contact_address": "Hôtel du département\n1, place des Tilleuls\nMontérac",
    "officer_email": "dpo@sauvelle.example",
}

# The page of each, by its key.
LEGAL_PAGES = {
    "legal_notice": "legal",
    "privacy_policy": "privacy",
    "accessibility_statement": "accessibility",
}

TEXTS = {
    "fr": {
        "name": "La Sauvelle en commun",
        "tagline": "Le département se construit avec vous",
        "introduction": (
            "Le portail de participation du département de la Sauvelle. "
            "Ce département n’existe pas : il sert à montrer le portail."
        ),
        "notice_controller": (
            "<p>Le département de la Sauvelle, représenté par sa présidente, "
            "1, place des Tilleuls, Montérac.</p>"
        ),
        "notice_purpose": "<p>Recueillir, étudier et rendre publique la parole des habitants.</p>",
        "notice_recipients": (
            "<p>La mission participation citoyenne, les modérateurs et, une fois votre texte relu, "
            "le service chargé du projet.</p>"
        ),
        "notice_officer": (
            "<p>Écrivez à la déléguée à la protection des données : dpo@sauvelle.example, ou par "
            "courrier à l’hôtel du département.</p>"
        ),
    },
    "en": {
        "name": "La Sauvelle together",
        "tagline": "A département made with its residents",
        "introduction": (
            "The participation portal of the département of La Sauvelle, "
            "which does not exist: it is here to show the portal."
        ),
        "notice_controller": (
            "<p>The département of La Sauvelle, represented by its president, "
            "1, place des Tilleuls, Montérac.</p>"
        ),
        "notice_purpose": "<p>To gather, study and publish what residents have to say.</p>",
        "notice_recipients": (
            "<p>The citizen participation team, the moderators and, once your text has been read, "
            "the department in charge of the project.</p>"
        ),
        "notice_officer": (
            "<p>Write to the data protection officer: dpo@sauvelle.example, or by post to the "
            "hôtel du département.</p>"
        ),
    },
}
