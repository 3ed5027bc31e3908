"""The editors' to-do list: what is missing, old or untranslated, in order of worth."""
