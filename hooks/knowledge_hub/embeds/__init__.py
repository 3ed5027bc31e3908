"""Small pages that other sites can show in a frame; docs/adr tells the rules."""
