"""French postal addresses: a number, a way and its name; the postcode and the town if they follow."""

import re
from collections.abc import Iterator

from forms.assist.kinds import Kind, Span

NUMBER = r"(?P<number>\d{1,4})(?:\s?(?:bis|ter|quater)|\s?[A-Da-d](?=[\s,]))?"
LINK = r"(?:\s*,\s*|\s+(?:de la |de l['’]|du |de )?)"
# Words that name nothing but a way.
CLEAR = (
    r"(?:(?:grand|petit|vieill|haut|bass)e?[ -])?rue|avenue|av\.?|boulevard|bd|bld|bvd|all[ée]es?|impasse|"
    r"imp\.|chemin|ch\.|ruelle|venelle|sentier|square|sq\.|quai|faubourg|fg|esplanade|promenade|"
    r"lotissement|r[ée]sidence|hameau|traverse|mail"
)
# Words that mean other things, too: "12 places", "3 cours", "1 passage".
UNCLEAR = r"place|pl\.|cours|passage|route|rte|villa|cit[ée]|clos|mont[ée]e|c[ôo]te|domaine|rond-point|sente"
PARTICLE = r"(?:de\s+la\s+|de\s+l['’]|de\s+|des\s+|du\s+|d['’]|la\s+|le\s+|les\s+|l['’]|aux?\s+)"
CAPITAL = r"[A-ZÀ-ÖØ-ÝŒ][\w'’.-]*"
MONTHS = r"janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
DAY = rf"\d{{1,2}}(?:er)?[\s-]+(?i:{MONTHS})(?:[\s-]+\d{{4}})?"
NAMED = rf"(?:{PARTICLE})?(?:{CAPITAL}|{DAY})(?:[ \t]+(?:{PARTICLE}|et\s+)?{CAPITAL})*"
# Who types in small letters says a particle: "rue des lilas"; "rue piétonne" names no way.
SMALL = rf"{PARTICLE}(?P<small>[^\W\d_][\w'’-]*)"
# After the plainest words they leave the particle out, too: "36 rue jean jaurès".
PLAINEST = r"rue|avenue|boulevard|bd|impasse"
BARE = r"(?P<bare>[a-zà-öø-ÿœ][\w'’-]{2,})(?:[ \t][a-zà-öø-ÿœ][\w'’-]{3,}(?=\s*(?:$|[,.;\n]|\d{5})))?"
INSIDE = (
    r"(?:\s*,?\s*(?i:appartement|appt|apt|b[âa]timent|b[âa]t|escalier|[ée]tage|porte)\.?\s*(?:n\s?°\s*)?"
    r"(?:\d{1,4}|[A-Z]\d?)\b)*"
)
TOWN = (
    r"(?:\s*[,\n–-]?\s*(?:\d{5}|\d{2}\s\d{3})"
    rf"(?:\s+(?:{CAPITAL}|[^\W\d_][\w'’-]+)(?:[ \t]{CAPITAL})*)?)?"
)
STREET = re.compile(
    rf"(?<![\w.,/€-]){NUMBER}{LINK}(?:"
    rf"(?i:grande?[ -]rue)\b|(?i:{CLEAR})\s+(?:{NAMED}|(?i:{SMALL}))|"
    rf"(?i:{PLAINEST})\s+{BARE}|(?i:{UNCLEAR})\s+{NAMED}"
    rf"){INSIDE}{TOWN}"
)
# A place without streets has no number, but then the postcode says that it is an address.
HAMLET = re.compile(rf"\b(?i:lieu[- ]dit)\s+{NAMED}\s*,?\s*\d{{5}}\s+{CAPITAL}(?:[ \t]{CAPITAL})*")
BOX = re.compile(rf"\bBP\s?\d{{1,5}}\s*,?\s*\d{{5}}\s+{CAPITAL}(?:[ \t]{CAPITAL})*")

# Belongs to the sentence around, not to a name.
AFTER = ".,-'’ "
# Before the number: it is a line's, a road's, a year's, an hour's, a speed's or an amount's.
OTHER_BEFORE = re.compile(
    r"(?:\b(?:lignes?|bus|tram(?:way)?|m[ée]tro|cars?|navette|R[DN]|D|N|A|RER|zones?|article|art\.|page|"
    r"phase|tranche|lot|arr[êe]t|sortie|[ée]changeur|giratoire|station|kilom[èe]tre|km|secteur|canton|îlot|"
    r"en|depuis|d[èe]s|vitesse à|passe[rz]? à|passage à|rouler à|roule(?:nt)? à|mise? à|"
    r"limit(?:er|[ée]e?s?) à|les|des|ces|nos|vos|sur|entre|et|ou|environ|plus de|moins de|près de|minutes?|"
    rf"{MONTHS})"
    # The minutes of a time.
    r"|\d\s?[:h])\s*(?:n\s?°\s*)?$",
    re.IGNORECASE,
)
BEFORE_LENGTH = 16
# A name in small letters that is none: "2 rue de plus", "1 chemin de terre".
NO_NAME = frozenset(
    str.split(
        "barrée bloquée campagne dans desserte déjà est fermée front long moins noire nouveau part piétonne "
        "plus pour privée randonnée sans sera sous suite sur terre traverse travail trop très une ville "
        "était étroite"
    )
)
# What a place or a passage may be for.
NO_NAME_BEHIND = re.compile(r"(?:place|passage|cours|route)\s+(?:PMR|GIG|GIC|VL|PL)\b")


def find(text: str) -> Iterator[Span]:
    """Yield the addresses."""
    for match in STREET.finditer(text):
        if _is_address(text, match):
            yield Span(match.start(), match.start() + len(match[0].rstrip(AFTER)), Kind.ADDRESS)
    for pattern in (HAMLET, BOX):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end(), Kind.ADDRESS)


def _is_address(text: str, match: re.Match[str]) -> bool:
    number, name = int(match["number"]), match["small"] or match["bare"]
    if not number or 1900 <= number < 2100:
        return False
    if OTHER_BEFORE.search(text[max(0, match.start() - BEFORE_LENGTH) : match.start()]):
        return False
    if NO_NAME_BEHIND.search(match[0]):
        return False
    return not name or name.lower() not in NO_NAME
