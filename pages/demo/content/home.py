"""The first page."""

from typing import Any

from wagtail.images.models import Image
from wagtail.models import Page

from pages.demo.blocks import accordion, block

FIELDS = {
    "title": "La Sauvelle se décide avec vous",
    "slug": "accueil",
    "lead": (
        "Donnez votre avis, répondez à un questionnaire, proposez une idée : chaque contribution "
        "est lue, et vous suivez ce qu’elle devient."
    ),
}


def body(pages: dict[str, Page], pictures: dict[str, Image]) -> list[dict[str, Any]]:
    """Return the body, which leads to the other pages."""
    return [
        block(
            "home",
            "call",
            "call_to_action",
            {
                "heading": "Une idée pour votre village ?",
                "text": "Un banc, un car, une fête, un verger : deux phrases suffisent pour commencer.",
                "button": "Proposer une idée",
                "page": pages["ideas"].pk,
            },
        ),
        block(
            "home",
            "newest",
            "contributions",
            {"heading": "Les dernières idées publiées", "page": pages["ideas"].pk, "number": 3},
        ),
        block("home", "heading", "rich_text", "<h2>Vos questions, nos réponses</h2>"),
        accordion(
            "home",
            "questions",
            {
                "who": (
                    "Qui peut participer ?",
                    (
                        "<p>Toutes les personnes qui vivent, travaillent ou étudient dans le département, "
                        "sans condition d’âge ni de nationalité. Aucun compte n’est nécessaire.</p>"
                    ),
                ),
                "after": (
                    "Que devient ma contribution ?",
                    (
                        "<p>Une personne de l’équipe la lit sous trois jours ouvrés. Si elle respecte la "
                        "charte, elle est publiée ; sinon, on vous dit pourquoi. Avec le code de votre "
                        "récépissé, vous suivez chaque étape et pouvez retirer votre texte.</p>"
                    ),
                ),
                "data": (
                    "Mon nom sera-t-il publié ?",
                    (
                        "<p>Non. Le portail ne le demande pas. Une adresse électronique est facultative : "
                        "elle sert à vous prévenir, et personne d’autre que l’équipe ne la voit.</p>"
                    ),
                ),
                "paper": (
                    "Je préfère le papier ou la parole",
                    (
                        "<p>Des bulletins vous attendent dans les mairies et les médiathèques, et l’équipe "
                        "recueille votre avis au 05 36 49 10 20. Ce qui est écrit à la main compte autant "
                        "que ce qui est envoyé en ligne.</p>"
                    ),
                ),
            },
        ),
    ]


ENGLISH = {
    "La Sauvelle se décide avec vous": "La Sauvelle decides with you",
    "accueil": "home",
    "Donnez votre avis, répondez à un questionnaire, proposez une idée : chaque contribution "
    "est lue, et vous suivez ce qu’elle devient.": (
        "Give your opinion, answer a questionnaire, propose an idea: every contribution is read, "
        "and you can follow what becomes of it."
    ),
    "Une idée pour votre village ?": "An idea for your village?",
    "Un banc, un car, une fête, un verger : deux phrases suffisent pour commencer.": (
        "A bench, a bus, a party, an orchard: two sentences are enough to begin."
    ),
    "Proposer une idée": "Propose an idea",
    "Les dernières idées publiées": "The latest ideas",
    "Vos questions, nos réponses": "Your questions, our answers",
    "Qui peut participer ?": "Who can take part?",
    "Toutes les personnes qui vivent, travaillent ou étudient dans le département, "
    "sans condition d’âge ni de nationalité. Aucun compte n’est nécessaire.": (
        "Everybody who lives, works or studies in the département, of any age and nationality. "
        "You need no account."
    ),
    "Que devient ma contribution ?": "What becomes of my contribution?",
    "Une personne de l’équipe la lit sous trois jours ouvrés. Si elle respecte la "
    "charte, elle est publiée ; sinon, on vous dit pourquoi. Avec le code de votre "
    "récépissé, vous suivez chaque étape et pouvez retirer votre texte.": (
        "Somebody from the team reads it within three working days. If it respects the charter, "
        "it is published; if not, we tell you why. With the code of your receipt you can follow "
        "each step and take your text back."
    ),
    "Mon nom sera-t-il publié ?": "Will my name be published?",
    "Non. Le portail ne le demande pas. Une adresse électronique est facultative : "
    "elle sert à vous prévenir, et personne d’autre que l’équipe ne la voit.": (
        "No. The portal does not ask for it. An e-mail address is optional: it lets us tell you "
        "what happens, and nobody but the team sees it."
    ),
    "Je préfère le papier ou la parole": "I prefer paper, or to talk",
    "Des bulletins vous attendent dans les mairies et les médiathèques, et l’équipe "
    "recueille votre avis au 05 36 49 10 20. Ce qui est écrit à la main compte autant "
    "que ce qui est envoyé en ligne.": (
        "Forms await you in town halls and libraries, and the team takes your opinion by telephone "
        "on 05 36 49 10 20. What is written by hand counts as much as what is sent online."
    ),
}
