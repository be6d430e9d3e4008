"""The documents other systems read and write: a strict reader, a converter, schemas and their checks."""
