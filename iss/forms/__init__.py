from .records import MeasureForm
from .running import AllocateForm

__all__ = [
    "AllocateForm",
    "MeasureForm",
]
