"""From a survey of LimeSurvey to a questionnaire."""

from collections.abc import Callable
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _

from forms.exchange.assembling import Assembly, Part, note, report_media
from forms.exchange.draft import Draft, Texts, words
from forms.exchange.errors import FileRefused, NotTaken
from forms.exchange.expressions.logic import ALWAYS, Logic
from forms.exchange.expressions.parser import LIMESURVEY
from forms.exchange.languages import portal_languages
from forms.exchange.limesurvey import arrays, choices, texts
from forms.exchange.limesurvey.document import Asked, Group, Survey, read_document
from forms.exchange.limesurvey.names import names_of, spelled
from forms.exchange.limesurvey.taking import Taking
from forms.exchange.limesurvey.types import GROUP, type_name
from forms.exchange.report import Line
from forms.exchange.texts import cut, one_line, plain
from forms.fields.base import LABEL_LENGTH

# How each type of question is taken, by the letter of LimeSurvey's table.
TAKEN: dict[str, Callable[[Taking], object]] = {
    "S": texts.short_text,
    "T": texts.long_text,
    "U": texts.long_text,
    "Q": texts.several_texts,
    ";": texts.text_table,
    "N": texts.number,
    "K": texts.several_numbers,
    ":": arrays.numbers,
    "D": texts.date,
    "|": texts.files,
    "L": choices.one,
    "!": choices.one,
    "O": choices.one_with_comment,
    "M": choices.several,
    "P": choices.several_with_comments,
    "R": choices.ranking,
    "Y": choices.yes_no,
    "G": choices.gender,
    "5": choices.five_points,
    "F": arrays.with_answers,
    "H": arrays.with_answers,
    "A": arrays.five_points,
    "B": arrays.ten_points,
    "E": arrays.increase,
    "C": arrays.yes_uncertain_no,
    "1": arrays.double,
}
DISPLAY, EQUATION, LANGUAGE = "X", "*", "I"
# Attributes that are switched on and have no counterpart, and what is said about each.
DROPPED = {
    "time_limit": "time_limit",
    "em_validation_q": "constraint_dropped",
    "em_validation_sq": "constraint_dropped",
    "random_group": "order_fixed",
    "hidden": "hidden_shown",
}


def read_limesurvey(source: Path | IO[bytes], name: str) -> Draft:
    """Return the questionnaire of a survey; ``FileRefused`` if nothing of it can be taken."""
    survey = read_document(source)
    draft = Draft(languages=survey.languages)
    draft.report.file = name
    draft.title = survey.settings.get("title") or {"": Path(name).stem}
    draft.thanks = {code: plain(text) for code, text in survey.settings.get("endtext", {}).items()}
    _Reader(draft, survey).read()
    if not any(piece.kind not in ("page", "section", "note") for piece in draft.pieces):
        raise FileRefused(_("None of the questions of this file can be taken."))
    if survey.quotas:
        draft.report.remark("quotas", number=survey.quotas)
    if survey.is_anonymous:
        draft.report.remark("anonymous")
    if survey.format == "S":
        draft.report.remark("screen_each")
    return draft


class _Reader:
    """One pass through the groups."""

    def __init__(self, draft: Draft, survey: Survey) -> None:
        self._draft = draft
        self._survey = survey
        self._made = Assembly(draft, LIMESURVEY)
        self._made.names.spelled = spelled
        self._languages = [code for code in survey.languages if code in portal_languages()]
        for group in survey.groups:
            for asked in group.questions:
                self._made.names.everything.update(self._names(asked))

    def read(self) -> None:
        """Take all groups; each is a page, unless all questions stand on one screen."""
        kind = "section" if self._survey.format == "A" else "page"
        for number, group in enumerate(self._survey.groups, start=1):
            self._group(number, group, kind)

    def _group(self, number: int, group: Group, kind: str) -> None:
        heading = {code: one_line(text) for code, text in group.names.items()}
        line = Line(f"{number}", group.gid, words(heading, (self._survey.language,)), type_name(GROUP))
        self._draft.report.lines.append(line)
        condition = self._condition(group.relevance, line)
        report_media(line, group.descriptions)
        self._made.begin(Part(kind, heading or {"": str(number)}, condition), "", group.descriptions)
        line.became.append(kind)
        if number == 1:
            self._welcome(line)
        for place, asked in enumerate(group.questions, start=1):
            self._question(f"{number}.{place}", asked)
        self._made.end()

    def _welcome(self, line: Line) -> None:
        """Put what the survey says before its first question there."""
        for name in ("description", "welcometext"):
            found = self._survey.settings.get(name)
            if found and any(plain(text) for text in found.values()):
                self._made.add(note(found), "", line)
                report_media(line, found)

    def _question(self, place: str, asked: Asked) -> None:
        label = cut(one_line(words(asked.texts, (self._survey.language,))), LABEL_LENGTH)
        line = Line(place, asked.code, label, type_name(asked.type))
        self._draft.report.lines.append(line)
        self._made.names.current = asked.code
        condition = self._condition(asked.relevance, line)
        taking = Taking(self._made, self._survey.sid, asked, line, self._languages, condition)
        begun = len(self._draft.pieces)
        try:
            self._take(taking)
        except NotTaken as error:
            del self._draft.pieces[begun:]
            line.became.clear()
            line.refuse(error.reason, **error.params)
            self._made.names.refused.update(self._names(asked))

    def _take(self, taking: Taking) -> None:
        asked, line = taking.asked, taking.line
        if asked.type == DISPLAY:
            self._display(taking)
            return
        if asked.type not in TAKEN:
            reasons = {EQUATION: "calculation", LANGUAGE: "language_switch"}
            raise NotTaken(reasons.get(asked.type, "type_unknown"), type=asked.type)
        self._dropped(asked, line)
        TAKEN[asked.type](taking)

    def _display(self, taking: Taking) -> None:
        """Take a text that asks nothing, with its help below it."""
        asked = taking.asked
        report_media(taking.line, asked.texts, asked.help)
        texts_of: Texts = {
            code: "<br>".join(filter(None, (asked.texts.get(code), asked.help.get(code))))
            for code in dict.fromkeys((*asked.texts, *asked.help))
        }
        taking.add(note(texts_of))

    def _dropped(self, asked: Asked, line: Line) -> None:
        report_media(line, asked.texts, asked.help)
        if asked.has_defaults:
            line.approximate("prefilled_dropped")
        if asked.pattern:
            line.approximate("constraint_dropped", expression=cut(asked.pattern, 200))
        for name, reason in DROPPED.items():
            if asked.is_set(name):
                line.approximate(reason, expression=cut(asked.attribute(name), 200))
        if any("{" in text and "}" in text for text in asked.texts.values()):
            line.approximate("piping")

    def _condition(self, expression: str, line: Line) -> Logic:
        if expression in ("", "1"):
            return ALWAYS
        return self._made.logic(expression, line)

    def _names(self, asked: Asked) -> list[str]:
        return names_of(self._survey.sid, asked.gid, asked.qid, asked.code)
