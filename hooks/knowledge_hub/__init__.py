"""Generator of a multilingual knowledge hub from a folder of YAML records.

Data flows one way: `load` reads text with positions, `model` gives it types,
`check` looks across records, `pages` renders, and an adapter outside this
package hands the result to the site engine. Nothing here imports MkDocs.
"""
