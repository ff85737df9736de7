"""Which decisions a state allows."""

from forms.enums import Action, State

# From each state, where a moderator may take a submission.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.PENDING: frozenset({State.PUBLISHED, State.REFUSED, State.SPAM}),
    State.PUBLISHED: frozenset({State.HIDDEN}),
    State.HIDDEN: frozenset({State.PUBLISHED}),
    State.REFUSED: frozenset({State.PENDING}),
    State.SPAM: frozenset({State.PENDING, State.RECORDED}),
    State.RECORDED: frozenset({State.SPAM}),
    State.WITHDRAWN: frozenset(),
    State.CHANGES_REQUESTED: frozenset(),
    State.MERGED: frozenset(),
}
# The same as a moderator asks for it: what is offered on a submission in each state.
ACTIONS: dict[State, tuple[Action, ...]] = {
    State.PENDING: (Action.PUBLISH, Action.REFUSE, Action.SPAM),
    State.PUBLISHED: (Action.HIDE,),
    State.HIDDEN: (Action.RESTORE,),
    State.REFUSED: (Action.RESTORE,),
    State.SPAM: (Action.RESTORE,),
    State.RECORDED: (Action.SPAM,),
    State.WITHDRAWN: (),
    State.CHANGES_REQUESTED: (),
    State.MERGED: (),
}
# Decisions that owe their author a reason.
REASONED_STATES = frozenset({State.REFUSED, State.HIDDEN})
REASONED_ACTIONS = frozenset({Action.REFUSE, Action.HIDE})
# Decisions told to the author by mail; spam is not answered.
TOLD_STATES = frozenset({State.PUBLISHED, State.REFUSED, State.HIDDEN, State.WITHDRAWN})


def states_for(action: Action) -> tuple[State, ...]:
    """Return the states in which a submission can be the object of this action."""
    return tuple(state for state, actions in ACTIONS.items() if action in actions)
