"""`jalon demo`: the whole job, played once by two people and printed."""

from bot.demo.play import play

__all__ = ["play"]
