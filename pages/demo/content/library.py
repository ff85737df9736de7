"""A questionnaire that is closed, and what came out of it."""

from typing import Any

from forms.results import SEPARATOR
from pages.demo.blocks import block, items, question, uid
from pages.demo.made import Made

KEY = "library"
RESULTS_KEY = "library-results"
OPENS, CLOSES = -120, -75

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


def body(made: Made) -> list[dict[str, Any]]:
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
                "page": made.pages[RESULTS_KEY].pk,
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


def results_body(made: Made) -> list[dict[str, Any]]:
    """Return the body of the results page."""
    return [
        block(
            RESULTS_KEY,
            "synthesis",
            "synthesis",
            {
                "heading": "L’essentiel",
                "text": "<ul><li>Le dimanche après-midi est le premier vœu, juste devant le soir.</li>"
                "<li>Six personnes sur dix viennent déjà au moins une fois par mois.</li>"
                "<li>Plus d’un tiers des réponses sont venues sur papier ou au guichet.</li></ul>",
            },
        ),
        block(
            RESULTS_KEY,
            "numbers",
            "key_numbers",
            {"heading": "Qui a répondu", "page": made.pages[KEY].pk},
        ),
        _chart(made, "visits", "Plus d’une personne sur deux vient au moins une fois par mois."),
        _chart(made, "uses", "On vient d’abord pour les livres, et souvent avec des enfants."),
        _chart(made, "hours", "Le dimanche après-midi devance le soir, d’une courte tête."),
        _chart(made, "grade", ""),
        _chart(made, "canton", ""),
        block(
            RESULTS_KEY,
            "workshops",
            "numbers_chart",
            {
                "heading": "Ce que les trois ateliers ont mis en premier",
                "rows": items(
                    RESULTS_KEY,
                    "workshops",
                    {
                        "sunday": {"label": "Ouvrir le dimanche", "number": 31},
                        "evening": {"label": "Ouvrir un soir", "number": 22},
                        "quiet": {"label": "Une salle pour travailler au calme", "number": 14},
                        "coffee": {"label": "Une machine à café", "number": 9},
                    },
                ),
                "caption": "Les ateliers confirment le questionnaire, et ajoutent le calme.",
                "source": "Gommettes comptées à la fin de chaque atelier, 76 participants.",
            },
        ),
        block(
            RESULTS_KEY,
            "answers",
            "you_said_we_did",
            {
                "heading": "Vous avez dit, nous avons fait",
                "answers": items(RESULTS_KEY, "answers", _answers()),
            },
        ),
        block(
            RESULTS_KEY,
            "calendar",
            "timeline",
            {
                "heading": "Et maintenant",
                "moments": items(RESULTS_KEY, "calendar", MOMENTS),
            },
        ),
        block(
            RESULTS_KEY,
            "quote",
            "quote",
            {
                "text": "Le dimanche, c’est le seul jour où je peux y aller avec mon père.",
                "author": "Une lectrice de Saint-Aubry, sur un bulletin papier",
            },
        ),
    ]


MOMENTS = {
    "january": {
        "when": "Janvier",
        "heading": "Premiers dimanches",
        "text": "À Montérac, Vaubrun et Saint-Aubry.",
    },
    "spring": {
        "when": "Au printemps",
        "heading": "Les huit autres choisissent",
        "text": "Avec leurs équipes et leurs lecteurs.",
    },
    "review": {
        "when": "Dans un an",
        "heading": "Le bilan est publié ici",
        "text": "Fréquentation, coût, avis des équipes.",
    },
}
# What was said, what was decided, where it stands.
SAID_AND_DONE = {
    "sunday": (
        "Ouvrez le dimanche : en semaine, nous travaillons.",
        "Trois médiathèques ouvrent le dimanche de 14 à 18 heures dès janvier.",
        "decided",
    ),
    "evening": (
        "Un soir par semaine, au moins.",
        "Les mêmes restent ouvertes le jeudi jusqu’à 20 heures ; les autres choisissent au printemps.",
        "under_way",
    ),
    "computers": (
        "Les ordinateurs sont toujours pris.",
        "Douze postes ont été ajoutés, avec une personne pour aider le mercredi.",
        "done",
    ),
    "van": (
        "Sur le plateau, il n’y a pas de médiathèque du tout.",
        "Un bibliobus est à l’étude avec les communes ; la réponse viendra avec le pacte.",
        "studied",
    ),
    "night": (
        "Ouvrez jour et nuit, avec une carte.",
        "Non : sans personne à l’accueil, les plus jeunes et les plus fragiles n’y viendraient plus.",
        "declined",
    ),
}


