"""Who is inspected, by whom, with whom: admission, conduct, the plan of a year, the public draw, the ledger."""
