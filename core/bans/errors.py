"""When a ban stands in the way."""

from core.kit.errors import Refusal
from core.kit.text import _


class Banned(Refusal):
    """Nothing new for this person, and nothing to see."""

    says = _(
        "You are banned from this market, so nothing new can be begun here. Your orders under way, "
        "your money and support stay open to you: use /orders, /wallet or /support."
    )


class CannotBan(Refusal):
    """Oneself, or somebody in office."""

    says = _("Nobody bans themselves or somebody in office: take their office away first.")
