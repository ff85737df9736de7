"""How LimeSurvey's expressions name questions: by code, or by the numbers of survey, group and question."""

import re

# What may stand after a name without changing what a condition compares: the code of the answer.
SUFFIX = re.compile(r"\.(?:NAOK|code|value|valueNAOK)$")
SELF = re.compile(r"^(?:that|self|this)\.")


def spelled(name: str) -> str:
    """Return a name as ``names_of`` has it."""
    return SELF.sub("", SUFFIX.sub("", name))


def names_of(sid: str, gid: str, qid: str, code: str, part: str = "") -> list[str]:
    """Return the names of a question, or of a subquestion of it."""
    if not part:
        return [code, f"{sid}X{gid}X{qid}"]
    return [f"{code}_{part}", f"{sid}X{gid}X{qid}{part}"]
