"""Pages: one module for each kind, with its template beside it."""
