"""When the market refuses about a draft."""

from core.kit.errors import Refusal
from core.kit.text import _


class FormClosed(Refusal):
    """Handed in already, thrown away, or never this person's: we do not say which."""

    says = _("This form is closed: it was handed in or thrown away. Open the menu to go on.")
