"""Papers: documents that are written when somebody wants one, in their language.

A paper is named by its kind, its subject and its reader; it stands among a screen's files. Its
bytes are written on the way out, outside any transaction. `bot.papers.document` writes PDF; it is
imported by whoever writes one, when they do.
"""

from bot.papers.paper import Paper, is_paper, name_of, parts_of

__all__ = ["Paper", "is_paper", "name_of", "parts_of"]
