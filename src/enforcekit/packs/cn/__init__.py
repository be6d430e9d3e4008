"""The PRC pack: the words, texts and dated rows of Chinese administrative enforcement law."""

import datetime as dt

from enforcekit.codes import CORE, Vocabulary
from enforcekit.law import Pack

from .bodies import KINDS, REVIEWS
from .case_lists import CASE_LISTS
from .conditions import CONDITIONS
from .duties import DUTIES
from .grounds import GROUNDS
from .identifiers import SCHEMES
from .inspection import INSPECTION_CONDITIONS, INSPECTION_LISTS, INSPECTION_SOURCES, INSPECTION_THRESHOLDS
from .intake import INTAKE_LISTS, INTAKE_SOURCES, INTAKE_TERMS, INTAKE_THRESHOLDS
from .layers import LAYER_NAMES, LAYER_PARENTS
from .lists import LISTS
from .modes import EFFECTS
from .processes import PROCESSES
from .questions import ANSWERS
from .requests import REQUEST_KIND, REQUEST_SOURCES, REQUEST_TERMS
from .sources import SOURCES
from .supervision import (
    SUPERVISION_LISTS,
    SUPERVISION_SOURCES,
    SUPERVISION_TERMS,
    SUPERVISION_THRESHOLDS,
)
from .terms import TERMS
from .thresholds import THRESHOLDS
from .turns import TURN_LISTS, WORKFLOWS
from .working_days import WORKING_DAYS

_BETWEEN = (REQUEST_KIND, *INTAKE_LISTS, *SUPERVISION_LISTS, *TURN_LISTS)
PACK = Pack(
    name="cn",
    zh="中华人民共和国",
    en="People's Republic of China",
    base_mode="statutory",
    compulsion="compel",
    penalty="penalise",
    vocabulary=Vocabulary(
        {**CORE.lists, **LISTS, **{each.name: each for each in (*CASE_LISTS, *INSPECTION_LISTS, *_BETWEEN)}}, SCHEMES
    ),
    sources={**SOURCES, **INSPECTION_SOURCES, **REQUEST_SOURCES, **INTAKE_SOURCES, **SUPERVISION_SOURCES},
    effects=EFFECTS,
    kinds=KINDS,
    reviews=REVIEWS,
    grounds=GROUNDS,
    duties=DUTIES,
    terms=(*TERMS, *REQUEST_TERMS, *INTAKE_TERMS, *SUPERVISION_TERMS),
    thresholds=(*THRESHOLDS, *INSPECTION_THRESHOLDS, *INTAKE_THRESHOLDS, *SUPERVISION_THRESHOLDS),
    calendar=WORKING_DAYS,
    zone=dt.timezone(dt.timedelta(hours=8)),
    processes=PROCESSES,
    conditions=(*CONDITIONS, *INSPECTION_CONDITIONS),
    workflows=WORKFLOWS,
    layer_names=LAYER_NAMES,
    layer_parents=LAYER_PARENTS,
    interface=1,
    answers=ANSWERS,
)
