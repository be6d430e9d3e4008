"""What is read off a replication: each metric a function of its trace, registered by name.

The cohort is every case that arrives in the window `[T_w, T_h)`. It is followed until it is closed or the horizon ends;
cases still open then are counted as what they are, open: no mean is taken over the finished alone when some are not.
"""

from . import backlog, coverage, firms, overdue, paths, turnaround, work
from .registry import FAMILIES, METRICS, STEADY, Metric, cohort, find_metric, metric
from .work import gini

__all__ = [
    "FAMILIES", "METRICS", "STEADY", "Metric", "backlog", "cohort", "coverage", "find_metric", "firms", "gini",
    "metric", "overdue", "paths", "turnaround", "work",
]  # fmt: skip
