"""Files of any size, judged in bounded memory, by as many workers as there are."""

from .parts import Input, Part, inputs, parts_of
from .run import Judged, judge, validate_files

__all__ = ["Input", "Judged", "Part", "inputs", "judge", "parts_of", "validate_files"]
