"""The first page."""

from pages.demo.blocks import accordion, block, items
from pages.demo.made import Made, Plan, Raw
from pages.demo.words import Words
from pages.models import HomePage

say = Words()

FIELDS = {
    "title": say("La Sauvelle se décide avec vous", "La Sauvelle decides with you"),
    "slug": say("accueil", "home"),
    "lead": say(
        "Donnez votre avis, répondez à un questionnaire, proposez une idée : chaque contribution "
        "est lue, et vous suivez ce qu’elle devient.",
        "Give your opinion, answer a questionnaire, propose an idea: every contribution is read, "
        "and you can follow what becomes of it.",
    ),
}


def body(made: Made) -> list[Raw]:
    """Return the body, which leads to the other pages."""
    return [
        block(
            "home",
            "call",
            "call_to_action",
            {
                "heading": say("Une idée pour votre village ?", "An idea for your village?"),
                "text": say(
                    "Un banc, un car, une fête, un verger : deux phrases suffisent pour commencer.",
                    "A bench, a bus, a party, an orchard: two sentences are enough to begin.",
                ),
                "button": say("Proposer une idée", "Propose an idea"),
                "page": made.pages["ideas"].pk,
            },
        ),
        block(
            "home",
            "newest",
            "contributions",
            {
                "heading": say("Les dernières idées publiées", "The latest ideas"),
                "page": made.pages["ideas"].pk,
                "number": 3,
            },
        ),
        block(
            "home",
            "how",
            "how_it_works",
            {
                "heading": say("Participer, en trois temps", "Taking part in three steps"),
                "steps": items(
                    "home",
                    "how",
                    {
                        "write": {
                            "heading": say("Écrivez comme vous parlez", "Write as you speak"),
                            "text": say(
                                "Sans compte, en quatre minutes, sur un téléphone ou sur papier.",
                                "Without an account, in four minutes, on a telephone or on paper.",
                            ),
                        },
                        "follow": {
                            "heading": say("Suivez votre texte", "Follow your text"),
                            "text": say(
                                "Le code de votre récépissé dit à tout moment où il en est.",
                                "The code of your receipt says at any time where it stands.",
                            ),
                        },
                        "answer": {
                            "heading": say("Lisez la réponse", "Read the answer"),
                            "text": say(
                                "L’assemblée dit ce qu’elle retient et pourquoi, avant de voter.",
                                "The assembly says what it follows and why, before it votes.",
                            ),
                        },
                    },
                ),
            },
        ),
        block(
            "home",
            "news",
            "page_list",
            {"heading": say("Les actualités", "What is new"), "page": made.pages["news"].pk, "number": 3},
        ),
        block(
            "home",
            "heading",
            "rich_text",
            say.h2("Vos questions, nos réponses", "Your questions, our answers"),
        ),
        accordion("home", "questions", QUESTIONS),
        block(
            "home",
            "search",
            "search_box",
            {"heading": say("Quelqu’un l’a peut-être déjà proposé", "Somebody may have proposed it already")},
        ),
    ]


QUESTIONS = {
    "who": (
        say("Qui peut participer ?", "Who can take part?"),
        say.p(
            "Toutes les personnes qui vivent, travaillent ou étudient dans le département, sans condition "
            "d’âge ni de nationalité. Aucun compte n’est nécessaire.",
            "Everybody who lives, works or studies in the département, of any age and nationality. You need "
            "no account.",
        ),
    ),
    "after": (
        say("Que devient ma contribution ?", "What becomes of my contribution?"),
        say.p(
            "Une personne de l’équipe la lit sous trois jours ouvrés. Si elle respecte la charte, elle est "
            "publiée ; sinon, on vous dit pourquoi. Avec le code de votre récépissé, vous suivez chaque "
            "étape "
            "et pouvez retirer votre texte.",
            "Somebody from the team reads it within three working days. If it respects the charter, it is "
            "published; if not, we tell you why. With the code of your receipt you can follow each step and "
            "take your text back.",
        ),
    ),
    "data": (
        say("Mon nom sera-t-il publié ?", "Will my name be published?"),
        say.p(
            "Non. Le portail ne le demande pas. Une adresse électronique est facultative : elle sert à vous "
            "prévenir, et personne d’autre que l’équipe ne la voit.",
            "No. The portal does not ask for it. An e-mail address is optional: it lets us tell you what "
            "happens, and nobody but the team sees it.",
        ),
    ),
    "paper": (
        say("Je préfère le papier ou la parole", "I prefer paper, or to talk"),
        say.p(
            "Des bulletins vous attendent dans les mairies et les médiathèques, et l’équipe recueille votre "
            "avis au 05 36 49 10 20. Ce qui est écrit à la main compte autant que ce qui est envoyé en "
            "ligne.",
            "Forms await you in town halls and libraries, and the team takes your opinion by telephone on "
            "05 36 49 10 20. What is written by hand counts as much as what is sent online.",
        ),
    ),
}

PLAN = Plan("home", HomePage, "", say.english, FIELDS, body)
