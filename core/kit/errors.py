"""Three kinds of bad news: what the market refuses, what we got wrong, and a clash in time."""

from typing import ClassVar

from core.kit.text import Text, _


class Refusal(Exception):
    """The market says no. Shown to whoever asked, in their language; never a bug."""

    says: ClassVar[Text]

    def text(self) -> Text:
        """Return the sentence with its blanks filled from this refusal's own fields."""
        return self.says.format(**vars(self))


class NoSuchThing(Refusal):
    """There is nothing by that name, or nothing this person may see: we do not say which."""

    says = _("There is nothing here by that name. Open the menu to find your way.")


class TooLate(Refusal):
    """The thing has moved on since the button was drawn."""

    says = _("That is no longer possible. This is how things stand now.")


class NotYours(Refusal):
    """Right moment, wrong person."""

    says = _("Only the other side can do that.")


class Broken(Exception):
    """Something that cannot be. Never shown: the person gets an apology, we get the trace."""


class Busy(Exception):
    """Two people changed the same thing at once and the market gave up running it again."""
