"""Whether the addresses that lead out of the hub still lead somewhere."""
