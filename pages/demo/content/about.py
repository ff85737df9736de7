"""How it works, how contributions are moderated, and whom to ask."""

from pages.demo.blocks import accordion, block, items
from pages.demo.made import Made, Plan, Raw
from pages.demo.words import Words
from pages.models import ContentPage

how, rules, contact, transparency = Words(), Words(), Words(), Words()


def _how(made: Made) -> list[Raw]:
    key = "how"
    steps = {
        "write": (
            how("Vous écrivez", "You write"),
            how(
                "En ligne, sur un bulletin, au guichet, au téléphone ou en atelier. Deux phrases suffisent.",
                "Online, on a paper form, at a counter, on the telephone or in a workshop. Two sentences do.",
            ),
        ),
        "receipt": (
            how("Vous recevez un code", "You receive a code"),
            how(
                "Il vous permet de suivre votre contribution et de la retirer, sans compte ni mot de passe.",
                "It lets you follow your contribution and take it back, without account or password.",
            ),
        ),
        "read": (
            how("Une personne vous lit", "Somebody reads you"),
            how(
                "Sous trois jours ouvrés. Si un texte n’est pas publié, son auteur sait pourquoi.",
                "Within three working days. If a text is not published, its author is told why.",
            ),
        ),
        "answer": (
            how("L’assemblée répond", "The assembly answers"),
            how(
                "Par écrit et avant de voter : ce qu’elle retient, ce qu’elle écarte, et ses raisons.",
                "In writing and before it votes: what it follows, what it sets aside, and why.",
            ),
        ),
    }
    return [
        block(
            key,
            "steps",
            "how_it_works",
            {
                "heading": how("De votre texte à la décision", "From your text to the decision"),
                "steps": items(
                    key,
                    "steps",
                    {name: {"heading": heading, "text": text} for name, (heading, text) in steps.items()},
                ),
            },
        ),
        block(
            key,
            "film",
            "video",
            {
                "title": how("Participer en trois minutes", "Taking part in three minutes"),
                "url": "https://video.sauvelle.example/participer",
                "poster": {
                    "image": made.pictures["village"].pk,
                    "decorative": True,
                    "alt_text": "",
                },
                "duration": how("3 minutes, sous-titré", "3 minutes, subtitled"),
                "transcript": how.p(
                    "Une habitante ouvre le portail sur son téléphone, lit une question, écrit deux phrases, "
                    "note son code. Trois jours plus tard, elle lit que son idée est publiée. Un mois plus "
                    "tard, le service des routes lui répond.",
                    "A resident opens the portal on her phone, reads a question, writes two sentences and "
                    "notes "
                    "her code. Three days later she reads that her idea is published. A month later the "
                    "roads "
                    "service answers her.",
                ),
            },
        ),
        accordion(
            key,
            "questions",
            {
                "count": (
                    how("Le papier compte-t-il autant ?", "Does paper count as much?"),
                    how.p(
                        "Oui. Chaque bulletin porte un numéro, est saisi par un agent et devient une "
                        "contribution "
                        "comme les autres. Les résultats disent combien sont venues par chaque canal.",
                        "Yes. Each sheet has a number, is typed in by the staff and becomes a contribution "
                        "like "
                        "any other. The results say how many came through each channel.",
                    ),
                ),
                "twice": (
                    how("Peut-on participer deux fois ?", "Can one take part twice?"),
                    how.p(
                        "Vous pouvez proposer plusieurs idées. À un questionnaire, nous vous demandons de ne "
                        "répondre qu’une fois ; rien n’est vérifié, parce que vérifier demanderait votre "
                        "identité.",
                        "You may propose several ideas. Please answer a questionnaire only once; nothing is "
                        "checked, because checking would take your identity.",
                    ),
                ),
            },
        ),
        block(
            key,
            "go",
            "call_to_action",
            {
                "heading": how("À vous", "Your turn"),
                "text": how("Voyez ce qui est ouvert en ce moment.", "See what is open at the moment."),
                "button": how("Voir les démarches", "See the processes"),
                "page": made.pages["processes"].pk,
            },
        ),
    ]


