"""JSON Schemas for editors: what may be written in each file of `data/`, explained while one writes."""
