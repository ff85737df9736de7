"""A questionnaire that is closed, and what came out of it."""

from typing import Any

from wagtail.images.models import Image
from wagtail.models import Page

from forms.results import SEPARATOR
from pages.demo.blocks import block, question, uid

KEY = "library"
RESULTS_KEY = "library-results"
OPENS, CLOSES = -120, -75
IN_MENU = False

FIELDS = {
    "title": "Vos médiathèques, vos horaires",
    "slug": "mediatheques",
    "lead": (
        "Les onze médiathèques du département ont voulu savoir quand vous aimeriez y venir, et pour "
        "quoi faire. Le questionnaire est terminé, merci à toutes et à tous."
    ),
    "publication": "none",
    "thanks": "Merci. Les résultats seront publiés sur cette page.",
    "notice_purpose": "Choisir les horaires et les services des médiathèques.",
    "retention_months": 12,
}

VISITS = {
    "week": "Chaque semaine",
    "month": "Une ou deux fois par mois",
    "year": "Quelques fois par an",
    "never": "Jamais, ou presque",
}
HOURS = {
    "noon": "Entre midi et deux",
    "evening": "Le soir, jusqu’à 20 heures",
    "saturday": "Le samedi toute la journée",
    "sunday": "Le dimanche après-midi",
    "morning": "Le matin, dès 9 heures",
}
USES = {
    "books": "Emprunter des livres",
    "games": "Emprunter des jeux, des films ou de la musique",
    "work": "Étudier ou travailler",
    "computers": "Me servir d’un ordinateur",
    "events": "Assister à une rencontre ou à un atelier",
    "children": "Accompagner des enfants",
}

FORM = [
    question(
        KEY, "visits", "single_choice", "Venez-vous dans une médiathèque ?", options=VISITS, required=True
    ),
    question(
        KEY,
        "uses",
        "multiple_choice",
        "Pour quoi faire ?",
        help_text="Plusieurs réponses possibles.",
        options=USES,
    ),
    question(
        KEY,
        "hours",
        "multiple_choice",
        "À quels moments faudrait-il ouvrir davantage ?",
        help_text="Deux réponses au plus.",
        options=HOURS,
        maximum=2,
    ),
    question(
        KEY,
        "grade",
        "scale",
        "L’accueil vous convient-il ?",
        low=1,
        high=5,
        low_label="pas du tout",
        high_label="tout à fait",
    ),
    question(KEY, "sunday", "yes_no", "Viendriez-vous le dimanche ?"),
    question(KEY, "canton", "territory", "Dans quel canton habitez-vous ?"),
    question(KEY, "more", "long_text", "Voulez-vous ajouter quelque chose ?", max_length=1_000),
]


def body(pages: dict[str, Page], pictures: dict[str, Image]) -> list[dict[str, Any]]:
    """Return the body, which leads to the results."""
    return [
        block(
            KEY,
            "results",
            "call_to_action",
            {
                "heading": "Les résultats sont publiés",
                "text": "Le dimanche l’emporte de peu, et les horaires changent dès janvier.",
                "button": "Lire les résultats",
                "page": pages[RESULTS_KEY].pk,
            },
        )
    ]


RESULTS_FIELDS = {
    "title": "Médiathèques : ce que vous nous avez dit",
    "slug": "resultats",
    "lead": (
        "Toutes les réponses comptent de la même façon, qu’elles soient venues en ligne, sur papier ou au "
        "guichet. Les chiffres sont comptés à partir des réponses reçues."
    ),
}


def results_body(pages: dict[str, Page], pictures: dict[str, Image]) -> list[dict[str, Any]]:
    """Return the body of the results page."""
    return [
        block(
            RESULTS_KEY,
            "numbers",
            "key_numbers",
            {"heading": "Qui a répondu", "page": pages[KEY].pk},
        ),
        _chart(pages, "visits", "Plus d’une personne sur deux vient au moins une fois par mois."),
        _chart(pages, "uses", "On vient d’abord pour les livres, et souvent avec des enfants."),
        _chart(pages, "hours", "Le dimanche après-midi devance le soir, d’une courte tête."),
        _chart(pages, "grade", ""),
        _chart(pages, "canton", ""),
        block(
            RESULTS_KEY,
            "next",
            "rich_text",
            "<h2>Ce que cela change</h2>"
            "<p>À partir de janvier, les médiathèques de Montérac, de Vaubrun et de Saint-Aubry "
            "ouvrent le dimanche de 14 à 18 heures et le jeudi jusqu’à 20 heures. Les huit autres "
            "choisissent l’un ou l’autre avec leurs équipes. Un bilan sera fait au bout d’un an, et "
            "publié ici.</p>",
        ),
    ]


