"""The whole site as plain Markdown with front matter, for other engines to build."""
