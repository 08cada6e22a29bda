"""When the market refuses about an account."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.text import _


class NotASeller(Refusal):
    """Only sellers publish."""

    says = _("First become a seller: choose “Start selling” in the menu.")


@dataclass(eq=False)
class NobodyOfThatName(Refusal):
    """A word that names nobody who was heard here."""

    says = _(
        "I have not heard from “{name}” here. Reply to one of their messages with your command, "
        "or ask them to say hello to me in this group first."
    )

    name: str


@dataclass(eq=False)
class SeveralOfThatName(Refusal):
    """A word that names more than one."""

    says = _(
        "Several people here are called “{name}”. Use their @name, or reply to one of their "
        "messages with your command."
    )

    name: str
