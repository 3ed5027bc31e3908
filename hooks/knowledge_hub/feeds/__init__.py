"""Feeds: what readers subscribe to, as Atom and as JSON Feed."""
