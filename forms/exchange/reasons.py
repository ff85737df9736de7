"""What the report of an import says, sentence by sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Any] = {
    # Conditions.
    "condition_dropped": _("Everybody is asked: the condition “%(expression)s” is not taken."),
    "condition_later": _("“%(name)s” depends on “%(other)s”, which comes later; only earlier answers count."),
    "condition_self": _("“%(name)s” depends on its own answer."),
    "condition_refused": _("“%(name)s” depends on “%(other)s”, which is not taken."),
    "condition_unknown": _("The file has no question “%(other)s”."),
    "condition_option": _("“%(other)s” has no choice “%(value)s”."),
    "condition_any": _("Of “%(other)s” one can only ask whether it is answered."),
    "condition_measure": _("Only numbers, grades and dates can be compared by their size."),
    "condition_never": _("It never holds."),
    "condition_too_wide": _("It would need more groups of conditions than anybody could oversee."),
    "expression_unreadable": _("It cannot be read."),
    "expression_too_long": _("It is too long or too deep."),
    "expression_kind": _("It compares something else than an answer with a value."),
    "expression_two_answers": _("It compares an answer with that to “%(name)s”, not with a value."),
    "expression_function": _("It uses the function “%(name)s”."),
    "constraint_dropped": _("The rule “%(expression)s” is not checked."),
    "constraint_kind": _("It is no bound of a number, of a length or of a number of choices."),
    "constraint_open": _("The bounds of “%(expression)s” themselves are accepted, too."),
    "required_condition": _("Not compulsory: the portal has no condition for that (“%(expression)s”)."),
    # Groups.
    "repeat_once": _("Asked once: the portal repeats no questions."),
    "repeat_count_dropped": _("How often it is repeated (“%(text)s”) is left out."),
    "group_silent": _("The group has no label and no condition, and is not shown; its questions are taken."),
    "rows_required": _("Only some of its lines were compulsory: now none is."),
    "rows_hints": _("The hints of its lines are left out."),
    # Questions.
    "type_unknown": _("The portal has no question of the type “%(type)s”."),
    "calculation": _("The portal calculates nothing while somebody answers."),
    "calculation_dropped": _("Its calculation is left out."),
    "metadata": _(
        "The portal asks people, and records nothing of their devices; it keeps when an answer came."
    ),
    "other_file": _("Its choices or data are in another file."),
    "label_missing": _("It has no words in the file: it shows its name."),
    "label_long": _(
        "Its words have more than %(limit)s characters: they stand in a text before the question, whose own "
        "words are cut."
    ),
    "hint_long": _("Its help is cut after %(limit)s characters."),
    "option_long": _("Words with more than %(limit)s characters are cut."),
    "code_changed": _("Its name “%(name)s” became “%(code)s”."),
    "choice_changed": _("The names of these choices were changed: %(names)s."),
    "choice_media": _("The pictures and sounds of its choices are in other files and left out."),
    "one_option": _("It has one choice only: add another one before you publish the page."),
    "media_dropped": _("Pictures, sounds and films are left out: add them to the page."),
    "piping": _("It quotes an earlier answer, which stands there as it is written in the file."),
    "default_dropped": _("Nothing is filled in beforehand (“%(text)s” in the file)."),
    "readonly_dropped": _("It can be answered, although the file only shows it."),
    "trigger_dropped": _("It does not change with another answer (“%(text)s”)."),
    "message_dropped": _("Errors are said in the portal’s own words."),
    "guidance_dropped": _("The notes for interviewers are left out."),
    "list_missing": _("The file has no list of choices “%(list)s”."),
    "filter_dropped": _("All choices are offered: the filter “%(expression)s” is not taken."),
    "filter_kind": _("It is no comparison of a column with a value or with an earlier single choice."),
    "filter_empty": _("It leaves no choice."),
    "filter_split": _(
        "It became %(number)s questions, of which one is asked, with the choices that go with “%(other)s”."
    ),
    "range_number": _("It became a number between the two ends."),
    "range_step": _("Numbers between the steps of %(step)s are accepted, too."),
    "range_unreadable": _("Its ends cannot be read (“%(parameters)s”)."),
    "point_only": _("One point instead of a line or an area."),
    "filter_fixed": _("It offers only the choices that its filter leaves."),
    # LimeSurvey.
    "prefilled_dropped": _("Nothing is chosen or filled in beforehand."),
    "digits_dropped": _("The number of its digits is not checked."),
    "bound_dropped": _("The bound “%(bound)s” is no number and is not checked."),
    "prefix_dropped": _("What stands before the field is left out: “%(text)s”."),
    "sum_dropped": _("The bounds of the sum of its numbers are not checked."),
    "slider": _("Numbers to write instead of sliders; the words of their ends are left out."),
    "rating": _("Grades from 1 to 5 instead of stars or faces."),
    "one_each": _("It became %(number)s questions, one for each field."),
    "order_fixed": _("Always in the same order."),
    "no_subquestions": _("It has no subquestions."),
    "no_answers": _("It has no answers to choose from."),
    "too_many_cells": _("It would become %(number)s questions, more than %(most)s."),
    "totals_dropped": _("Totals are not shown."),
    "date_bounds": _("Its first and last date are not checked."),
    "files_kinds": _("Files of these kinds are not taken: %(endings)s."),
    "categories": _("Its choices are in one list, each with its category before it."),
    "comment_apart": _("Comments are questions of their own, below it."),
    "gender": _("Its two answers are in the portal’s words."),
    "by_column": _("Shown line by line, not column by column."),
    "two_scales": _("It became two questions, one for each scale."),
    "matrix_large": _("It has more than %(rows)s lines or %(columns)s columns."),
    "array_filter": _("All its lines or choices are shown, whatever was answered before."),
    "time_limit": _("Nobody is stopped after a time."),
    "hidden_shown": _(
        "It was hidden in the survey and is asked here: take it away, or make it a hidden field."
    ),
    "language_switch": _("The portal has its own choice of languages on every page."),
    "quotas": _("The %(number)s quotas are not taken: set them under “Limits” of the page."),
    "anonymous": _("The survey is anonymous: choose it for the page, too, before anybody answers."),
    "screen_each": _("One group a page, where the survey showed one question a screen."),
    # Languages, and the file as a whole.
    "language_taken": _("%(language)s: taken as a translation, in draft."),
    "language_waiting": _(
        "%(language)s: the page above is not translated yet. The texts are kept and will stand there once "
        "you translate the page."
    ),
    "language_unknown": _(
        "The portal has no pages in these languages, whose texts are left out: %(languages)s."
    ),
    "language_other": _("The file has no %(page)s: the page has its texts in %(language)s. Translate them."),
    "unfinished": _("Open the page: the editor says what to correct before it can be published."),
    "no_sound": _("The portal takes photographs and documents, no sounds and no films."),
    "own_dropped": _("What the column “parvis” says of it does not fit and is left out."),
    "barcode": _("A text to write instead of a code to scan."),
}
