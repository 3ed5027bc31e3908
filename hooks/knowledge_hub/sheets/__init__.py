"""Fact sheets (PDF) and social cards (PNG), drawn by Typst from templates beside the code."""
