from .cases import keep_case, meeting_case
from .meetings import end_meeting, meeting, meeting_minutes, meetings, new_meeting, who_is_there

__all__ = [
    "end_meeting",
    "keep_case",
    "meeting",
    "meeting_case",
    "meeting_minutes",
    "meetings",
    "new_meeting",
    "who_is_there",
]
