"""A questionnaire that is open, with a question of nearly every kind."""

from typing import Any

from pages.demo.blocks import block, question, section
from pages.demo.made import Made

KEY = "travel"
OPENS, CLOSES = -12, 25

FIELDS = {
    "title": "Vos trajets de tous les jours",
    "slug": "trajets",
    "lead": (
        "Les lignes de cars changent l’an prochain. Dites en quatre minutes comment vous vous déplacez "
        "et ce qui vous ferait changer d’habitude."
    ),
    "publication": "none",
    # The form asks for an address itself, for the workshop.
    "offers_contact": False,
    "thanks": (
        "Vos réponses serviront à dessiner les nouvelles lignes. Les résultats seront publiés ici "
        "un mois après la fin du questionnaire."
    ),
    "notice_purpose": "Préparer le réseau de cars de l’an prochain.",
    "retention_months": 12,
}

MODES = {
    "car": "En voiture, sans passager",
    "shared": "En voiture, à plusieurs",
    "bus": "En car ou en bus",
    "train": "En train",
    "bike": "À vélo ou en trottinette",
    "walk": "À pied",
}
BRAKES = {
    "none": "Il n’y a pas de car près de chez moi",
    "hours": "Les horaires ne me conviennent pas",
    "slow": "Le trajet est trop long",
    "price": "C’est trop cher",
    "shelter": "L’attente se fait sans abri",
    "other": "Je dois transporter des enfants ou du matériel",
}
WISHES = {
    "more": "Plus de départs le matin et le soir",
    "late": "Un dernier car plus tardif",
    "weekend": "Des cars le dimanche",
    "bikes": "Des vélos acceptés à bord",
    "demand": "Un transport à la demande",
}
AGES = {
    "under18": "Moins de 18 ans",
    "18-29": "De 18 à 29 ans",
    "30-59": "De 30 à 59 ans",
    "60-74": "De 60 à 74 ans",
    "75": "75 ans ou plus",
}

FORM = [
    section(KEY, "trips", "Vos trajets", "<p>Pensez à une semaine ordinaire.</p>"),
    question(
        KEY,
        "mode",
        "single_choice",
        "Comment faites-vous votre trajet le plus fréquent ?",
        options=MODES,
        required=True,
    ),
    question(
        KEY,
        "distance",
        "number",
        "Combien de kilomètres fait-il, à l’aller ?",
        help_text="Même à peu près.",
        min_value="0",
        max_value="500",
        decimals=1,
    ),
    question(KEY, "pass", "yes_no", "Avez-vous un abonnement de car ?"),
    question(
        KEY,
        "last",
        "date",
        "Quand avez-vous pris le car pour la dernière fois ?",
        help_text="Laissez vide si vous ne l’avez jamais pris.",
    ),
    section(KEY, "wanted", "Ce qui vous aiderait"),
    question(
        KEY,
        "grade",
        "scale",
        "Les cars d’aujourd’hui vous conviennent-ils ?",
        low=1,
        high=5,
        low_label="pas du tout",
        high_label="tout à fait",
    ),
    question(
        KEY,
        "brakes",
        "multiple_choice",
        "Qu’est-ce qui vous empêche de prendre le car ?",
        help_text="Plusieurs réponses possibles.",
        options=BRAKES,
    ),
    question(
        KEY,
        "wishes",
        "multiple_choice",
        "Que faudrait-il améliorer d’abord ?",
        help_text="Deux réponses au plus.",
        options=WISHES,
        maximum=2,
        required=True,
    ),
    question(
        KEY,
        "line",
        "short_text",
        "Quelle ligne vous manque ?",
        help_text="Par exemple : de Tharse à Montérac, le soir.",
        max_length=120,
    ),
    question(KEY, "more", "long_text", "Voulez-vous ajouter quelque chose ?", max_length=1_000),
    section(
        KEY,
        "you",
        "Pour finir",
        "<p>Ces réponses sont facultatives. Elles disent seulement si tout le monde a été entendu.</p>",
    ),
    question(KEY, "canton", "territory", "Dans quel canton habitez-vous ?"),
    question(KEY, "age", "single_choice", "Quel âge avez-vous ?", options=AGES, display="list"),
    question(
        KEY,
        "workshop",
        "consent",
        "J’accepte que l’on m’écrive pour m’inviter à l’atelier sur les horaires",
        help_text="Vous pouvez changer d’avis à tout moment.",
    ),
    question(
        KEY,
        "address",
        "email",
        "À quelle adresse vous inviter ?",
        help_text="Seulement si vous avez coché la case.",
    ),
]


def body(made: Made) -> list[dict[str, Any]]:
    """Return the body."""
    return [
        block(
            KEY,
            "why",
            "rich_text",
            "<h2>Pourquoi ces questions ?</h2>"
            "<p>Le contrat des cars est renouvelé tous les huit ans. Les nouvelles lignes seront "
            "dessinées à partir de vos réponses, commune par commune. Le questionnaire est aussi "
            "distribué sur papier dans les cars et aux guichets.</p>",
        )
    ]


