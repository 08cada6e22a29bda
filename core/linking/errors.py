"""When accounts cannot be linked."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.text import _


@dataclass(eq=False)
class NoSuchLinkCode(Refusal):
    """Mistyped, used up or too old."""

    says = _(
        "This code does not work, or no longer. Use /link on your other platform to get a new one, "
        "and type it here within {minutes} minutes."
    )

    minutes: int


class SameAccount(Refusal):
    """The code was typed where it was made, or the two are one already."""

    says = _("This is your own code: here you are yourself. Type it on your other platform.")


@dataclass(eq=False)
class PlatformLinked(Refusal):
    """One name a platform: two would be two people."""

    says = _(
        "The other account is linked with {platform} already, as {name}. Unlink that one first, "
        "with /link."
    )

    platform: str
    name: str


class BothHaveThings(Refusal):
    """Neither account is empty: nobody could say whose orders are whose."""

    says = _(
        "Both accounts already have gigs, orders or messages of their own, so they cannot become "
        "one. Go on with the one you like; support can tell you more."
    )


class LastPlatform(Refusal):
    """An account that nobody answers to would be lost."""

    says = _("This is the only platform you are on: there is nothing to unlink.")
