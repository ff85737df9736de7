"""Themes and cantons."""

# Key, French name, English name.
THEMES = [
    ("mobility", "Mobilités", "Getting around"),
    ("climate", "Climat et nature", "Climate and nature"),
    ("culture", "Culture et patrimoine", "Culture and heritage"),
    ("solidarity", "Solidarités et santé", "Social support and health"),
    ("youth", "Collèges et jeunesse", "Schools and young people"),
    ("local", "Commerces et vie locale", "Shops and local life"),
    ("digital", "Services et numérique", "Services and digital"),
    ("sport", "Sport et plein air", "Sport and outdoors"),
    ("housing", "Logement et cadre de vie", "Housing and living places"),
    ("farming", "Agriculture et alimentation", "Farming and food"),
    ("water", "Eau et déchets", "Water and waste"),
]

CANTONS = [
    ("monterac", "Montérac"),
    ("vaubrun", "Vaubrun"),
    ("castelmore", "Castelmore"),
    ("rives", "Rives-de-Sauvelle"),
    ("tharse", "Plateau de Tharse"),
    ("saint-aubry", "Saint-Aubry"),
    ("ormieres", "Les Ormières"),
    ("lanzac", "Haut-Lanzac"),
    ("aurenne", "Val d’Aurenne"),
    ("pontmirail", "Pontmirail"),
]
