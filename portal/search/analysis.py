"""How text is cut into the words of the indices: French, English, and any other language.

The chains follow what was measured on real French ideas: a standard tokenizer, elision and folded
accents before everything else, then stop words and light stemming. Folding comes first, so the
stop words are given folded, too; a test shows that accented ones are left out.
"""

from typing import Any

# To be raised with every change of what is below: workers then build the indices anew.
VERSION = 3

# Words of a question that say nothing about its topic ("où est…", "comment faire pour…"), folded;
# they are left out of queries only.
QUESTION_WORDS_FR = str.split(
    "ou comment quand combien pourquoi quoi quelqu lequel laquelle lesquels lesquelles faut faudrait "
    "faudra falloir voudrais voudrait voudrions veux veut vouloir souhaite souhaiterais aimerais "
    "aimerions peut peux peuvent pouvoir pourrait pourrais puis dois doit doivent devrait devraient "
    "faire fait faites fais font avoir etre va vais vont aller trouver savoir existe possible "
    "cherche chercher besoin manque chose plus moins tres trop aussi encore enfin alors donc comme si "
    "tout tous toute toutes autre autres chez vers svp merci bonjour aujourd'hui"
)
QUESTION_WORDS_EN = str.split(
    "how what where when why which who whom do does did can could should would want need please "
    "hello i you we us my our your me more any some have has get find about from"
)
# Elasticsearch's own ("_english_"), written out because queries leave them out, too.
ENGLISH_STOP_WORDS = str.split(
    "a an and are as at be but by for if in into is it no not of on or such that the their then "
    "there these they this to was will with"
)
# Elasticsearch's French stop words, folded as the chain folds the text before it, without "été":
# folded or not, it is a season more often than a verb in what residents write.
FRENCH_STOP_WORDS = str.split(
    "au aux avec ce ces dans de des du elle en et eux il je la le leur lui ma mais me meme mes "
    "moi mon ne nos notre nous on ou par pas pour qu que qui sa se ses son sur ta te tes toi ton "
    "tu un une vos votre vous c d j l a m n s t y est etant suis es sommes "
    "sont serai seras sera serons serez seront serais serait serions seriez seraient etais etait "
    "etions etiez etaient fus fut fumes futes furent sois soit soyons soyez soient fusse fusses "
    "fussions fussiez fussent ayant eu eue eues eus ai as avons avez ont aurai auras aura aurons "
    "aurez auront aurais aurait aurions auriez auraient avais avait avions aviez avaient eut "
    "eumes eutes eurent aie aies ait ayons ayez aient eusse eusses eussions eussiez eussent ceci "
    "cela cet cette ici ils les leurs quel quels quelle quelles sans soi"
)
# Articles and the like that lose their vowel: "l'école", "qu'il".
ELIDED = str.split("l m t qu n s j d c jusqu quoiqu lorsqu puisqu presqu")

# Endings that tell the words of a family apart, and how much of a word must be left.
FAMILY_ENDINGS = str.split(
    "ation ition ateur atrice ement age eur euse ier iere er ee ent ant able ible ique ic isme iste "
    "ite is ise al ale aux el elle if ive at ure oir oire ien ienne n es e s x"
)
FAMILY_LENGTH = 4
# Stands between words that a query takes as one.
OR = "+"

# How long a write may take to be found.
REFRESH_INTERVAL = "1s"
STEMMED = ("fr", "en")
# The fields that words are looked for in.
TEXTS = ("title", "text", "names")


def settings_of_index(shards: int = 1) -> dict[str, Any]:
    """Return the settings with which an index is made."""
    return {
        "number_of_shards": shards,
        # One node is the rule; a cluster adds its copies itself.
        "auto_expand_replicas": "0-1",
        # Said aloud, so that the first search after a quiet time does not wait for a refresh.
        "refresh_interval": REFRESH_INTERVAL,
        # A rebuild that started before a deletion must not bring the row back.
        "gc_deletes": "1h",
        "analysis": _analysis(),
    }


