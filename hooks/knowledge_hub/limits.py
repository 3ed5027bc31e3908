"""The limits on input, in one place. Real hubs stay far below each of them."""

MAX_FILE_BYTES = 512 * 1024
"""A data file larger than this is refused before it is parsed."""

MAX_NOTED_BYTES = 16 * 1024 * 1024
"""Of a file in which a command keeps notes for itself, no more is read."""

MAX_DEPTH = 24
"""Levels of nesting in one YAML file. The parser in C crashes on extreme depth."""

MAX_NODES = 20_000
"""Values in one YAML file."""

MAX_ITEMS = 1_000
"""Items of one list, or keys of one group."""

MAX_PROBLEMS = 100
"""Problems that are told of one file; who has made more mistakes than that has made one mistake."""

MAX_FILES = 20_000
"""Files in the data folder."""

MAX_ID_LENGTH = 80
"""Characters in a record's id; it becomes part of an address and a file name."""

MAX_LINE_LENGTH = 300
"""Characters in a one-line text such as a name or a title."""

MAX_TEXT_LENGTH = 20_000
"""Characters in one longer text."""

MAX_MARKDOWN_DEPTH = 6
"""Lists and quotations within one another in one text. The Markdown library goes one call deeper with each."""

MAX_BRACKETS = 400
"""Square brackets in one text. The Markdown library takes time by the square of their number."""

MAX_URL_LENGTH = 2_000
"""Characters in an address."""

MAX_HOST_LENGTH = 253
"""Characters in the name of a host (RFC 1035, 2.3.4, without the closing dot)."""

MAX_SHOWN = 200
"""Characters of what an editor wrote that a message repeats."""

MAX_ATTACHED_BYTES = 4 * 1024 * 1024
"""A picture or other file in `docs/`."""

MAX_PICTURE_SIDE = 6_000
"""Pixels along either side of a picture. A small file can hold a picture that fills a reader's memory."""
