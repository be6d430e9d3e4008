"""What integrators take beside the schemas, all written from the models: lists, types, components, catalogue, index."""
