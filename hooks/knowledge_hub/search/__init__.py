"""The site's search: what can be found, by which words, and the files in which a browser looks it up."""
