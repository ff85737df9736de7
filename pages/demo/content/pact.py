"""The territorial pact: a process with its steps, its documents and its events."""

import datetime

from forms.models import Theme
from pages.blocks.steps import DocumentsStreamBlock, StepsStreamBlock
from pages.demo.blocks import block, complete, items
from pages.demo.made import Made, Plan, Raw, date, day
from pages.demo.words import Words
from pages.models import Event, Process, ProcessTheme

KEY = "pact"
OPENS, CLOSES = -72, 48
say = Words()

FIELDS = {
    "title": say("Le pacte des territoires", "The territorial pact"),
    "slug": say("pacte-des-territoires", "territorial-pact"),
    "lead": say(
        "Dix cantons, une enveloppe de 24 millions d’euros, six ans devant nous : écrivons ensemble "
        "les priorités que le département et les communes signeront.",
        "Ten cantons, 24 million euros, six years ahead: let us write together the priorities that "
        "the département and its municipalities will sign.",
    ),
    "service": say("Direction de l’aménagement et des territoires", "Department of planning and territories"),
    "contact_email": "pacte@sauvelle.example",
    "contact_phone": "05 36 49 10 24",
}

# Heading, text, first and last day from today.
STEPS = [
    (
        say("Des entretiens dans quarante communes", "Talks in forty municipalities"),
        say(
            "Cent vingt personnes rencontrées chez elles, au marché ou à la sortie de l’école.",
            "A hundred and twenty people met at home, at the market or at the school gate.",
        ),
        -72,
        -52,
    ),
    (
        say("La synthèse et l’avis du panel citoyen", "The summary and the opinion of the citizens’ panel"),
        say(
            "Trente personnes tirées au sort relisent toutes les contributions et classent les priorités.",
            "Thirty people drawn by lot read all contributions again and rank the priorities.",
        ),
        52,
        80,
    ),
    (
        say("Le vote de l’assemblée départementale", "The vote of the assembly"),
        say(
            "La séance est publique et retransmise. Chaque priorité écartée l’est par écrit.",
            "The session is public and broadcast. Whatever is set aside is answered in writing.",
        ),
        112,
        112,
    ),
]


def values(made: Made) -> Raw:
    """Return its dates around today, its steps, its documents and its themes."""
    steps = [
        block(
            KEY,
            heading,
            "step",
            {"heading": heading, "text": text, "starts": str(date(first)), "ends": str(date(last))},
        )
        for heading, text, first, last in STEPS
    ]
    documents = [
        block(KEY, key, "document", {"document": made.documents[key].pk, "title": title})
        for key, title in (
            ("pact", say("Le projet de pacte, version 1", "The draft of the pact, version 1 (in French)")),
            ("budget", say("L’enveloppe par canton", "The budget by canton (in French)")),
        )
    ]
    return {
        "opens_at": day(OPENS, hour=9),
        "closes_at": day(CLOSES, hour=18),
        "steps": complete(StepsStreamBlock(), steps),
        "documents": complete(DocumentsStreamBlock(), documents),
        "theme_links": [
            ProcessTheme(theme=Theme.objects.filter(translation_key=made.labels[key]).earliest("pk"))
            for key in ("mobility", "solidarity", "housing")
        ],
    }


