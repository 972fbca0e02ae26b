from .groups import EnrolForm, GroupFilter, NewGroupForm, PlanForm, WaitingFilter
from .registers import CatchUpForm, CorrectForm, RegisterForm
from .sessions import CancelForm, MoveForm, SessionFilter

__all__ = [
    "CancelForm",
    "CatchUpForm",
    "CorrectForm",
    "EnrolForm",
    "GroupFilter",
    "MoveForm",
    "NewGroupForm",
    "PlanForm",
    "RegisterForm",
    "SessionFilter",
    "WaitingFilter",
]
