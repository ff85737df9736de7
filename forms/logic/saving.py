"""What happens to the conditions of a form when an editor saves it."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks


def deleted_in(data: Any, prefix: str) -> dict[str, str]:
    """Return the words of the questions that were deleted since the editor was opened, by id."""
    found = {}
    for number in range(int(data[f"{prefix}-count"])):
        place = f"{prefix}-{number}"
        if data.get(f"{place}-deleted") and data.get(f"{place}-id"):
            found[data[f"{place}-id"]] = data.get(f"{place}-value-label") or ""
    return found


def clean_with_conditions(
    block: blocks.StreamBlock, value: blocks.StreamValue, clean: Callable[[Any], Any]
) -> Any:
    """Return what ``clean`` makes of a form, and refuse its faulty conditions along with all else.

    What is only not finished yet is refused once required fields are, that is not on a draft.
    """
    # Late, because the checks know the types of questions, and these have conditions.
    from forms.logic.checks import faults_of
    from forms.logic.unsaved import readable

    cleaned, errors, others = None, {}, []
    try:
        cleaned = clean(value)
    except blocks.StreamBlockValidationError as error:
        errors, others = dict(error.block_errors or {}), error.non_block_errors
    for fault in faults_of(readable(value), getattr(value, "deleted", {})):
        if fault.is_unfinished and block.is_deferred_validation:
            continue
        errors[fault.index] = _with_fault(errors.get(fault.index), fault.text)
    if errors or others:
        raise blocks.StreamBlockValidationError(block_errors=errors, non_block_errors=others)
    return cleaned


def _with_fault(error: ValidationError | None, text: str) -> blocks.StructBlockValidationError:
    """Return the error of a block with another one on its conditions."""
    known = dict(getattr(error, "block_errors", None) or {})
    earlier = known["show_if"].messages if "show_if" in known else []
    known["show_if"] = ValidationError([*earlier, text])
    return blocks.StructBlockValidationError(
        block_errors=known, non_block_errors=getattr(error, "non_block_errors", None)
    )
