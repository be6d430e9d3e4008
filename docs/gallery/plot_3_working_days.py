"""
How long seven working days are
===============================

Evidence that was registered and preserved must be decided on within seven *working* days. How many days of the calendar
that takes depends on the day it begins: the long holidays stand out.
"""

import datetime as dt

import matplotlib.pyplot as plt

import enforcekit as ek

days = [dt.date(2025, 1, 1) + dt.timedelta(n) for n in range(365)]
lasts = [(ek.deadline("P-07", day).due - day).days for day in days]

figure, axis = plt.subplots(figsize=(9, 3.5), layout="constrained")
axis.step(days, lasts, where="post", color="#1d55a5")
axis.set_ylabel("calendar days")
axis.set_title(ek.deadline("P-07", days[0]).explain("en").splitlines()[0], fontsize=9)
plt.show()
