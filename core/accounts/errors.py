"""When the market refuses about an account."""

from core.kit.errors import Refusal
from core.kit.text import _


class NotASeller(Refusal):
    """Only sellers publish."""

    says = _("First become a seller: choose “Start selling” in the menu.")
