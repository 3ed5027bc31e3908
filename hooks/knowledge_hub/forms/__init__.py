"""The form editor: a page with forms for every file of `data/`, made from the model."""
