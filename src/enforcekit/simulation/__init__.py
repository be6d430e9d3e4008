"""What if: scenarios of who handles what with how many officers, simulated, compared, swept."""

from .cells import Cell, Competent, Course, Dispatch, Policies, Prehandling, Rung, Stage, Variant
from .columns import case_columns, frame, trace, visit_columns, write_csv, write_parquet
from .decompose import decompose
from .examples import example_queue, example_reforms
from .experiment import Difference, Experiment, HalfWidth, experiment
from .manifest import Repro, repro
from .metrics import METRICS, metric
from .parts import Absence, Calendar, Duration, Group, Learning, Route, Seat, Step
from .preflight import Preflight, preflight
from .reform import Reform
from .scenario import Arrivals, Campaign, CaseClass, Deadline, Horizon, Scenario
from .simulate import Estimate, Result, simulate
from .sweep import Sweep, sweep
from .visits import Check, Firm, Visit, Visiting, visits_of

__all__ = [
    "METRICS",
    "Absence",
    "Arrivals",
    "Calendar",
    "Campaign",
    "CaseClass",
    "Cell",
    "Check",
    "Competent",
    "Course",
    "Deadline",
    "Difference",
    "Dispatch",
    "Duration",
    "Estimate",
    "Experiment",
    "Firm",
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
    "Visit",
    "Visiting",
    "case_columns",
    "decompose",
    "example_queue",
    "example_reforms",
    "experiment",
    "frame",
    "metric",
    "preflight",
    "repro",
    "simulate",
    "sweep",
    "trace",
    "visit_columns",
    "visits_of",
    "write_csv",
    "write_parquet",
]
