"""Which decisions a state allows."""

from forms.enums import Action, DecisionAction, State
from forms.models import Decision, Submission

# From each state, where a moderator may take a submission.
TRANSITIONS: dict[State, frozenset[State]] = {
    State.PENDING: frozenset(
        {State.PUBLISHED, State.REFUSED, State.SPAM, State.CHANGES_REQUESTED, State.MERGED}
    ),
    State.PUBLISHED: frozenset({State.HIDDEN, State.MERGED}),
    State.HIDDEN: frozenset({State.PUBLISHED}),
    State.REFUSED: frozenset({State.PENDING}),
    State.SPAM: frozenset({State.PENDING, State.RECORDED}),
    State.RECORDED: frozenset({State.SPAM}),
    State.WITHDRAWN: frozenset(),
    # Its author may never answer; once they do, it awaits a decision again.
    State.CHANGES_REQUESTED: frozenset({State.PUBLISHED, State.REFUSED, State.SPAM, State.PENDING}),
    # Where it was before it was merged.
    State.MERGED: frozenset({State.PENDING, State.PUBLISHED}),
}
# The same as a moderator asks for it: what is offered on a submission in each state.
ACTIONS: dict[State, tuple[Action, ...]] = {
    State.PENDING: (Action.PUBLISH, Action.REFUSE, Action.REQUEST_CHANGE, Action.SPAM),
    # Kept is what its page's rule published and a moderator has now looked at.
    State.PUBLISHED: (Action.KEEP, Action.HIDE),
    State.HIDDEN: (Action.RESTORE,),
    State.REFUSED: (Action.RESTORE,),
    State.SPAM: (Action.RESTORE,),
    State.RECORDED: (Action.SPAM,),
    State.WITHDRAWN: (),
    State.CHANGES_REQUESTED: (Action.PUBLISH, Action.REFUSE, Action.SPAM),
    State.MERGED: (),
}
# Decisions that owe their author a reason.
REASONED_STATES = frozenset({State.REFUSED, State.HIDDEN})
REASONED_ACTIONS = frozenset({Action.REFUSE, Action.HIDE})
# Decisions with which a moderator may write to the author; a request for a change says nothing without.
MESSAGED_ACTIONS = REASONED_ACTIONS | {Action.REQUEST_CHANGE}
# Decisions told to the author by mail; spam is not answered.
TOLD_STATES = frozenset(
    {State.PUBLISHED, State.REFUSED, State.HIDDEN, State.WITHDRAWN, State.CHANGES_REQUESTED, State.MERGED}
)


def is_told(decision: Decision) -> bool:
    """Whether a change of state is told to the author by mail.

    What puts a contribution back is told to whoever was told that it was taken away.
    """
    if decision.action in (DecisionAction.OBJECTION_UPHELD, DecisionAction.SPLIT):
        return True
    if decision.action == DecisionAction.RESTORE:
        return decision.from_state != State.SPAM
    return decision.to_state in TOLD_STATES


def states_for(action: Action) -> tuple[State, ...]:
    """Return the states in which a submission can be the object of this action."""
    return tuple(state for state, actions in ACTIONS.items() if action in actions)


def actions_for(submission: Submission) -> tuple[Action, ...]:
    """Return what is offered on one submission."""
    actions = ACTIONS[State(submission.state)]
    return actions if submission.unseen else tuple(a for a in actions if a != Action.KEEP)
