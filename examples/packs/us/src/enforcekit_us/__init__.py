"""Federal environmental programs in the hands of states: authorization, oversight, withdrawal, of two statutes."""

from enforcekit.codes import CORE, Vocabulary
from enforcekit.law import Pack

from .bodies import GROUNDS, KINDS, REVIEWS
from .calendar import WORKING_DAYS
from .modes import DUTIES, EFFECTS
from .procedures import CONDITIONS, PROCESSES, TERMS, WORKFLOW
from .sources import SOURCES, marked
from .words import LISTS

PACK = Pack(
    name="us",
    zh="美国（联邦环境项目）",
    en="United States (federal environmental programs)",
    currency="USD",
    base_mode="statutory",
    compulsion="order",
    penalty="penalise",
    vocabulary=Vocabulary({**CORE.lists, **LISTS}),
    sources=SOURCES,
    effects=marked(EFFECTS),
    kinds=marked(KINDS),
    reviews=marked(REVIEWS),
    grounds=marked(GROUNDS),
    duties=marked(DUTIES),
    terms=marked(TERMS),
    calendar=WORKING_DAYS,
    processes=PROCESSES,
    conditions=marked(CONDITIONS),
    workflows=(WORKFLOW,),
    interface=1,
)
