from .running import AllocateForm

__all__ = [
    "AllocateForm",
]