def _analysis() -> dict[str, Any]:
    """Return filters and analyzers; "query_…" are those of the searching side."""
    before = ["lowercase", "elision_fr", "asciifolding"]
    return {
        "char_filter": {
            # The standard tokenizer keeps "l’école" whole; elision knows the typewriter's mark.
            "apostrophes": {
                "type": "mapping",
                "mappings": ["’ => '", "ʼ => '", "‘ => '", "œ => oe", "Œ => oe"],
            },
        },
        "filter": {
            "elision_fr": {
                "type": "elision",
                "articles_case": True,
                "articles": ELIDED,
            },
            "stop_fr": {"type": "stop", "stopwords": FRENCH_STOP_WORDS},
            "stop_en": {"type": "stop", "stopwords": ENGLISH_STOP_WORDS},
            "stem_fr": {"type": "stemmer", "language": "light_french"},
            "stem_en": {"type": "stemmer", "language": "english"},
            "possessive_en": {"type": "stemmer", "language": "possessive_english"},
            # What "musique" and "musical", "végétaliser" and "végétation" have in common.
            "ique": {"type": "pattern_replace", "pattern": "iqu", "replacement": "ic"},
            "family_fr": {
                "type": "pattern_replace",
                "pattern": rf"^(.{{{FAMILY_LENGTH},}}?)(?:{'|'.join(FAMILY_ENDINGS)})+$",
                "replacement": "$1",
            },
            # "skate park" and "skatepark" are one word to those who look for it.
            "pairs": {
                "type": "shingle",
                "min_shingle_size": 2,
                "max_shingle_size": 2,
                "output_unigrams": False,
                "token_separator": "",
                "filler_token": "",
            },
            # "velo+bicyclette": two words in the place of one, which count as one.
            "alternatives": {
                "type": "pattern_capture",
                "preserve_original": False,
                "patterns": [rf"([^{OR}]+)"],
            },
        },
        "analyzer": {
            "exact": _chain(before),
            "french": _chain([*before, "stop_fr", "stem_fr"]),
            "english": _chain(["lowercase", "possessive_en", "asciifolding", "stop_en", "stem_en"]),
            "family": _chain([*before, "stop_fr", "ique", "family_fr"]),
            # Pairs of the text, for single words of the query.
            "joined": _chain([*before, "pairs", "stem_fr"]),
            "query_single": _chain([*before, "stem_fr"]),
            # Words that are folded already, some of them in the place of one.
            "query_any_french": _alternatives("stem_fr"),
            "query_any_english": _alternatives("stem_en"),
        },
    }


def _alternatives(stemmer: str) -> dict[str, Any]:
    """Return the analyzer of folded words in the place of one."""
    return {"type": "custom", "tokenizer": "whitespace", "filter": ["alternatives", stemmer]}


def _chain(filters: list[str]) -> dict[str, Any]:
    """Return a custom analyzer with these filters."""
    return {
        "type": "custom",
        "char_filter": ["apostrophes"],
        "tokenizer": "standard",
        "filter": filters,
    }


def mappings() -> dict[str, Any]:
    """Return the fields of both indices. What is not mapped is refused."""
    keyword = {"type": "keyword", "ignore_above": 256}
    text_fields = {
        name: {
            "type": "text",
            "analyzer": "exact",
            "fields": {
                "joined": {"type": "text", "analyzer": "joined", "search_analyzer": "query_single"},
                "family": {"type": "text", "analyzer": "family"},
            },
        }
        for name in TEXTS
    }
    stemmed = {
        f"{name}_{code}": {
            "type": "text",
            "analyzer": language,
            "index_options": "offsets",
        }
        for name in TEXTS
        for code, language in (("fr", "french"), ("en", "english"))
    }
    return {
        "dynamic": "strict",
        "_meta": {"version": VERSION},
        "properties": {
            "key": keyword,
            "source": keyword,
            "pk": {"type": "long"},
            "stamp": keyword,
            "language": keyword,
            "date": {"type": "date"},
            "year": keyword,
            "kind": keyword,
            "process": keyword,
            "theme": keyword,
            "territory": keyword,
            "external_id": keyword,
            "page_id": keyword,
            # The text's own words, each once, as portal.search.vocabulary writes them: they complete
            # and correct queries.
            "words": {"type": "keyword"},
            "sounds": {"type": "keyword"},
            "state": keyword,
            "channel": keyword,
            **text_fields,
            **stemmed,
        },
    }
