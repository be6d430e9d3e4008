"""The PRC pack: the words, texts and dated rows of Chinese administrative enforcement law."""

from enforcekit.codes import CORE, Vocabulary
from enforcekit.law import Pack

from .bodies import KINDS, REVIEWS
from .case_lists import CASE_LISTS
from .conditions import CONDITIONS
from .duties import DUTIES
from .grounds import GROUNDS
from .identifiers import SCHEMES
from .inspection import INSPECTION_CONDITIONS, INSPECTION_LISTS, INSPECTION_SOURCES, INSPECTION_THRESHOLDS
from .lists import LISTS
from .modes import EFFECTS
from .processes import PROCESSES
from .questions import ANSWERS
from .sources import SOURCES
from .terms import TERMS
from .thresholds import THRESHOLDS
from .working_days import WORKING_DAYS

PACK = Pack(
    name="cn",
    zh="中华人民共和国",
    en="People's Republic of China",
    base_mode="statutory",
    compulsion="compel",
    penalty="penalise",
    vocabulary=Vocabulary(
        {**CORE.lists, **LISTS, **{each.name: each for each in (*CASE_LISTS, *INSPECTION_LISTS)}}, SCHEMES
    ),
    sources={**SOURCES, **INSPECTION_SOURCES},
    effects=EFFECTS,
    kinds=KINDS,
    reviews=REVIEWS,
    grounds=GROUNDS,
    duties=DUTIES,
    terms=TERMS,
    thresholds=(*THRESHOLDS, *INSPECTION_THRESHOLDS),
    calendar=WORKING_DAYS,
    processes=PROCESSES,
    conditions=(*CONDITIONS, *INSPECTION_CONDITIONS),
    answers=ANSWERS,
)
