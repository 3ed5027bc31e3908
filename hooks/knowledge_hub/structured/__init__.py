"""The hub as linked data of schema.org, for search engines and other machines; docs/adr tells the rules."""