def body(made: Made) -> list[Raw]:
    """Return what is at stake, in figures, with the countdown of what is open."""
    return [
        block(
            KEY,
            "stakes",
            "rich_text",
            say.h2("Ce qui est en jeu", "What is at stake")
            + say.p(
                "Le pacte dit où ira l’argent du département dans les cantons jusqu’à la fin du mandat : "
                "cars, maisons de santé, collèges, routes, eau. Il lie aussi les communes, qui apportent "
                "le terrain, les bâtiments ou une part de la dépense.",
                "The pact says where the money of the département goes in the cantons until the end of "
                "the term: buses, health centres, schools, roads, water. It binds the municipalities, too, "
                "which bring the land, the buildings or a part of the cost.",
            )
            + say.p(
                "Rien n’est encore écrit, sauf trois règles : chaque canton reçoit une part égale, aucune "
                "priorité ne coûte plus de 900 000 euros, et ce qui est promis est daté.",
                "Nothing is written yet but three rules: each canton receives an equal share, no priority "
                "costs more than 900,000 euros, and whatever is promised has a date.",
            ),
        ),
        block(
            KEY,
            "figures",
            "figures",
            {
                "heading": say("Le pacte en chiffres", "The pact in figures"),
                "figures": items(
                    KEY,
                    "figures",
                    {
                        "money": {
                            "number": say("24 M€", "€24m"),
                            "meaning": say("à répartir en six ans", "to share over six years"),
                        },
                        "cantons": {
                            "number": say("10", "10"),
                            "meaning": say("cantons, à parts égales", "cantons, with equal shares"),
                        },
                        "priorities": {
                            "number": say("30", "30"),
                            "meaning": say("priorités au plus", "priorities at most"),
                        },
                    },
                ),
                "source": say(
                    "Délibération de l’assemblée départementale, séance d’ouverture du pacte.",
                    "Deliberation of the assembly, opening session of the pact.",
                ),
            },
        ),
        block(
            KEY,
            "quote",
            "quote",
            {
                "text": say(
                    "On m’a demandé ce qui manquait, pas ce que j’en pensais. C’est la première fois.",
                    "I was asked what was missing, not what I thought of it. It is the first time.",
                ),
                "author": say(
                    "Une habitante de Vernouze, rencontrée au marché",
                    "A resident of Vernouze, met at the market",
                ),
            },
        ),
        block(
            KEY,
            "views",
            "gallery",
            {
                "heading": say("Un département, quatre vues", "One département, four views"),
                "pictures": items(KEY, "views", {name: _view(made, name) for name in VIEWS}),
            },
        ),
        block(KEY, "left", "countdown", {"page": made.pages["ideas"].pk}),
    ]


# Alternative text and caption of each picture.
VIEWS = {
    "village": (
        say("Dessin : un village autour de son église", "Drawing: a village around its church"),
        say("Vernouze, 640 habitants, dont 31 maisons vides", "Vernouze, 640 people and 31 empty houses"),
    ),
    "bus": (
        say("Dessin : un car rouge sous les arbres", "Drawing: a red bus under the trees"),
        say("La ligne 4, neuf allers-retours par jour", "Line 4, nine times a day and back"),
    ),
    "river": (
        say("Dessin : un pont de pierre à trois arches", "Drawing: a stone bridge with three arches"),
        say("La Sauvelle à Rives, où l’on se baignait", "The Sauvelle at Rives, where people used to bathe"),
    ),
    "valley": (
        say("Dessin : des collines au soleil bas", "Drawing: hills under a low sun"),
        say("Le Haut-Lanzac, une heure de route du chef-lieu", "Haut-Lanzac, an hour by road from Montérac"),
    ),
}


def _view(made: Made, name: str) -> Raw:
    alt_text, caption = VIEWS[name]
    image = {"image": made.pictures[name].pk, "decorative": False, "alt_text": alt_text}
    return {"image": image, "caption": caption}


PLAN = Plan(KEY, Process, "processes", say.english, FIELDS, body, values)


def _event(key: str, words: Words, fields: Raw, body_text: str, days: int, hour: int, hours: int) -> Plan:
    """Return an event of so many hours that begins so many days from today."""

    def when(made: Made) -> Raw:
        starts = day(days, hour=hour, minute=30)
        return {"starts_at": starts, "ends_at": starts + datetime.timedelta(hours=hours)}

    def text(made: Made) -> list[Raw]:
        return [block(key, "text", "rich_text", body_text)]

    return Plan(key, Event, KEY, words.english, fields, text, when)


