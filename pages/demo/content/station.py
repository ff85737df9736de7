"""A consultation that is open, with its opinions published."""

from typing import Any

from pages.demo.blocks import accordion, block, items, question
from pages.demo.made import Made

KEY = "station"
# Days from today.
OPENS, CLOSES = -20, 32

FIELDS = {
    "title": "Que faire de l’ancienne gare de Vaubrun ?",
    "slug": "gare-de-vaubrun",
    "lead": (
        "Le département a racheté la gare, fermée depuis douze ans. Avant de dessiner quoi que ce "
        "soit, il vous demande à quoi elle doit servir."
    ),
    "publication": "moderated",
    "thanks": (
        "Votre avis sera lu sous trois jours ouvrés, puis publié. La synthèse de tous les avis sera "
        "remise à l’assemblée départementale avant son vote."
    ),
    "notice_purpose": "Choisir l’usage de l’ancienne gare de Vaubrun.",
    "retention_months": 12,
}

USES = {
    "cafe": "Un lieu de rencontre ouvert à tous",
    "health": "Une maison de santé",
    "work": "Des ateliers et des services publics",
    "culture": "Une salle de spectacle et d’exposition",
    "travel": "Une étape pour les voyageurs et les cyclistes",
}

FORM = [
    question(
        KEY,
        "opinion",
        "long_text",
        "Votre avis",
        help_text="Ce que vous voudriez y trouver, ce qu’il faut garder, ce qui vous inquiète.",
        required=True,
        published=True,
        min_length=20,
        max_length=2_000,
    ),
    question(
        KEY,
        "use",
        "single_choice",
        "Si un seul usage était possible, lequel choisiriez-vous ?",
        options=USES,
        published=True,
    ),
    question(KEY, "canton", "territory", "Où habitez-vous ?", help_text="Facultatif, jamais publié."),
]


def body(made: Made) -> list[dict[str, Any]]:
    """Return the body."""
    return [
        block(
            KEY,
            "stakes",
            "rich_text",
            "<h2>Ce qui est en jeu</h2>"
            "<p>La gare occupe 640 mètres carrés sur deux niveaux, au bout de la rue du Marché. La "
            "voie verte passe derrière, les cars s’arrêtent devant. La charpente est saine ; la "
            "toiture, elle, doit être refaite avant deux hivers.</p>"
            "<ul><li>Le rez-de-chaussée peut recevoir du public : cinq pièces et la salle des "
            "bagages.</li><li>L’étage, un ancien logement, n’est accessible que par un escalier.</li>"
            "<li>Le parvis et ses sept tilleuls restent un espace public, quoi qu’il arrive.</li></ul>",
        ),
        block(
            KEY,
            "picture",
            "picture",
            {
                "image": {
                    "image": made.pictures["station"].pk,
                    "decorative": False,
                    "alt_text": "Dessin : la gare et son parvis planté d’arbres, au pied des collines.",
                },
                "caption": "La gare vue de la rue du Marché. Dessin du département.",
            },
        ),
        block(
            KEY,
            "files",
            "documents",
            {
                "heading": "À lire avant de répondre",
                "documents": items(
                    KEY,
                    "files",
                    {
                        "report": {
                            "document": made.documents["station-report"].pk,
                            "title": "L’état des lieux de la gare",
                        }
                    },
                ),
            },
        ),
        accordion(
            KEY,
            "more",
            {
                "who": (
                    "Qui décide, et quand ?",
                    (
                        "<p>L’assemblée départementale, à l’automne. Elle reçoit la synthèse de vos avis "
                        "et doit dire, par écrit, ce qu’elle en retient et ce qu’elle écarte.</p>"
                    ),
                ),
                "cost": (
                    "Combien cela coûtera-t-il ?",
                    (
                        "<p>La toiture et la mise aux normes coûtent 410 000 euros dans tous les cas. "
                        "L’aménagement dépend de l’usage choisi : entre 150 000 et 600 000 euros.</p>"
                    ),
                ),
                "settled": (
                    "Qu’est-ce qui n’est plus en discussion ?",
                    "<p>Le bâtiment ne sera ni démoli ni vendu, et les arbres du parvis seront gardés.</p>",
                ),
            },
        ),
    ]


