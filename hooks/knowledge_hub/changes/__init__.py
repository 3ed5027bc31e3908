"""What has changed in substance between two states of `data/`, and how it is told."""
