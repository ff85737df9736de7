"""The other processes: one that is over, one that comes next, and two that are held elsewhere."""

from typing import Any

from forms.models import Territory, Theme
from pages.blocks.steps import StepsStreamBlock
from pages.demo.blocks import block, complete
from pages.demo.made import Made, Plan, Raw, date, day
from pages.demo.words import Words
from pages.models import Process, ProcessIndex, ProcessTheme
from pages.models.process import Kind

index = Words()
INDEX = Plan(
    "processes",
    ProcessIndex,
    "home",
    index.english,
    {
        "title": index("Les démarches", "Processes"),
        "slug": index("demarches", "processes"),
        "lead": index(
            "Tout ce qui se décide avec vous, ce qui vient et ce qui est terminé.",
            "Everything that is decided with you, what comes next and what is over.",
        ),
        "show_in_menus": True,
    },
    lambda made: [
        block(
            "processes",
            "text",
            "rich_text",
            index.p(
                "Chaque démarche dit ce qui est en jeu, à quel moment vous pouvez intervenir et qui décide.",
                "Each process says what is at stake, when you can have your say and who decides.",
            ),
        )
    ],
)


def _process(
    key: str,
    words: Words,
    fields: Raw,
    text: str,
    days: tuple[int, int],
    themes: tuple[str, ...],
    territory: str = "",
    steps: tuple[tuple[str, str, int, int], ...] = (),
) -> Plan:
    """Return a process that lasts from one day to another, both counted from today."""

    def values(made: Made) -> Raw:
        found: dict[str, Any] = {
            "opens_at": day(days[0], hour=9),
            "closes_at": day(days[1], hour=18),
            "theme_links": [
                ProcessTheme(theme=Theme.objects.filter(translation_key=made.labels[theme]).earliest("pk"))
                for theme in themes
            ],
        }
        if territory:
            found["territory"] = Territory.objects.filter(translation_key=made.labels[territory]).earliest(
                "pk"
            )
        raw = [
            block(
                key,
                heading,
                "step",
                {"heading": heading, "text": said, "starts": str(date(first)), "ends": str(date(last))},
            )
            for heading, said, first, last in steps
        ]
        return {**found, "steps": complete(StepsStreamBlock(), raw)}

    def body(made: Made) -> list[Raw]:
        return [block(key, "text", "rich_text", text)]

    return Plan(key, Process, "processes", words.english, fields, body, values)


trails, libraries, dyke, budget = Words(), Words(), Words(), Words()

TRAILS = _process(
    "trails-process",
    trails,
    {
        "title": trails("Le plan des chemins", "The plan of paths"),
        "slug": trails("plan-des-chemins", "plan-of-paths"),
        "lead": trails(
            "Le plan départemental de randonnée a vingt ans. Avant de le refaire, nous marchons avec vous.",
            "The plan of footpaths is twenty years old. Before we redraw it, we walk with you.",
        ),
        "service": trails("Service des espaces naturels", "Natural areas service"),
        "contact_email": "chemins@sauvelle.example",
    },
    trails.h2("Pourquoi un plan ?", "Why a plan?")
    + trails.p(
        "Un chemin inscrit au plan ne peut plus être vendu ni fermé. En contrepartie, quelqu’un doit "
        "l’entretenir : c’est ce choix, chemin par chemin, que nous ferons ensemble.",
        "A path in the plan can no longer be sold or closed. In return somebody has to keep it up: that is "
        "the choice we make together, path by path.",
    ),
    (12, 160),
    ("sport", "climate"),
    steps=(
        (
            trails("Dix marches, une par canton", "Ten walks, one in each canton"),
            trails(
                "Avec les clubs, les éleveurs et les gardes.", "With the clubs, the farmers and the rangers."
            ),
            55,
            110,
        ),
    ),
)

LIBRARIES = _process(
    "library-process",
    libraries,
    {
        "title": libraries("Des médiathèques ouvertes quand vous l’êtes", "Libraries open when you are"),
        "slug": libraries("horaires-des-mediatheques", "library-hours"),
        "lead": libraries(
            "Une démarche terminée : ce que vous avez dit, ce qui a été décidé, ce qui est déjà fait.",
            "A process that is over: what you said, what was decided, what is done already.",
        ),
        "service": libraries("Direction de la culture", "Department of culture"),
        "contact_email": "mediatheques@sauvelle.example",
    },
    libraries.p(
        "Onze médiathèques, 6 200 mètres carrés de livres, et des portes closes le dimanche : le "
        "questionnaire a duré six semaines, sur papier, au guichet et en ligne.",
        "Eleven libraries, 6,200 square metres of books, and doors closed on Sundays: the questionnaire "
        "lasted six weeks, on paper, at the counter and online.",
    ),
    (-125, -40),
    ("culture",),
    steps=(
        (
            libraries("Le vote des nouveaux horaires", "The vote on the new hours"),
            libraries("Adoptés à l’unanimité par l’assemblée.", "Adopted unanimously by the assembly."),
            -42,
            -42,
        ),
    ),
)

DYKE = _process(
    "dyke",
    dyke,
    {
        "title": dyke("Enquête publique : la digue de Champlore", "Public inquiry: the dyke of Champlore"),
        "slug": dyke("digue-de-champlore", "dyke-of-champlore"),
        "lead": dyke(
            "La digue qui protège 340 maisons sera rehaussée et une prairie rendue à la rivière. Le dossier "
            "et le registre sont tenus par le commissaire enquêteur.",
            "The dyke that protects 340 houses is raised and a meadow given back to the river. The file and "
            "the register are kept by the investigating commissioner.",
        ),
        "kind": Kind.INQUIRY,
        "link": "https://enquetes.sauvelle.example/digue-de-champlore",
        "service": dyke("Service de l’eau et des rivières", "Water and rivers service"),
        "contact_phone": "05 36 49 10 31",
    },
    dyke.p(
        "Le commissaire enquêteur reçoit à la mairie de Rives-de-Sauvelle les mardis de 14 à 18 heures. "
        "Vous pouvez aussi écrire dans le registre papier, ouvert aux heures de la mairie.",
        "The commissioner receives at the town hall of Rives-de-Sauvelle on Tuesdays from 2 to 6 pm. You "
        "can write in the paper register, too, during the hours of the town hall.",
    ),
    (-9, 55),
    ("water", "climate"),
    territory="rives",
)

BUDGET = _process(
    "city-budget",
    budget,
    {
        "title": budget("Le budget participatif de Montérac", "The participatory budget of Montérac"),
        "slug": budget("budget-participatif-de-monterac", "participatory-budget-of-monterac"),
        "lead": budget(
            "La ville de Montérac confie 300 000 euros aux projets de ses quartiers, sur son propre site.",
            "The town of Montérac entrusts 300,000 euros to projects of its districts, on its own site.",
        ),
        "kind": Kind.ELSEWHERE,
        "link": "https://budget.monterac.example/",
        "service": budget("Ville de Montérac", "Town of Montérac"),
    },
    budget.p(
        "Cette démarche est celle de la ville : le département la signale, il n’en reçoit pas les réponses.",
        "This process is the town’s: the département points to it and does not receive the answers.",
    ),
    (-30, 60),
    ("local",),
    territory="monterac",
)

PLANS = [TRAILS, LIBRARIES, DYKE, BUDGET]
