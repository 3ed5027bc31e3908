"""A whole site: pages in their frames and all files beside them, from the data to the folder."""
