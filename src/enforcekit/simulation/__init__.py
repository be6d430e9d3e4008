"""What if: scenarios of who handles what with how many officers, simulated, compared, swept."""

from .cells import Cell, Competent, Course, Policies, Prehandling, Rung, Stage, Variant
from .decompose import decompose
from .examples import example_queue
from .experiment import Difference, Experiment, HalfWidth, experiment
from .manifest import Repro, repro
from .metrics import METRICS, metric
from .parts import Absence, Calendar, Duration, Group, Learning, Route, Seat, Step
from .preflight import Preflight, preflight
from .reform import Reform
from .scenario import Arrivals, Campaign, CaseClass, Deadline, Horizon, Scenario
from .simulate import Estimate, Result, simulate
from .sweep import Sweep, sweep

__all__ = [
    "METRICS",
    "Absence",
    "Arrivals",
    "Calendar",
    "Campaign",
    "CaseClass",
    "Cell",
    "Competent",
    "Course",
    "Deadline",
    "Difference",
    "Duration",
    "Estimate",
    "Experiment",
    "Group",
    "HalfWidth",
    "Horizon",
    "Learning",
    "Policies",
    "Preflight",
    "Prehandling",
    "Reform",
    "Repro",
    "Result",
    "Route",
    "Rung",
    "Scenario",
    "Seat",
    "Stage",
    "Step",
    "Sweep",
    "Variant",
    "decompose",
    "example_queue",
    "experiment",
    "metric",
    "preflight",
    "repro",
    "simulate",
    "sweep",
]
