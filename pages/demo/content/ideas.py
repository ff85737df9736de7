"""A call for ideas that is open, with ideas in every state."""

from typing import Any

from pages.demo.blocks import accordion, question, section
from pages.demo.made import Made

KEY = "ideas"
OPENS, CLOSES = -46, 48

FIELDS = {
    "title": "Des idées pour nos villages et nos bourgs",
    "slug": "idees",
    "lead": (
        "Le département réserve 800 000 euros à des projets proposés par les habitants. Déposez votre "
        "idée : les services l’étudient, puis chacun pourra voter."
    ),
    "publication": "moderated",
    "thanks": (
        "Votre idée sera lue sous trois jours ouvrés. Une fois publiée, elle aura sa page, que vous "
        "pourrez partager. L’étude par les services commence à la fin de l’appel."
    ),
    "notice_purpose": "Choisir, étudier et réaliser des projets proposés par les habitants.",
    "retention_months": 24,
}

FORM = [
    question(
        KEY,
        "title",
        "short_text",
        "Le titre de votre idée",
        help_text="Quelques mots qui disent l’essentiel.",
        required=True,
        published=True,
        max_length=120,
    ),
    question(
        KEY,
        "idea",
        "long_text",
        "Votre idée en quelques phrases",
        help_text="Où, pour qui, et qu’est-ce que cela changerait ?",
        required=True,
        published=True,
        min_length=20,
        max_length=2_000,
    ),
    section(
        KEY, "where", "De quoi, et où ?", "<p>Facultatif : pour que l’on retrouve votre idée plus vite.</p>"
    ),
    question(KEY, "theme", "theme", "La thématique", published=True),
    question(KEY, "canton", "territory", "Le canton", published=True),
    question(
        KEY,
        "place",
        "place",
        "Le lieu",
        help_text="Un lieu que tout le monde connaît, pas votre adresse : il sera publié.",
        published=True,
    ),
]


def body(made: Made) -> list[dict[str, Any]]:
    """Return the body."""
    return [
        accordion(
            KEY,
            "rules",
            {
                "which": (
                    "Quelles idées sont recevables ?",
                    (
                        "<p>Celles qui servent à plusieurs personnes, relèvent du département et coûtent "
                        "moins de 80 000 euros : collèges, routes départementales et cars, action "
                        "sociale, culture, espaces naturels.</p>"
                    ),
                ),
                "steps": (
                    "Que se passe-t-il ensuite ?",
                    (
                        "<ol><li>Votre idée est relue, puis publiée.</li><li>Les services disent si elle est "
                        "réalisable, et à quel coût.</li><li>Les idées retenues sont soumises au vote, "
                        "canton par canton.</li><li>Les lauréates sont réalisées dans les deux ans.</li></ol>"
                    ),
                ),
            },
        ),
    ]


ENGLISH = {
    "Des idées pour nos villages et nos bourgs": "Ideas for our villages and small towns",
    "idees": "ideas",
    "Le département réserve 800 000 euros à des projets proposés par les habitants. Déposez votre "
    "idée : les services l’étudient, puis chacun pourra voter.": (
        "The département sets 800,000 euros aside for projects that residents propose. Send your "
        "idea: it is studied, then everybody can vote."
    ),
    "Votre idée sera lue sous trois jours ouvrés. Une fois publiée, elle aura sa page, que vous "
    "pourrez partager. L’étude par les services commence à la fin de l’appel.": (
        "Your idea will be read within three working days. Once published, it has a page of its own "
        "that you can share. It is studied once the call is closed."
    ),
    "Choisir, étudier et réaliser des projets proposés par les habitants.": (
        "To choose, study and carry out projects proposed by residents."
    ),
    "Le titre de votre idée": "The title of your idea",
    "Quelques mots qui disent l’essentiel.": "A few words that say what matters.",
    "Votre idée en quelques phrases": "Your idea in a few sentences",
    "Où, pour qui, et qu’est-ce que cela changerait ?": "Where, for whom, and what would it change?",
    "La thématique": "The theme",
    "Le canton": "The canton",
    "De quoi, et où ?": "What about, and where?",
    "Facultatif : pour que l’on retrouve votre idée plus vite.": (
        "Optional: it helps others to find your idea."
    ),
    "Le lieu": "The place",
    "Un lieu que tout le monde connaît, pas votre adresse : il sera publié.": (
        "A place that everybody knows, not your address: it is published."
    ),
    "Quelles idées sont recevables ?": "Which ideas are eligible?",
    "Celles qui servent à plusieurs personnes, relèvent du département et coûtent "
    "moins de 80 000 euros : collèges, routes départementales et cars, action "
    "sociale, culture, espaces naturels.": (
        "Those that serve several people, are within the powers of the département and cost less "
        "than 80,000 euros: lower secondary schools, main roads and buses, social support, culture, nature."
    ),
    "Que se passe-t-il ensuite ?": "What happens next?",
    "Votre idée est relue, puis publiée.": "Your idea is read, then published.",
    "Les services disent si elle est réalisable, et à quel coût.": (
        "The departments say whether it can be done, and at what cost."
    ),
    "Les idées retenues sont soumises au vote, canton par canton.": (
        "The ideas that pass are put to the vote, canton by canton."
    ),
    "Les lauréates sont réalisées dans les deux ans.": "The winners are carried out within two years.",
}
