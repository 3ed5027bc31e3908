"""The canonical form of data files: what a file says and its comments decide how it is written."""
