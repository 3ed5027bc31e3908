"""How a hub grows without losing anything: records are renamed and removed, their addresses stay."""
