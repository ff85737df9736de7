"""What the demo's documents say."""

from pages.demo.words import spaced

_TEXTS = {
    "pact": (
        "Le pacte des territoires : projet, version 1",
        [
            (
                "Ce document rassemble ce qui a été dit pendant les entretiens et la soirée de lancement. Il "
                "sera "
                "réécrit avec vos contributions, puis relu par le panel citoyen."
            ),
            (
                "Se déplacer. Un car le soir et le dimanche sur les lignes principales ; un transport à la "
                "demande que "
                "l’on appelle le matin pour l’après-midi ; des arrêts à l’ombre."
            ),
            (
                "Se soigner. Un médecin à moins de vingt minutes : maisons de santé, médecins salariés, "
                "camion "
                "de "
                "consultation sur le plateau de Tharse et dans le Haut-Lanzac."
            ),
            (
                "Se loger. Reprendre les maisons vides des bourgs avant de construire ; un toit pour les "
                "apprentis et "
                "pour les saisonniers."
            ),
            (
                "Grandir et vieillir. Des collèges à l’ombre, des lieux pour les adolescents, des visites à "
                "ceux qui "
                "sont seuls."
            ),
            (
                "Ce qui n’est pas dans le pacte : les lycées, le train et l’hôpital, qui relèvent de la "
                "région "
                "et de "
                "l’État. Le département leur transmettra ce que vous en dites."
            ),
        ],
    ),
    "station-report": (
        "La gare de Vaubrun : état des lieux",
        [
            (
                "Le bâtiment de 1887 compte 640 mètres carrés sur deux niveaux. La charpente de chêne est "
                "saine. La "
                "toiture fuit au nord et doit être refaite avant deux hivers : 185 000 euros."
            ),
            (
                "Le rez-de-chaussée (410 mètres carrés) peut recevoir cent vingt personnes après la mise aux "
                "normes : "
                "225 000 euros. L’étage n’a qu’un escalier ; un ascenseur coûterait 90 000 euros."
            ),
            "Le parvis porte sept tilleuls en bonne santé. Aucun scénario n’y touche.",
        ],
    ),
}
TEXTS = {name: (spaced(title), [spaced(each) for each in some]) for name, (title, some) in _TEXTS.items()}

_SHARES = [
    ("Montérac", "31 400"),
    ("Vaubrun", "18 900"),
    ("Castelmore", "15 200"),
    ("Rives-de-Sauvelle", "13 700"),
    ("Plateau de Tharse", "6 100"),
    ("Saint-Aubry", "12 300"),
    ("Les Ormières", "10 800"),
    ("Haut-Lanzac", "5 400"),
    ("Val d’Aurenne", "7 200"),
    ("Pontmirail", "9 600"),
]
TABLES = {
    "budget": (
        "L’enveloppe du pacte par canton",
        [
            ("canton", "habitants", "enveloppe en euros"),
            *((name, people, "2 400 000") for name, people in _SHARES),
        ],
    ),
}