ENGLISH = {
    "Que faire de l’ancienne gare de Vaubrun ?": "What should become of the old station at Vaubrun?",
    "gare-de-vaubrun": "vaubrun-station",
    "Le département a racheté la gare, fermée depuis douze ans. Avant de dessiner quoi que ce "
    "soit, il vous demande à quoi elle doit servir.": (
        "The département has bought the station, closed for twelve years. Before drawing anything, "
        "it asks you what it should be for."
    ),
    "Votre avis sera lu sous trois jours ouvrés, puis publié. La synthèse de tous les avis sera "
    "remise à l’assemblée départementale avant son vote.": (
        "Your opinion will be read within three working days, then published. A summary of all "
        "opinions will be given to the assembly before it votes."
    ),
    "Choisir l’usage de l’ancienne gare de Vaubrun.": "To choose what the old station at Vaubrun is for.",
    "Votre avis": "Your opinion",
    "Ce que vous voudriez y trouver, ce qu’il faut garder, ce qui vous inquiète.": (
        "What you would like to find there, what should be kept, what worries you."
    ),
    "Si un seul usage était possible, lequel choisiriez-vous ?": (
        "If only one use were possible, which one would you choose?"
    ),
    "Un lieu de rencontre ouvert à tous": "A meeting place open to everybody",
    "Une maison de santé": "A health centre",
    "Des ateliers et des services publics": "Workshops and public services",
    "Une salle de spectacle et d’exposition": "A stage and an exhibition hall",
    "Une étape pour les voyageurs et les cyclistes": "A stop for travellers and cyclists",
    "Où habitez-vous ?": "Where do you live?",
    "Facultatif, jamais publié.": "Optional, never published.",
    "Ce qui est en jeu": "What is at stake",
    "La gare occupe 640 mètres carrés sur deux niveaux, au bout de la rue du Marché. La "
    "voie verte passe derrière, les cars s’arrêtent devant. La charpente est saine ; la "
    "toiture, elle, doit être refaite avant deux hivers.": (
        "The station has 640 square metres on two floors, at the end of the rue du Marché. The "
        "greenway passes behind it, buses stop in front. The frame is sound; the roof must be "
        "replaced within two winters."
    ),
    "Le rez-de-chaussée peut recevoir du public : cinq pièces et la salle des bagages.": (
        "The ground floor can receive the public: five rooms and the luggage hall."
    ),
    "L’étage, un ancien logement, n’est accessible que par un escalier.": (
        "The upper floor, once a flat, can only be reached by stairs."
    ),
    "Le parvis et ses sept tilleuls restent un espace public, quoi qu’il arrive.": (
        "The forecourt and its seven lime trees stay public, whatever happens."
    ),
    "Dessin : la gare et son parvis planté d’arbres, au pied des collines.": (
        "Drawing: the station and its forecourt planted with trees, at the foot of the hills."
    ),
    "La gare vue de la rue du Marché. Dessin du département.": (
        "The station seen from the rue du Marché. Drawing by the département."
    ),
    "À lire avant de répondre": "To read before you answer",
    "L’état des lieux de la gare": "The state of the station (in French)",
    "Qui décide, et quand ?": "Who decides, and when?",
    "L’assemblée départementale, à l’automne. Elle reçoit la synthèse de vos avis "
    "et doit dire, par écrit, ce qu’elle en retient et ce qu’elle écarte.": (
        "The assembly of the département, in autumn. It receives a summary of your opinions and "
        "has to say in writing what it follows and what it sets aside."
    ),
    "Combien cela coûtera-t-il ?": "How much will it cost?",
    "La toiture et la mise aux normes coûtent 410 000 euros dans tous les cas. "
    "L’aménagement dépend de l’usage choisi : entre 150 000 et 600 000 euros.": (
        "The roof and bringing the building up to standard cost 410,000 euros in any case. The "
        "fitting out depends on the use that is chosen: from 150,000 to 600,000 euros."
    ),
    "Qu’est-ce qui n’est plus en discussion ?": "What is settled already?",
    "Le bâtiment ne sera ni démoli ni vendu, et les arbres du parvis seront gardés.": (
        "The building will be neither pulled down nor sold, and the trees of the forecourt stay."
    ),
}
