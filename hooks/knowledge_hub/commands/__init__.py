"""The commands of `hub`, beyond those that stand in `cli.py`."""
