"""The news."""

from pages.demo.blocks import block
from pages.demo.made import Made, Plan, Raw, date
from pages.demo.words import Words
from pages.models import News, NewsIndex

index = Words()
INDEX = Plan(
    "news",
    NewsIndex,
    "home",
    index.english,
    {
        "title": index("Actualités", "News"),
        "slug": index("actualites", "news"),
        "lead": index(
            "Ce qui avance, ce qui est décidé, ce qui reste à dire.",
            "What moves on, what is decided, what is still to be said.",
        ),
        "show_in_menus": True,
    },
    lambda made: [
        block(
            "news",
            "text",
            "rich_text",
            index.p("Une brève à chaque étape, sans jargon.", "A few lines at each step, without jargon."),
        )
    ],
)


def _news(key: str, words: Words, fields: Raw, text: str, age: int, picture: str, alt: str) -> Plan:
    """Return a piece of news of so many days ago."""

    def values(made: Made) -> Raw:
        return {"date": date(-age), "image": made.pictures[picture], "image_alt": alt}

    def body(made: Made) -> list[Raw]:
        return [block(key, "text", "rich_text", text)]

    return Plan(key, News, "news", words.english, fields, body, values)


station, buses, sunday, panel = Words(), Words(), Words(), Words()

NEWS = [
    _news(
        "news-sunday",
        sunday,
        {
            "title": sunday(
                "Trois médiathèques ouvrent le dimanche dès janvier",
                "Three libraries open on Sundays from January",
            ),
            "slug": sunday("mediatheques-dimanche", "libraries-on-sundays"),
            "lead": sunday(
                "Vous étiez 486 à répondre. L’assemblée a voté les nouveaux horaires à l’unanimité.",
                "486 of you answered. The assembly voted the new hours unanimously.",
            ),
        },
        sunday.p(
            "Montérac, Vaubrun et Saint-Aubry ouvrent de 14 à 18 heures le dimanche. Onze agents volontaires "
            "se relaient ; personne ne travaille plus d’un dimanche sur quatre.",
            "Montérac, Vaubrun and Saint-Aubry open from 2 to 6 pm on Sundays. Eleven volunteers of the "
            "staff "
            "take turns; nobody works more than one Sunday in four.",
        )
        + sunday.p(
            "Les huit autres médiathèques choisissent, avec leurs équipes, entre le soir et le dimanche. Un "
            "bilan sera publié au bout d’un an, avec les chiffres de fréquentation.",
            "The eight other libraries choose evenings or Sundays with their teams. A review will be "
            "published after a year, with the number of visits.",
        ),
        38,
        "library",
        sunday(
            "Dessin : des rayonnages de livres de toutes les couleurs",
            "Drawing: shelves of books in all colours",
        ),
    ),
    _news(
        "news-panel",
        panel,
        {
            "title": panel(
                "Trente habitants tirés au sort pour relire le pacte", "Thirty residents drawn by lot"
            ),
            "slug": panel("panel-citoyen", "citizens-panel"),
            "lead": panel(
                "Deux mille lettres sont parties ; 214 personnes ont dit oui. Le panel ressemble au "
                "département.",
                "Two thousand letters were sent; 214 people said yes. The panel looks like the département.",
            ),
        },
        panel.p(
            "Quinze femmes et quinze hommes, de 16 à 83 ans, trois par canton. Ils se réuniront trois "
            "samedis, seront indemnisés, et rendront un avis public avant le vote.",
            "Fifteen women and fifteen men, from 16 to 83, three from each canton. They meet on three "
            "Saturdays, are paid for it, and give a public opinion before the vote.",
        ),
        19,
        "valley",
        panel(
            "Dessin : les collines de la Sauvelle au soleil levant",
            "Drawing: the hills of La Sauvelle at sunrise",
        ),
    ),
    _news(
        "news-buses",
        buses,
        {
            "title": buses(
                "Cars : le questionnaire est ouvert, et les carnets sont à bord",
                "Buses: the questionnaire is open, and paper forms are on board",
            ),
            "slug": buses("questionnaire-cars", "bus-questionnaire"),
            "lead": buses(
                "Quatre minutes pour dire comment vous vous déplacez, en ligne ou sur papier.",
                "Four minutes to say how you get around, online or on paper.",
            ),
        },
        buses.p(
            "Les conductrices et les conducteurs distribuent le questionnaire sur les lignes 2, 4, 7 et 12. "
            "Une urne se trouve à l’avant. Les réponses sur papier sont saisies une à une et comptent "
            "autant.",
            "Drivers hand the questionnaire out on lines 2, 4, 7 and 12. There is a box at the front. "
            "Answers on "
            "paper are typed in one by one and count as much.",
        ),
        11,
        "bus",
        buses("Dessin : un car s’arrête sous les arbres", "Drawing: a bus stops under the trees"),
    ),
    _news(
        "news-station",
        station,
        {
            "title": station(
                "Gare de Vaubrun : les premiers avis sont publiés",
                "Vaubrun station: the first opinions are published",
            ),
            "slug": station("gare-premiers-avis", "station-first-opinions"),
            "lead": station(
                "La consultation continue : chacun peut lire ce qui a été écrit et y ajouter le sien.",
                "The consultation goes on: everybody can read what was written and add their own.",
            ),
        },
        station.p(
            "Les avis parlent surtout des cars du soir, des arbres de la place et d’un café. Quelques-uns "
            "s’opposent au projet ; ils sont publiés comme les autres.",
            "The opinions speak above all of evening buses, the trees on the square and a café. Some oppose "
            "the project; they are published like the others.",
        ),
        6,
        "station",
        station(
            "Dessin : l’ancienne gare de Vaubrun, un bâtiment clair devant des collines",
            "Drawing: the old station of Vaubrun, a light building in front of hills",
        ),
    ),
]
