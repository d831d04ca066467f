"""How life is going, by outcomes that children defined, in two voices."""
