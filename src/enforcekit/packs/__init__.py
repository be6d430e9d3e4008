"""The packs that travel with the library: one folder for each jurisdiction."""
