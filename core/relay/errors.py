"""When a message is not taken."""

from dataclasses import dataclass
from datetime import date

from core.kit.errors import Refusal
from core.kit.text import _


class NothingSaid(Refusal):
    """Neither words nor files."""

    says = _("There is nothing to send yet: write something, or add a picture or a file.")


@dataclass(eq=False)
class TooLongToSay(Refusal):
    """More words than one message holds."""

    says = _(
        "That is {length} characters, and a message holds {most}: "
        "send it in two parts, or as a file."
    )

    length: int
    most: int


@dataclass(eq=False)
class FileTooLarge(Refusal):
    """More bytes than reach everybody."""

    says = _(
        "“{file}” is too large: files in messages can have up to {most} MB. "
        "Make it smaller, or put it online and send the link."
    )

    file: str
    most: int


@dataclass(eq=False)
class TooManyFilesToSay(Refusal):
    """More files than one message carries."""

    says = _("Please send at most {most} files in one message; a second one takes the rest.")

    most: int


class TalkToYourself(Refusal):
    """Everybody does, but not here."""

    says = _("This is you: there is nobody else to write to. Buyers will find the button here.")


class NobodyThere(Refusal):
    """Nobody who can be written to, or nobody at all: we do not say which."""

    says = _("You cannot write to this person. Open a gig to write to its seller.")


@dataclass(eq=False)
class NotTaken(Refusal):
    """The other one takes nothing from this person; why is nobody's business."""

    says = _(
        "{name} takes no messages at the moment. "
        "What you ordered goes on: everything about it is on the order's card."
    )

    name: str


@dataclass(eq=False)
class AwayFromMessages(Refusal):
    """On holiday, and not to be written to meanwhile."""

    says = _(
        "{name} is away and takes no messages before {day}. "
        "Write to them then; what you have ordered is on the order's card."
    )

    name: str
    day: date


@dataclass(eq=False)
class YouBlocked(Refusal):
    """Whoever blocked somebody must let them in again first."""

    says = _("You blocked {name}. Open the conversation and unblock them to write again.")

    name: str


@dataclass(eq=False)
class TooManyUnanswered(Refusal):
    """Enough said to somebody who has not answered yet."""

    says = _(
        "You have sent {most} messages, the most there can be before {name} answers. "
        "You will hear as soon as they do."
    )

    most: int
    name: str
