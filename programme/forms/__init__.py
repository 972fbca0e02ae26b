from .groups import EnrolForm, GroupFilter, NewGroupForm, PlanForm, WaitingFilter
from .keywork import EndGoalForm, GoalForm, HeldForm, PlanKeyWorkForm, SettleForm
from .registers import CatchUpForm, CorrectForm, RegisterForm
from .sessions import CancelForm, MoveForm, SessionFilter

__all__ = [
    "CancelForm",
    "CatchUpForm",
    "CorrectForm",
    "EndGoalForm",
    "EnrolForm",
    "GoalForm",
    "GroupFilter",
    "HeldForm",
    "MoveForm",
    "NewGroupForm",
    "PlanForm",
    "PlanKeyWorkForm",
    "RegisterForm",
    "SessionFilter",
    "SettleForm",
    "WaitingFilter",
]
