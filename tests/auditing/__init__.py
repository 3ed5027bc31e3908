"""The audit: every checker over every page of the real site and of an invented, large one; see `__main__.py`."""
