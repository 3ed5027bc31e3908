"""The facts of the hub as open data: files that others load, check, join and catalogue.

Everything that describes the data comes from the model: `tables` names the
tables, `schema` makes their schemas, and `fields` and `columns` read these for
the files, the data package and the page about it.
"""

from __future__ import annotations

from knowledge_hub.open_data.addresses import DOWNLOADS, FILES, Download
from knowledge_hub.open_data.publication import Publication, PublishedTable, publish, tongue

__all__ = ["DOWNLOADS", "FILES", "Download", "Publication", "PublishedTable", "publish", "tongue"]
