# %% [markdown]
# # Which towns are the busiest doors?
# From a bundled city to a table and a figure, with pandas and networkx. Run the cells one after another in an editor
# that knows `# %%`, or the whole file: `python study.py FOLDER` writes `towns.csv` and `towns.svg` there.

# %%
import datetime as dt
import sys
from pathlib import Path

import networkx as nx
import pandas as pd

import enforcekit as ek
from enforcekit.coordination import in_layers

out = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
ningbo = ek.example("ningbo")
day = dt.date(2025, 5, 1)

# %% [markdown]
# One row a power that a town may use on the day.

# %%
towns = [each for each in ningbo.all(ek.Authority) if each.kind in ("township", "subdistrict")]
powers = pd.DataFrame(
    [
        {"town": town.id, "county": town.places[0][:6], "item": power.item, "action": power.action, "mode": power.mode}
        for town in towns
        for power in ek.what_may(ningbo, town.id, on=day)
    ]
)
table = powers.pivot_table(index=["county", "town"], columns="mode", values="item", aggfunc="nunique", fill_value=0)

# %% [markdown]
# The same towns in the graph: how far a town stands from the body that leads the most.

# %%
graph = ek.coordination_graph(ningbo, on=day)
ties = nx.DiGraph(in_layers(graph, ["delegates", "entrusts", "supervises"]))
table["reached_from"] = [len(nx.ancestors(ties, town)) for _, town in table.index]
table.to_csv(out / "towns.csv")
print(table.groupby("county").sum().to_string())

# %% [markdown]
# Is anybody left out? Items that a county's comprehensive body holds and no town of the county does.

# %%
counties = powers.groupby("county")["item"].agg(set)
for county, items in counties.items():
    print(county, len(items), "items in its towns")
