"""Huizhou: towns with their own list, committees that decide nothing, notices, and no case lost of 3,235.

Run it with `python examples/huizhou/reform.py`. What is published, inferred and illustrative: README.md.
"""

import datetime as dt

import enforcekit as ek
from enforcekit.indicators import book

huizhou = ek.example("huizhou")
item = next(each for each in huizhou.all(ek.Item) if each.field == "city_management")

print("Who may act in Sandong?")
answer = ek.who_may(huizhou, "penalise", item=item.id, place="441302103", on=dt.date(2024, 5, 1))
for each in answer.competences:
    print(f"  {each.authority} in the name of {each.in_name_of}")
for refusal in answer.refusals:
    if refusal.reason != "outside_territory":
        print(f"  not {refusal.authority}: {refusal.reason}")
print(f"  powers of its committee: {len(ek.what_may(huizhou, 'sandong-committee', on=dt.date(2024, 5, 1)))}")

print("The figures")
figures = book("huizhou").counted(huizhou)
for name in ("off_site", "written", "interviews", "closed_share", "committees_coverage", "front_per_reviewer"):
    print(f"  {figures[name].en}: {figures[name].rounded}{figures[name].unit} (inputs {figures[name].status})")
print(f"  {figures['lost_share'].en}: none, so {figures['lost_share'].bounds().text()}")