def _chart(pages: dict[str, Page], key: str, caption: str) -> dict[str, Any]:
    reference = f"{pages[KEY].translation_key}{SEPARATOR}{uid(KEY, key)}"
    return block(RESULTS_KEY, key, "question_chart", {"question": reference, "caption": caption})


ENGLISH = {
    "Vos médiathèques, vos horaires": "Your libraries, your hours",
    "mediatheques": "libraries",
    "Les onze médiathèques du département ont voulu savoir quand vous aimeriez y venir, et pour "
    "quoi faire. Le questionnaire est terminé, merci à toutes et à tous.": (
        "The eleven libraries of the département wanted to know when you would like to come, and what "
        "for. The questionnaire has closed: thank you all."
    ),
    "Merci. Les résultats seront publiés sur cette page.": (
        "Thank you. The results will be published on this page."
    ),
    "Choisir les horaires et les services des médiathèques.": (
        "To choose the opening hours and the services of the libraries."
    ),
    "Venez-vous dans une médiathèque ?": "Do you come to a library?",
    "Chaque semaine": "Every week",
    "Une ou deux fois par mois": "Once or twice a month",
    "Quelques fois par an": "A few times a year",
    "Jamais, ou presque": "Never, or almost",
    "Pour quoi faire ?": "What for?",
    "Plusieurs réponses possibles.": "Several answers are possible.",
    "Emprunter des livres": "To borrow books",
    "Emprunter des jeux, des films ou de la musique": "To borrow games, films or music",
    "Étudier ou travailler": "To study or work",
    "Me servir d’un ordinateur": "To use a computer",
    "Assister à une rencontre ou à un atelier": "To attend an event or a workshop",
    "Accompagner des enfants": "To bring children",
    "À quels moments faudrait-il ouvrir davantage ?": "When should they open more?",
    "Deux réponses au plus.": "Two answers at most.",
    "Entre midi et deux": "At lunchtime",
    "Le soir, jusqu’à 20 heures": "In the evening, until 8",
    "Le samedi toute la journée": "All day on Saturday",
    "Le dimanche après-midi": "On Sunday afternoon",
    "Le matin, dès 9 heures": "In the morning, from 9",
    "L’accueil vous convient-il ?": "Does the welcome suit you?",
    "pas du tout": "not at all",
    "tout à fait": "entirely",
    "Viendriez-vous le dimanche ?": "Would you come on Sundays?",
    "Dans quel canton habitez-vous ?": "In which canton do you live?",
    "Voulez-vous ajouter quelque chose ?": "Would you like to add anything?",
    "Les résultats sont publiés": "The results are published",
    "Le dimanche l’emporte de peu, et les horaires changent dès janvier.": (
        "Sunday wins by a little, and the opening hours change from January."
    ),
    "Lire les résultats": "Read the results",
    "Médiathèques : ce que vous nous avez dit": "Libraries: what you told us",
    "resultats": "results",
    "Toutes les réponses comptent de la même façon, qu’elles soient venues en ligne, sur papier ou au "
    "guichet. Les chiffres sont comptés à partir des réponses reçues.": (
        "All answers count alike, whether they came online, on paper or at a counter. The figures are "
        "counted from the answers received."
    ),
    "Qui a répondu": "Who answered",
    "Plus d’une personne sur deux vient au moins une fois par mois.": (
        "More than one person in two comes at least once a month."
    ),
    "On vient d’abord pour les livres, et souvent avec des enfants.": (
        "People come for books first, and often with children."
    ),
    "Le dimanche après-midi devance le soir, d’une courte tête.": (
        "Sunday afternoons come just ahead of evenings."
    ),
    "Ce que cela change": "What it changes",
    "À partir de janvier, les médiathèques de Montérac, de Vaubrun et de Saint-Aubry "
    "ouvrent le dimanche de 14 à 18 heures et le jeudi jusqu’à 20 heures. Les huit autres "
    "choisissent l’un ou l’autre avec leurs équipes. Un bilan sera fait au bout d’un an, et "
    "publié ici.": (
        "From January the libraries of Montérac, Vaubrun and Saint-Aubry open on Sundays from 2 to 6 and "
        "on Thursdays until 8. The eight others choose one or the other with their teams. A review will "
        "be made after a year, and published here."
    ),
}
