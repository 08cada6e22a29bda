"""When the market refuses about a delivery."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.text import _


@dataclass(eq=False)
class NothingDelivered(Refusal):
    """Neither a file nor a link nor enough words."""

    says = _(
        "A delivery needs something to look at: "
        "add a file, a link, or at least {least} characters of text."
    )

    least: int


@dataclass(eq=False)
class TooManyFiles(Refusal):
    """More files than one delivery carries."""

    says = _("Please send at most {most} files at once; an archive holds the rest.")

    most: int


@dataclass(eq=False)
class MessageTooLong(Refusal):
    """More words than fit."""

    says = _("Please keep the message under {most} characters; a file holds the rest.")

    most: int


class CommentMissing(Refusal):
    """Changes nobody described cannot be made."""

    says = _("Please say what you would like changed.")


class NoRevisionsLeft(Refusal):
    """Every revision of the bargain is used up."""

    says = _("All the revisions of this order are used. Accept the work, or write to the seller.")