def _rules(made: Made) -> list[Raw]:
    return [
        block(
            "rules",
            "text",
            "rich_text",
            rules.h2("Ce que nous publions", "What we publish")
            + rules.p(
                "Tout ce qui répond à la question posée, que l’avis nous plaise ou non. Nous ne corrigeons "
                "ni l’orthographe ni le ton : ce sont vos mots.",
                "Whatever answers the question, whether we like the opinion or not. We correct neither "
                "spelling nor tone: these are your words.",
            )
            + rules.h2("Ce que nous ne publions pas", "What we do not publish")
            + rules.ul(
                (
                    "les injures et les propos haineux, qui visent des personnes plutôt que des idées",
                    "insults and hateful words, which aim at people rather than at ideas",
                ),
                (
                    "ce qui permet de reconnaître quelqu’un : un nom, une adresse, un état de santé",
                    "what makes somebody recognisable: a name, an address, the state of their health",
                ),
                (
                    "les annonces commerciales et les envois automatiques",
                    "advertisements and automatic mailings",
                ),
                (
                    "ce qui est sans rapport avec la question, ou déjà publié mot pour mot",
                    "what has nothing to do with the question, or is published already word for word",
                ),
            )
            + rules.h2("Qui décide", "Who decides")
            + rules.p(
                "Deux modérateurs, agents du département, qui ne dépendent pas des services concernés. Aucun "
                "logiciel ne décide à leur place. Chaque décision est datée, motivée et conservée.",
                "Two moderators, members of the staff who do not belong to the services concerned. No "
                "software "
                "decides in their place. Each decision is dated, has its reason and is kept.",
            ),
        ),
        block(
            "rules",
            "object",
            "rich_text",
            rules.h2("Contester une décision", "To object to a decision")
            + rules.p(
                "Écrivez à mediation@sauvelle.example avec le code de votre récépissé. La médiatrice du "
                "département, qui n’a pas pris la décision, vous répond sous quinze jours.",
                "Write to mediation@sauvelle.example with the code of your receipt. The mediator, who did "
                "not "
                "take the decision, answers within two weeks.",
            ),
        ),
    ]


# Name, address, what there is, and where.
PLACES = {
    "monterac": (
        contact("Hôtel du département", "Hôtel du département"),
        contact("1 place des Tilleuls, Montérac", "1 place des Tilleuls, Montérac"),
        contact("Du lundi au vendredi, de 9 à 17 heures.", "Monday to Friday, 9 am to 5 pm."),
        "45.13052, 2.01601",
    ),
    "vaubrun": (
        contact("Médiathèque de Vaubrun", "Library of Vaubrun"),
        contact("12 rue du Marché, Vaubrun", "12 rue du Marché, Vaubrun"),
        contact("Et le dimanche à partir de janvier.", "On Sundays, too, from January."),
        "45.18134, 1.62842",
    ),
    "rives": (
        contact("Mairie de Rives-de-Sauvelle", "Town hall of Rives-de-Sauvelle"),
        contact("2 quai de la Filature, Rives-de-Sauvelle", "2 quai de la Filature, Rives-de-Sauvelle"),
        contact(
            "Une personne aide à écrire le mardi après-midi.",
            "Somebody helps to write on Tuesday afternoons.",
        ),
        "44.93490, 2.10229",
    ),
    "tharse": (
        contact("Épicerie de Laubrac", "Grocery of Laubrac"),
        contact("Place du Lavoir, Laubrac", "Place du Lavoir, Laubrac"),
        contact("L’urne est à côté de la caisse.", "The box stands by the till."),
        "45.13157, 2.50993",
    ),
}


def _place(key: str) -> Raw:
    name, address, text, point = PLACES[key]
    return {"name": name, "address": address, "text": f"<p>{text}</p>", "point": point}


