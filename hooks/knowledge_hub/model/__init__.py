"""Types of everything in `data/`."""
