"""Yichang: from entrusted to own power in November 2015; 207 items kept, 150 removed; 11 of 19 classes first.

Run it with `python examples/yichang/reform.py`. What is published, inferred and illustrative: README.md.
"""

import datetime as dt

import enforcekit as ek
from enforcekit.indicators import book, list_difference

yichang = ek.example("yichang")

print("In whose name does the zone act?")
for day in (dt.date(2015, 10, 31), dt.date(2015, 11, 1)):
    answer = ek.who_may(yichang, "penalise", item="green-land-occupied-city", place="420502007", on=day)
    for each in answer.competences:
        if each.authority == "yichang-gaoxin-enforcement":
            print(f"  {day}: in the name of {each.in_name_of}, sued: {each.defendant}, signed off by {each.sign_off}")

print("Two lists, of which only the difference was published; the codes are made up")
old = [f"item-{number:03}" for number in range(357)]
new = old[:207]
change = list_difference(old, new)
print(f"  {change.before} - {change.removed} + {change.added} = {change.after}")

print("The figures")
figures = book("yichang").counted(yichang)
for name in ("items_before", "items_cut", "classes_used", "classes_waiting", "teams_cut"):
    print(f"  {figures[name].en}: {figures[name].rounded}{figures[name].unit} (inputs {figures[name].status})")
