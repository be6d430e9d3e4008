"""Fenghua: three levels of mediation, two slips and a bulletin, a list of minor offences in 26 fields.

Run it with `python examples/fenghua/reform.py`. What is published, inferred and illustrative: README.md.
"""

import datetime as dt

import enforcekit as ek
from enforcekit.indicators import book

fenghua = ek.example("fenghua")

print("Bodies that help and hold no power")
for name in ("fenghua-mediation-centre", "xikou-shared-court", "xikou-procuratorate-room", "xikou-grid"):
    print(f"  {fenghua[name].label('en')}: {len(ek.what_may(fenghua, name, on=dt.date(2023, 6, 1)))} powers")

print("The figures")
figures = book("fenghua").counted(fenghua)
for name in ("slips", "coverage", "qualified_share", "fine_each", "settled_early", "offset_4h"):
    print(f"  {figures[name].en}: {figures[name].rounded}{figures[name].unit} (inputs {figures[name].status})")
for name in ("settled_early", "review_share", "bad_files"):
    print(f"  {figures[name].en}: {figures[name].bounds().text()}")

print("Published without inputs: kept, computed by nobody, compared with nothing")
for name in ("joint_rate", "active_share", "hit_rate"):
    print(f"  {figures[name].en}: {figures[name].published}%")
