"""The preview for editors: the site, built again after each change and shown at once in every open browser."""
