"""What checks of the site have found: their newest results, for the pages that tell of them."""
