"""When somebody may see a thing, and not do this to it."""

from core.kit.errors import Refusal
from core.kit.text import _


class ForAModerator(Refusal):
    """Whoever has a part in a case does not judge it."""

    says = _("That is for a moderator who has no part in it. This is how things stand now.")
