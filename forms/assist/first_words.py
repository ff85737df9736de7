"""The watched words that come with the portal (put into the database by a migration; the team edits them).

Plain insults, and what threatens: each warns a moderator and decides nothing.
"""

FIRST_WORDS = (
    "abruti",
    "bâtard",
    "bouffon",
    "connard",
    "connasse",
    "crétin",
    "débile",
    "enculé",
    "enfoiré",
    "fainéant",
    "ferme ta gueule",
    "fils de pute",
    "idiot",
    "imbécile",
    "merde",
    "nique ta mère",
    "ordure",
    "pourri",
    "pute",
    "racaille",
    "sale race",
    "salaud",
    "salope",
    "saloperie",
    "ta gueule",
    "va te faire foutre",
    "voleur",
    "on va te buter",
    "crève",
)
# Short words that others look like: found as they stand, in singular and plural.
FIRST_EXACT_WORDS = ("con", "cons", "pd")
