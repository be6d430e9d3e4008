"""
Which towns hold how many powers
================================

One question a town: what may it do on a day, and in whose name? The towns of three counties of the Ningbo example.
"""

import datetime as dt
from collections import Counter

import matplotlib.pyplot as plt

import enforcekit as ek

ningbo = ek.example("ningbo")
day = dt.date(2025, 5, 1)
towns = [
    each
    for each in ningbo.all(ek.Authority)
    if each.kind == "township" and each.places[0][:6] in ("330213", "330225", "330226")
]
own, others = [], []
for town in towns:
    powers = Counter(power.in_name_of == town.id for power in ek.what_may(ningbo, town.id, on=day))
    own.append(powers[True])
    others.append(powers[False])

figure, axis = plt.subplots(figsize=(9, 4), layout="constrained")
axis.bar(range(len(towns)), own, label="in its own name", color="#3b7dd8")
axis.bar(range(len(towns)), others, bottom=own, label="in the name of the body that entrusts", color="#f0a23c")
names = [town.label("en").removesuffix(" Government") for town in towns]
axis.set_xticks(range(len(towns)), names, rotation=90, fontsize=7)
axis.set_ylabel("powers")
axis.legend()
plt.show()
