"""A consultation that opens soon."""

from typing import Any

from pages.demo.blocks import block, question
from pages.demo.made import Made

KEY = "trails"
OPENS, CLOSES = 12, 54

FIELDS = {
    "title": "Quels chemins de randonnée pour demain ?",
    "slug": "chemins-de-randonnee",
    "lead": (
        "Le département refait son plan des chemins : 1 900 kilomètres à entretenir, à baliser ou à "
        "laisser à la nature. Vous pourrez donner votre avis bientôt."
    ),
    "publication": "moderated",
    "thanks": "Votre avis sera lu sous trois jours ouvrés, puis publié.",
    "notice_purpose": "Réviser le plan départemental des chemins de randonnée.",
    "retention_months": 12,
}

FORM = [
    question(
        KEY,
        "opinion",
        "long_text",
        "Quel chemin faut-il garder, ouvrir ou protéger ?",
        required=True,
        published=True,
        max_length=2_000,
    ),
    question(KEY, "canton", "territory", "Dans quel canton ?", published=True),
]


def body(made: Made) -> list[dict[str, Any]]:
    """Return the body."""
    return [
        block(
            KEY,
            "plan",
            "rich_text",
            "<p>Le plan actuel a vingt ans. Certains chemins sont devenus des routes, d’autres ont "
            "disparu sous les ronces ; des sentiers très fréquentés n’y figurent pas.</p>",
        ),
        block(
            KEY,
            "picture",
            "picture",
            {
                "image": {"image": made.pictures["valley"].pk, "decorative": True, "alt_text": ""},
                "caption": "",
            },
        ),
    ]


ENGLISH = {
    "Quels chemins de randonnée pour demain ?": "Which footpaths for tomorrow?",
    "chemins-de-randonnee": "footpaths",
    "Le département refait son plan des chemins : 1 900 kilomètres à entretenir, à baliser ou à "
    "laisser à la nature. Vous pourrez donner votre avis bientôt.": (
        "The département redraws its plan of paths: 1,900 kilometres to keep up, to mark or to leave to "
        "nature. You can give your opinion soon."
    ),
    "Votre avis sera lu sous trois jours ouvrés, puis publié.": (
        "Your opinion will be read within three working days, then published."
    ),
    "Réviser le plan départemental des chemins de randonnée.": (
        "To revise the département’s plan of footpaths."
    ),
    "Quel chemin faut-il garder, ouvrir ou protéger ?": "Which path should be kept, opened or protected?",
    "Dans quel canton ?": "In which canton?",
    "Le plan actuel a vingt ans. Certains chemins sont devenus des routes, d’autres ont "
    "disparu sous les ronces ; des sentiers très fréquentés n’y figurent pas.": (
        "The present plan is twenty years old. Some paths have become roads, others have vanished under "
        "brambles; much walked tracks are not on it."
    ),
}
