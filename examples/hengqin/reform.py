"""Hengqin: 27 domains in one bureau, over land and sea; a contractor that handles 94.47 % and punishes nobody.

Run it with `python examples/hengqin/reform.py`. What is published, inferred and illustrative: README.md.
"""

import datetime as dt

import enforcekit as ek
from enforcekit.indicators import book

hengqin = ek.example("hengqin")

print("Who may punish in the new area, before and after the concentration?")
item = next(each for each in hengqin.all(ek.Item) if each.field == "transport")
for day in (dt.date(2014, 6, 30), dt.date(2014, 7, 1)):
    answer = ek.who_may(hengqin, "penalise", item=item.id, place="hengqin-sea", on=day)
    print(f"  {day} at sea, {item.label('en')}: {', '.join(each.authority for each in answer.competences)}")
for refusal in answer.refusals:
    print(f"  {refusal.authority}: {refusal.reason}")

print("Who never may: the contractor, the mediators, the bodies across the border")
for name in ("hengqin-city-operator", "orange-mediation", "macao-labour"):
    print(f"  {name}: {len(ek.what_may(hengqin, name, on=dt.date(2020, 1, 1)))} powers")

print("The figures")
figures = book("hengqin").counted(hengqin)
for name in ("domains", "patrols", "property_share", "handed_share", "complaints_fall", "complaints_before"):
    print(f"  {figures[name].en}: {figures[name].rounded}{figures[name].unit} (inputs {figures[name].status})")

print("One request more for the contractor, and the figure moves")
share = figures["property_share"]
more = share.with_inputs(by_property=30_266)
print(f"  {float(share.value):.4f} -> {float(more.value):.4f}")
