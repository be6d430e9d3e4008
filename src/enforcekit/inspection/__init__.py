"""Who is inspected, by whom, together with whom: admission and conduct, the plan of a year, the public draw, the ledger."""
