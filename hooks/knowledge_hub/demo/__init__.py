"""Invented hubs of any size, to see how the site looks and how long it takes with much data."""
