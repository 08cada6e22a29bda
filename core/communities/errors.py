"""When the market refuses about an office."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.text import _


class InvitationOver(Refusal):
    """A code that opens nothing: used, taken back, too old, or never written."""

    says = _("This invitation is over, or was used. Ask whoever gave it to you for a new one.")


class AlreadyTrusted(Refusal):
    """One office a person."""

    says = _("You have an office here already. An owner can change what you may do.")


@dataclass(eq=False)
class InvitationsTooMany(Refusal):
    """More open doors than anybody can watch."""

    says = _("{most} invitations are waiting already. Take one of them back first.")

    most: int


class NotATrust(Refusal):
    """A right that is not on the list."""

    says = _("There is no such office. Please choose one from the list.")


class OwnersResign(Refusal):
    """Owners do not depose each other."""

    says = _("Nobody can dismiss or change an owner. Ask them to resign.")


class LastOwner(Refusal):
    """A market without an owner is nobody's to mend."""

    says = _("You are the last owner here. Make somebody else an owner first, then resign.")


class NamedInSettings(Refusal):
    """What the operator wrote down is not changed by a button."""

    says = _("The market's settings name you as its owner. Have your name taken out of them first.")