def _contact(made: Made) -> list[Raw]:
    return [
        block(
            "contact",
            "team",
            "contact",
            {
                "heading": contact("L’équipe", "The team"),
                "name": contact("Mission participation citoyenne", "Citizen participation team"),
                "address": contact(
                    "Hôtel du département, 1 place des Tilleuls, Montérac",
                    "Hôtel du département, 1 place des Tilleuls, Montérac (France)",
                ),
                "phone": "05 36 49 10 20",
                "email": "participation@sauvelle.example",
            },
        ),
        block(
            "contact",
            "map",
            "places_map",
            {
                "heading": contact("Où déposer un bulletin", "Where to leave a paper form"),
                "places": items("contact", "map", {name: _place(name) for name in PLACES}),
            },
        ),
        block(
            "contact",
            "where",
            "rich_text",
            contact.h2("Venir nous voir", "Come and see us")
            + contact.p(
                "Du lundi au vendredi, de 9 à 17 heures, sans rendez-vous. Entrée de plain-pied par la "
                "cour ; "
                "une boucle magnétique équipe l’accueil.",
                "Monday to Friday, 9 am to 5 pm, without an appointment. Step-free entrance through the "
                "courtyard; the desk has an induction loop.",
            )
            + contact.p(
                "Le camion du département passe aussi une fois par mois dans chaque canton : demandez la "
                "date "
                "à votre mairie.",
                "The van of the département also visits each canton once a month: ask your town hall for "
                "the day.",
            ),
        ),
    ]


def _transparency(made: Made) -> list[Raw]:
    return [
        block("transparency", "year", "transparency", {"heading": "", "year": None, "page": None}),
        block(
            "transparency",
            "record",
            "rich_text",
            transparency.h2("D’où viennent ces chiffres", "Where these figures come from")
            + transparency.p(
                "Du registre des décisions, où rien ne s’efface ni ne se corrige : ils peuvent être "
                "recomptés à tout moment. Une décision reprise dans la minute ne compte pas.",
                "From the record of decisions, in which nothing is deleted or corrected: they can be counted "
                "again at any time. A decision that was taken back within the minute does not count.",
            ),
        ),
    ]


HOW = Plan(
    "how",
    ContentPage,
    "home",
    how.english,
    {
        "title": how("Comment ça marche", "How it works"),
        "slug": how("comment-ca-marche", "how-it-works"),
        "lead": how(
            "Ce que devient un texte entre le moment où vous l’écrivez et celui où l’assemblée décide.",
            "What becomes of a text from the moment you write it until the assembly decides.",
        ),
        "show_in_menus": True,
    },
    _how,
)
RULES = Plan(
    "rules",
    ContentPage,
    "how",
    rules.english,
    {
        "title": rules("Comment nous modérons", "How we moderate"),
        "slug": rules("moderation", "moderation"),
        "lead": rules(
            "Chaque contribution est lue par une personne. Voici les règles qu’elle suit.",
            "Each contribution is read by a person. These are the rules they follow.",
        ),
    },
    _rules,
)
CONTACT = Plan(
    "contact",
    ContentPage,
    "home",
    contact.english,
    {
        "title": contact("Nous joindre", "Contact us"),
        "slug": contact("nous-joindre", "contact-us"),
        "lead": contact(
            "Une question, une difficulté avec le portail, l’envie d’un atelier dans votre commune ?",
            "A question, a difficulty with the portal, a wish for a workshop where you live?",
        ),
        "show_in_menus": True,
    },
    _contact,
)
TRANSPARENCY = Plan(
    "transparency",
    ContentPage,
    "rules",
    transparency.english,
    {
        "title": transparency("Transparence de la modération", "Transparency of moderation"),
        "slug": transparency("transparence-de-la-moderation", "transparency-of-moderation"),
        "lead": transparency(
            "Ce que nous avons reçu, publié, refusé et masqué cette année, pour quels motifs et en combien "
            "de temps.",
            "What we received, published, refused and hid this year, for which reasons and how fast.",
        ),
    },
    _transparency,
)
PLANS = [HOW, RULES, TRANSPARENCY, CONTACT]
