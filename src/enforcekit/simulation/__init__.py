"""What if: scenarios of who handles what with how many officers, simulated, compared, swept."""

from .cells import Cell, Competent, Course, Policies, Prehandling, Rung, Stage, Variant
from .examples import example_queue
from .parts import Absence, Calendar, Duration, Group, Learning, Route, Seat, Step
from .scenario import Arrivals, Campaign, CaseClass, Deadline, Horizon, Scenario

__all__ = [
    "Absence",
    "Arrivals",
    "Calendar",
    "Campaign",
    "CaseClass",
    "Cell",
    "Competent",
    "Course",
    "Deadline",
    "Duration",
    "Group",
    "Horizon",
    "Learning",
    "Policies",
    "Prehandling",
    "Route",
    "Rung",
    "Scenario",
    "Seat",
    "Stage",
    "Step",
    "Variant",
    "example_queue",
]
