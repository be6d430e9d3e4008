"""Ningbo: 97 of 156 towns empowered, joint checks that spare visits, two shares of coverage over two denominators.

Run it with `python examples/ningbo/reform.py`. What is published, inferred and illustrative: README.md.
"""

import enforcekit as ek
from enforcekit.indicators import book, compare_indicators, indicator

ningbo = ek.example("ningbo")
figures = book("ningbo").counted(ningbo)

print("Counted from the documents")
for name in ("empowered_share", "recalled"):
    print(f"  {figures[name].en}: {figures[name].rounded}{figures[name].unit} (inputs {figures[name].status})")

print("Computed from published inputs")
for name in ("avoided_per_joint", "checks_per_joint", "burden_cut", "coverage", "town_coverage", "speed_up"):
    print(f"  {figures[name].en}: {figures[name].rounded}{figures[name].unit} (inputs {figures[name].status})")

print("Take one grant away, and the figure moves")
one = next(each for each in ningbo.all(ek.Delegation) if each.mode == "township" and each.grantee == "xikou-town")
fewer = book("ningbo").counted(ek.Structure([each for each in ningbo if each.id != one.id], ningbo.pack))
print(f"  {figures['empowered_share'].rounded}% -> {fewer['empowered_share'].rounded}%")

print("What is not compared")
for one_name, other_name in (
    ("ningbo/joint_rate", "fenghua/joint_rate"),
    ("ningbo/coverage", "ningbo/town_coverage"),
    ("ningbo/avoided_per_joint", "fenghua/avoided_per_joint"),
):
    try:
        compare_indicators(indicator(one_name), indicator(other_name))
    except ek.NotComparable as refused:
        print(f"  {refused}")
