"""The procedures of PRC enforcement law, state by state: which event leads where, and what it asks for.

What each condition means, and its article, stands in `conditions`.
"""

from __future__ import annotations

from typing import Final

from .after import PUBLICATION, REVIEW
from .beside import CRIMINAL, MEASURE, PRESERVATION
from .ordinary import ORDINARY
from .quick import EXPEDITED, SIMPLE

PROCESSES: Final = (ORDINARY, SIMPLE, EXPEDITED, CRIMINAL, MEASURE, PRESERVATION, REVIEW, PUBLICATION)
"""Every procedure; the name of a main one is a code of `procedure_kind`."""
