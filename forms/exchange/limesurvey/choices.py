"""Questions of LimeSurvey that are answered by choosing."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forms.exchange.draft import Item, Piece
from forms.exchange.errors import NotTaken
from forms.exchange.expressions.logic import All, Logic
from forms.exchange.expressions.meaning import chosen
from forms.exchange.expressions.subjects import Answered, Subject
from forms.exchange.limesurvey.taking import OTHER_ANSWER, Taking
from forms.exchange.texts import number_of
from forms.fields.other import OTHER
from forms.fields.text import LONG_TEXT_LIMIT, SHORT_TEXT_LIMIT

COMMENT = pgettext_lazy("beside an answer", "Comment")
GENDERS: Mapping[str, "str | Promise"] = {"F": _("Woman"), "M": _("Man")}
OTHER_LENGTH = 80


def one(taking: Taking) -> None:
    """Take a list of buttons or a list to unfold."""
    answers = taking.asked.answers.get("0", [])
    if not answers:
        raise NotTaken("no_answers")
    display = "list" if taking.asked.type == "!" else "radio"
    piece = taking.block("single_choice", display=display, **_order(taking))
    piece.lists["options"], keys = taking.items(answers)
    if taking.asked.attribute("category_separator"):
        taking.line.approximate("categories")
    keys = _other(taking, piece, keys, OTHER_ANSWER)
    taking.know_block(taking.add(piece), keys)


def one_with_comment(taking: Taking) -> None:
    """Take a list and the comment beside it, as two questions."""
    one(taking)
    comment = taking.block(
        "long_text", _comment(taking), hint={}, required=False, min_length=None, max_length=LONG_TEXT_LIMIT
    )
    taking.line.approximate("comment_apart")
    taking.know_block(taking.add(comment, "_comment"), part="comment")


def _comment(taking: Taking) -> dict[str, str]:
    words = taking.words(COMMENT)
    return {
        code: f"{text} – {words[code]}" if code in words else text
        for code, text in taking.asked.texts.items()
    }


def _order(taking: Taking) -> dict[str, Any]:
    asked = taking.asked
    names = ("answer_order", "subquestion_order")
    shuffled = asked.is_set("random_order") or any(asked.attribute(name) == "random" for name in names)
    return {"random_order": shuffled, "stay_last": 0}


def _other(taking: Taking, piece: Piece, keys: dict[str, str], name: str) -> dict[str, str]:
    """Offer "other" where the survey does, in its words; return the keys with it."""
    if not taking.asked.other:
        return keys
    piece.values["other"] = True
    if words := taking.asked.attributes.get("other_replace_text"):
        piece.texts["other_label"] = {code: text[:OTHER_LENGTH] for code, text in words.items()}
    return {**keys, name: OTHER}


def several(taking: Taking) -> Piece:
    """Take boxes to tick, with those that exclude the others."""
    asked = taking.asked
    rows = asked.subquestions.get("0", [])
    if not rows:
        raise NotTaken("no_subquestions")
    alone = {code.strip() for code in asked.attribute("exclude_all_others").replace(",", ";").split(";")}
    piece = taking.block(
        "multiple_choice",
        minimum=_number(asked.attribute("min_answers")),
        maximum=_number(asked.attribute("max_answers")),
        **_order(taking),
    )
    options, keys = taking.items(rows)
    by_id = {key: code for code, key in keys.items()}
    piece.lists["options"] = [item for item in options if by_id[item.id] not in alone]
    piece.lists["exclusive"] = [item for item in options if by_id[item.id] in alone]
    if any(row.relevance not in ("", "1") for row in rows) or asked.attribute("array_filter"):
        taking.line.approximate("array_filter")
    keys = _other(taking, piece, keys, OTHER)
    taking.add(piece)
    taking.know_options(piece, keys)
    return piece


def _number(text: str) -> int | None:
    number = number_of(text)
    return int(number) if number is not None and number >= 1 else None


def several_with_comments(taking: Taking) -> None:
    """Take boxes to tick, and a line for each that is asked of those who tick it."""
    piece = several(taking)
    words = taking.words(COMMENT)
    taking.line.approximate("comment_apart")
    subject = Subject(piece.id, Answered.SEVERAL)
    rows = taking.asked.subquestions.get("0", [])
    _options, keys = taking.items(rows)
    for row in rows:
        label = {
            code: f"{text} – {words[code]}" if code in words else text for code, text in row.texts.items()
        }
        line = taking.block("short_text", label, hint={}, required=False, max_length=SHORT_TEXT_LIMIT)
        condition: Logic = chosen(subject, keys[row.code])
        if taking.condition != All():
            condition = All((taking.condition, condition))
        part = f"{row.code}comment"
        taking.know_block(taking.add(line, f"_{part}", condition), part=part)


def yes_no(taking: Taking) -> None:
    """Take yes or no."""
    taking.know_block(taking.add(taking.block("yes_no")), {"Y": "yes", "N": "no"})


def gender(taking: Taking) -> None:
    """Take the two answers that LimeSurvey offers, in words of our own."""
    piece = taking.block("single_choice", display="radio", random_order=False, stay_last=0)
    piece.lists["options"] = [Item(code, taking.words(words)) for code, words in GENDERS.items()]
    taking.line.approximate("gender")
    taking.know_block(taking.add(piece), {code: code for code in GENDERS})


def five_points(taking: Taking) -> None:
    """Take five grades."""
    if taking.asked.is_set("slider_rating"):
        taking.line.approximate("rating")
    piece = taking.block("scale", low=1, high=5, no_opinion=False)
    piece.texts |= {"low_label": {}, "middle_label": {}, "high_label": {}}
    taking.know_block(taking.add(piece))


def ranking(taking: Taking) -> None:
    """Take a ranking, of all answers or of the first few."""
    asked = taking.asked
    answers = asked.answers.get("0", []) or asked.subquestions.get("0", [])
    if not answers:
        raise NotTaken("no_answers")
    # The bounds may be there twice, for all answers and for those that can be ranked.
    most = _number(asked.attribute("max_answers")) or _number(asked.attribute("max_subquestions"))
    piece = taking.block(
        "ranking", minimum=_number(asked.attribute("min_answers")), maximum=most, **_order(taking)
    )
    piece.lists["options"], keys = taking.items(answers)
    taking.know_block(taking.add(piece), keys)
