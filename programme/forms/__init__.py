from .coming_back import InviteBackForm
from .groups import EnrolForm, GroupFilter, NewGroupForm, PlanForm, WaitingFilter
from .keywork import EndGoalForm, GoalForm, HeldForm, PlanKeyWorkForm, SettleForm
from .registers import CatchUpForm, ConcernForm, CorrectForm, RegisterForm, RemoveForm, TapForm
from .sessions import CancelForm, MoveForm, SessionFilter

__all__ = [
    "CancelForm",
    "CatchUpForm",
    "ConcernForm",
    "CorrectForm",
    "EndGoalForm",
    "EnrolForm",
    "GoalForm",
    "GroupFilter",
    "HeldForm",
    "InviteBackForm",
    "MoveForm",
    "NewGroupForm",
    "PlanForm",
    "PlanKeyWorkForm",
    "RegisterForm",
    "RemoveForm",
    "SessionFilter",
    "SettleForm",
    "TapForm",
    "WaitingFilter",
]
