"""Who is inspected, by whom, together with whom: the verifiable random draw (`draw`, `verify`)."""