launch, meeting, workshop = Words(), Words(), Words()
EVENTS = [
    _event(
        "launch",
        launch,
        {
            "title": launch("Soirée de lancement à Montérac", "Opening night in Montérac"),
            "slug": launch("lancement", "opening-night"),
            "lead": launch(
                "Cent quatre-vingts personnes ont ouvert le pacte à l’hôtel du département.",
                "A hundred and eighty people opened the pact at the hôtel du département.",
            ),
            "place": launch("Hôtel du département", "Hôtel du département"),
            "address": "1 place des Tilleuls, Montérac",
            "access": launch("Tous les cars, arrêt Tilleuls.", "All buses, stop Tilleuls."),
        },
        launch.p(
            "La présidente a présenté les règles du pacte, puis dix tables, une par canton, ont écrit "
            "leurs trois premières attentes. Elles sont reprises dans le projet, version 1.",
            "The president presented the rules of the pact, then ten tables, one for each canton, wrote "
            "down the first three things they expect. They went into the draft, version 1.",
        ),
        -46,
        18,
        2,
    ),
    _event(
        "meeting",
        meeting,
        {
            "title": meeting("Réunion publique à Vaubrun", "Public meeting in Vaubrun"),
            "slug": meeting("reunion-publique-vaubrun", "public-meeting-vaubrun"),
            "lead": meeting(
                "Le point sur les premières propositions, puis deux heures pour en débattre par petites "
                "tables.",
                "Where the first proposals stand, then two hours to discuss them at small tables.",
            ),
            "place": meeting("Salle des fêtes de Vaubrun", "Village hall of Vaubrun"),
            "address": "3 place de la Gare, Vaubrun",
            "access": meeting(
                "Car ligne 4, arrêt Gare. Entrée de plain-pied, boucle magnétique, traduction en langue "
                "des signes.",
                "Bus line 4, stop Gare. Step-free entrance, induction loop, sign language interpreting.",
            ),
        },
        meeting.p(
            "Sans inscription. Une garde d’enfants est proposée sur place, et un car gratuit part de "
            "Tresserolle à 17 h 50.",
            "No registration. Children are looked after on the spot, and a free bus leaves Tresserolle at "
            "5.50 pm.",
        )
        + meeting.h2("Le déroulé", "The evening")
        + meeting.ul(
            ("18 h 30 : accueil et café", "6.30 pm: welcome and coffee"),
            ("18 h 45 : ce que disent les contributions", "6.45 pm: what the contributions say"),
            ("19 h 15 : dix tables, dix sujets", "7.15 pm: ten tables, ten topics"),
            ("20 h 15 : retour en commun et suite", "8.15 pm: back together, what comes next"),
        ),
        12,
        18,
        2,
    ),
    _event(
        "workshop",
        workshop,
        {
            "title": workshop(
                "Atelier au champ sur le plateau de Tharse", "Workshop in the fields, plateau of Tharse"
            ),
            "slug": workshop("atelier-tharse", "workshop-tharse"),
            "lead": workshop(
                "Éleveurs, cuisiniers de collège et parents cherchent comment remplir les assiettes d’ici.",
                "Farmers, school cooks and parents look for ways to fill plates with what grows here.",
            ),
            "place": workshop("Ferme des Quatre-Vents", "Quatre-Vents farm"),
            "address": "Route de la Crête, Laubrac",
            "access": workshop(
                "Navette depuis Montérac à 9 h, sur inscription au 05 36 49 10 24. Sol en herbe, tente "
                "couverte.",
                "Shuttle from Montérac at 9 am, book on 05 36 49 10 24. Grass ground, covered tent.",
            ),
        },
        workshop.p(
            "On goûte, on compte, on décide : combien coûterait un repas fait à moitié de produits du "
            "canton, et qui peut les livrer ? Le repas de midi est offert.",
            "We taste, we count, we decide: what would a meal cost of which half comes from the canton, and "
            "who can deliver it? Lunch is free.",
        ),
        23,
        9,
        4,
    ),
]
