"""The pages that the law asks for."""

from collections.abc import Callable

from pages.demo.blocks import block
from pages.demo.made import Made, Plan, Raw
from pages.demo.words import Words
from pages.models import ContentPage

notice, privacy, access = Words(), Words(), Words()


def _text(key: str, text: str) -> Callable[[Made], list[Raw]]:
    """Return a body of one text."""

    def body(made: Made) -> list[Raw]:
        return [block(key, "text", "rich_text", text)]

    return body


NOTICE = Plan(
    "legal",
    ContentPage,
    "home",
    notice.english,
    {
        "title": notice("Mentions légales", "Legal notice"),
        "slug": notice("mentions-legales", "legal-notice"),
        "lead": notice(
            "Qui publie ce portail, et qui l’héberge.", "Who publishes this portal, and who hosts it."
        ),
    },
    _text(
        "legal",
        notice.h2("Éditeur", "Publisher")
        + notice.p(
            "Le département de la Sauvelle, 1 place des Tilleuls, Montérac. Téléphone : 05 36 49 10 20. "
            "Directrice de la publication : la présidente de l’assemblée départementale.",
            "The département of La Sauvelle, 1 place des Tilleuls, Montérac. Telephone: 05 36 49 10 20. "
            "Director of publication: the president of the assembly.",
        )
        + notice.p(
            "Ce département n’existe pas : le portail que vous lisez est une démonstration. Ses numéros de "
            "téléphone sont réservés à la fiction et ses adresses ne mènent nulle part.",
            "This département does not exist: the portal you are reading is a demonstration. Its telephone "
            "numbers are kept for fiction and its addresses lead nowhere.",
        )
        + notice.h2("Hébergement", "Hosting")
        + notice.p(
            "La machine sur laquelle la démonstration a été lancée.",
            "The machine on which the demonstration was started.",
        )
        + notice.h2("Textes et images", "Texts and images")
        + notice.p(
            "Les textes du département sont sous licence ouverte. Les contributions restent à leurs auteurs, "
            "qui autorisent leur publication ici. Les dessins sont tracés par le portail lui-même.",
            "The texts of the département are under an open licence. Contributions belong to their authors, "
            "who allow their publication here. The drawings are made by the portal itself.",
        ),
    ),
)

PRIVACY = Plan(
    "privacy",
    ContentPage,
    "home",
    privacy.english,
    {
        "title": privacy("Vos données", "Your data"),
        "slug": privacy("vos-donnees", "your-data"),
        "lead": privacy(
            "Le portail demande le moins possible, le garde le moins longtemps possible et ne le revend "
            "jamais.",
            "The portal asks for as little as it can, keeps it as briefly as it can and never sells it.",
        ),
    },
    _text(
        "privacy",
        privacy.h2("Ce que nous gardons", "What we keep")
        + privacy.ul(
            ("ce que vous écrivez dans un formulaire", "what you write in a form"),
            (
                "votre adresse électronique, seulement si vous la donnez pour être prévenu",
                "your e-mail address, only if you give it to be kept informed",
            ),
            (
                (
                    "aucune adresse de connexion, aucun témoin publicitaire, aucune mesure d’audience par un "
                    "tiers"
                ),
                "no connection address, no advertising cookie, no measurement of visits by others",
            ),
        )
        + privacy.h2("Combien de temps", "How long")
        + privacy.p(
            "La durée est écrite sous chaque formulaire : un ou deux ans. Passé ce délai, les adresses et "
            "les "
            "textes non publiés sont effacés ; les chiffres restent.",
            "How long is written below each form: one or two years. After that, addresses and unpublished "
            "texts are erased; figures stay.",
        )
        + privacy.h2("Vos droits", "Your rights")
        + privacy.p(
            "Le code de votre récépissé suffit pour relire ou retirer une contribution. Pour le reste, "
            "écrivez à "
            "la déléguée à la protection des données : dpo@sauvelle.example. Vous pouvez aussi saisir la "
            "CNIL.",
            "The code of your receipt is enough to read or take back a contribution. For anything else, "
            "write to "
            "the data protection officer: dpo@sauvelle.example. You can also turn to the CNIL.",
        ),
    ),
)

ACCESSIBILITY = Plan(
    "accessibility",
    ContentPage,
    "home",
    access.english,
    {
        "title": access("Déclaration d’accessibilité", "Accessibility statement"),
        "slug": access("accessibilite", "accessibility"),
        "lead": access(
            "Le département veut que chacun puisse participer : voici où nous en sommes.",
            "The département wants everybody to be able to take part: this is where we stand.",
        ),
    },
    _text(
        "accessibility",
        access.h2("État de conformité", "State of conformity")
        + access.p(
            "Ce portail de démonstration n’a pas été audité par un tiers. Ses pages sont vérifiées à chaque "
            "changement par des tests automatiques et parcourues au clavier ; cela ne remplace pas un "
            "audit du "
            "référentiel RGAA 4.1.",
            "This demonstration portal was not audited by a third party. Its pages are checked by "
            "automatic tests "
            "at each change and gone through by keyboard; that does not replace an audit by the RGAA 4.1.",
        )
        + access.h2("Une autre façon de participer", "Another way to take part")
        + access.p(
            "Si une page vous résiste, appelez le 05 36 49 10 20 ou demandez un bulletin en gros "
            "caractères : "
            "votre contribution sera saisie avec vous.",
            "If a page resists you, call 05 36 49 10 20 or ask for a form in large print: your "
            "contribution will "
            "be typed in with you.",
        )
        + access.h2("Signaler un défaut", "To report a defect")
        + access.p(
            "Écrivez à accessibilite@sauvelle.example. Sans réponse satisfaisante, vous pouvez vous "
            "adresser au "
            "Défenseur des droits : c’est gratuit, et sans affranchir.",
            "Write to accessibilite@sauvelle.example. If the answer does not satisfy you, you can turn to "
            "the "
            "Défenseur des droits: it is free of charge.",
        ),
    ),
)

PLANS = [NOTICE, PRIVACY, ACCESSIBILITY]
