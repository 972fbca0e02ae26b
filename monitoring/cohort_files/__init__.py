"""Reading the four cohort files: typed rows, or every problem there is. No database."""

from .problems import Problem
from .reading import Cohort, read_folder
from .rows import PartnerRow, ReferralRow, SessionRow, TrainingRow

__all__ = ["Cohort", "PartnerRow", "Problem", "ReferralRow", "SessionRow", "TrainingRow", "read_folder"]
