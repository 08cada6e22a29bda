"""When the market refuses about a search."""

from core.kit.errors import Refusal
from core.kit.text import _


class SearchForgotten(Refusal):
    """These results were shown too long ago."""

    says = _("This search is from long ago. Please search again.")
