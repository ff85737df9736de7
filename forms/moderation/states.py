"""Which decisions a state allows."""

from forms.enums import State

# From each state, where a moderator may take a submission.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.PUBLISHED, State.REFUSED, State.SPAM}),
    State.PUBLISHED: frozenset({State.HIDDEN}),
    State.HIDDEN: frozenset({State.PUBLISHED}),
    State.REFUSED: frozenset({State.PENDING}),
    State.SPAM: frozenset({State.PENDING, State.RECORDED}),
    State.RECORDED: frozenset({State.SPAM}),
    State.WITHDRAWN: frozenset(),
}
# Decisions that owe their author a reason.
REASONED_STATES = frozenset({State.REFUSED, State.HIDDEN})
# Decisions told to the author by mail; spam is not answered.
TOLD_STATES = frozenset({State.PUBLISHED, State.REFUSED, State.HIDDEN, State.WITHDRAWN})