ENGLISH = {
    "Vos trajets de tous les jours": "Your everyday journeys",
    "trajets": "journeys",
    "Les lignes de cars changent l’an prochain. Dites en quatre minutes comment vous vous déplacez "
    "et ce qui vous ferait changer d’habitude.": (
        "The bus lines change next year. Tell us in four minutes how you get around and what would "
        "make you change your habits."
    ),
    "Vos réponses serviront à dessiner les nouvelles lignes. Les résultats seront publiés ici "
    "un mois après la fin du questionnaire.": (
        "Your answers will help to draw the new lines. The results will be published here one month "
        "after the questionnaire has closed."
    ),
    "Préparer le réseau de cars de l’an prochain.": "To prepare next year’s bus network.",
    "Vos trajets": "Your journeys",
    "Pensez à une semaine ordinaire.": "Think of an ordinary week.",
    "Comment faites-vous votre trajet le plus fréquent ?": "How do you make your most frequent journey?",
    "En voiture, sans passager": "By car, alone",
    "En voiture, à plusieurs": "By car, with others",
    "En car ou en bus": "By bus or coach",
    "En train": "By train",
    "À vélo ou en trottinette": "By bike or scooter",
    "À pied": "On foot",
    "Combien de kilomètres fait-il, à l’aller ?": "How many kilometres is it, one way?",
    "Même à peu près.": "Even roughly.",
    "Avez-vous un abonnement de car ?": "Do you have a bus pass?",
    "Quand avez-vous pris le car pour la dernière fois ?": "When did you last take the bus?",
    "Laissez vide si vous ne l’avez jamais pris.": "Leave it empty if you have never taken it.",
    "Ce qui vous aiderait": "What would help you",
    "Les cars d’aujourd’hui vous conviennent-ils ?": "Do today’s buses suit you?",
    "pas du tout": "not at all",
    "tout à fait": "entirely",
    "Qu’est-ce qui vous empêche de prendre le car ?": "What keeps you from taking the bus?",
    "Plusieurs réponses possibles.": "Several answers are possible.",
    "Il n’y a pas de car près de chez moi": "There is no bus near my home",
    "Les horaires ne me conviennent pas": "The times do not suit me",
    "Le trajet est trop long": "The journey takes too long",
    "C’est trop cher": "It is too expensive",
    "L’attente se fait sans abri": "There is no shelter to wait in",
    "Je dois transporter des enfants ou du matériel": "I have children or things to carry",
    "Que faudrait-il améliorer d’abord ?": "What should be improved first?",
    "Deux réponses au plus.": "Two answers at most.",
    "Plus de départs le matin et le soir": "More departures in the morning and evening",
    "Un dernier car plus tardif": "A later last bus",
    "Des cars le dimanche": "Buses on Sundays",
    "Des vélos acceptés à bord": "Bikes taken on board",
    "Un transport à la demande": "Transport on demand",
    "Quelle ligne vous manque ?": "Which line do you miss?",
    "Par exemple : de Tharse à Montérac, le soir.": "For example: from Tharse to Montérac in the evening.",
    "Voulez-vous ajouter quelque chose ?": "Would you like to add anything?",
    "Pour finir": "To finish",
    "Ces réponses sont facultatives. Elles disent seulement si tout le monde a été entendu.": (
        "These answers are optional. They only tell whether everybody was heard."
    ),
    "Dans quel canton habitez-vous ?": "In which canton do you live?",
    "Quel âge avez-vous ?": "How old are you?",
    "Moins de 18 ans": "Under 18",
    "De 18 à 29 ans": "18 to 29",
    "De 30 à 59 ans": "30 to 59",
    "De 60 à 74 ans": "60 to 74",
    "75 ans ou plus": "75 or over",
    "J’accepte que l’on m’écrive pour m’inviter à l’atelier sur les horaires": (
        "I agree to be written to about the workshop on timetables"
    ),
    "Vous pouvez changer d’avis à tout moment.": "You can change your mind at any time.",
    "À quelle adresse vous inviter ?": "Where can we send the invitation?",
    "Seulement si vous avez coché la case.": "Only if you have ticked the box.",
    "Pourquoi ces questions ?": "Why these questions?",
    "Le contrat des cars est renouvelé tous les huit ans. Les nouvelles lignes seront "
    "dessinées à partir de vos réponses, commune par commune. Le questionnaire est aussi "
    "distribué sur papier dans les cars et aux guichets.": (
        "The bus contract is renewed every eight years. The new lines will be drawn from your answers, "
        "municipality by municipality. The questionnaire is also handed out on paper, in the buses and "
        "at the counters."
    ),
}