def _answers() -> dict[str, dict[str, str]]:
    return {
        key: {"said": said, "decided": decided, "state": state}
        for key, (said, decided, state) in SAID_AND_DONE.items()
    }


def _chart(made: Made, key: str, caption: str) -> dict[str, Any]:
    reference = f"{made.pages[KEY].translation_key}{SEPARATOR}{uid(KEY, key)}"
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
    "L’essentiel": "In short",
    "Le dimanche après-midi est le premier vœu, juste devant le soir.": (
        "Sunday afternoons are the first wish, just ahead of evenings."
    ),
    "Six personnes sur dix viennent déjà au moins une fois par mois.": (
        "Six in ten already come at least once a month."
    ),
    "Plus d’un tiers des réponses sont venues sur papier ou au guichet.": (
        "More than a third of the answers came on paper or at a counter."
    ),
    "Vous avez dit, nous avons fait": "You said, we did",
    "Ouvrez le dimanche : en semaine, nous travaillons.": "Open on Sundays: on weekdays we work.",
    "Trois médiathèques ouvrent le dimanche de 14 à 18 heures dès janvier.": (
        "Three libraries open on Sundays from 2 to 6 pm from January."
    ),
    "Un soir par semaine, au moins.": "One evening a week, at least.",
    "Les mêmes restent ouvertes le jeudi jusqu’à 20 heures ; les autres choisissent au printemps.": (
        "The same ones stay open on Thursdays until 8 pm; the others choose in spring."
    ),
    "Les ordinateurs sont toujours pris.": "The computers are always taken.",
    "Douze postes ont été ajoutés, avec une personne pour aider le mercredi.": (
        "Twelve were added, with somebody to help on Wednesdays."
    ),
    "Sur le plateau, il n’y a pas de médiathèque du tout.": "On the plateau there is no library at all.",
    "Un bibliobus est à l’étude avec les communes ; la réponse viendra avec le pacte.": (
        "A library bus is being studied with the municipalities; the answer comes with the pact."
    ),
    "Ouvrez jour et nuit, avec une carte.": "Open day and night, with a card.",
    "Non : sans personne à l’accueil, les plus jeunes et les plus fragiles n’y viendraient plus.": (
        "No: with nobody at the desk, the youngest and the frailest would no longer come."
    ),
    "Et maintenant": "And now",
    "Janvier": "January",
    "Premiers dimanches": "The first Sundays",
    "À Montérac, Vaubrun et Saint-Aubry.": "In Montérac, Vaubrun and Saint-Aubry.",
    "Au printemps": "In spring",
    "Les huit autres choisissent": "The eight others choose",
    "Avec leurs équipes et leurs lecteurs.": "With their teams and their readers.",
    "Dans un an": "In a year",
    "Le bilan est publié ici": "The review is published here",
    "Fréquentation, coût, avis des équipes.": "Visits, cost, what the teams think.",
    "Le dimanche, c’est le seul jour où je peux y aller avec mon père.": (
        "Sunday is the only day on which I can go there with my father."
    ),
    "Une lectrice de Saint-Aubry, sur un bulletin papier": "A reader from Saint-Aubry, on a paper form",
    "Ce que les trois ateliers ont mis en premier": "What the three workshops put first",
    "Ouvrir le dimanche": "Open on Sundays",
    "Ouvrir un soir": "Open one evening",
    "Une salle pour travailler au calme": "A quiet room to work in",
    "Une machine à café": "A coffee machine",
    "Les ateliers confirment le questionnaire, et ajoutent le calme.": (
        "The workshops confirm the questionnaire, and add quiet."
    ),
    "Gommettes comptées à la fin de chaque atelier, 76 participants.": (
        "Stickers counted at the end of each workshop, 76 people."
    ),
}
