"""When the market refuses about a gig."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.money import Money
from core.kit.text import Text, _


@dataclass(eq=False)
class PricesGoDown(Refusal):
    """A larger package that costs less."""

    says = _(
        "{larger} costs {price}, less than {smaller}. Make each package at least as expensive "
        "as the one before."
    )

    larger: Text
    smaller: Text
    price: Money


@dataclass(eq=False)
class TooManyGigs(Refusal):
    """More active gigs than one seller may have."""

    says = _("You have {most} active gigs, the most there can be. Pause one first.")

    most: int


@dataclass(eq=False)
class PackageIncomplete(Refusal):
    """A package without a price, days or revisions."""

    says = _("{tier} needs a price, days and revisions. Please complete it.")

    tier: Text


class WordsMissing(Refusal):
    """A text that is needed is empty."""

    says = _("Please write something: a gig needs a title and a description.")


@dataclass(eq=False)
class WordsTooLong(Refusal):
    """More than a text may hold."""

    says = _("That text is too long: please keep it to {most} characters.")

    most: int


@dataclass(eq=False)
class WrongTags(Refusal):
    """No tags, too many, or too long ones."""

    says = _("Please give 1 to {most} different tags, each of at most {length} characters.")

    most: int
    length: int


@dataclass(eq=False)
class TooManyQuestions(Refusal):
    """More than a buyer should have to answer."""

    says = _("Please ask at most {most} questions, each of at most {length} characters.")

    most: int
    length: int


class NotAPicture(Refusal):
    """A cover that no chat could show."""

    says = _("The cover must be a picture: please send a PNG, JPEG, WebP or GIF file.")


@dataclass(eq=False)
class PriceOutOfRange(Refusal):
    """Cheaper or dearer than the market allows."""

    says = _("Please choose a price between {least} and {most}.")

    least: Money
    most: Money


@dataclass(eq=False)
class DaysOutOfRange(Refusal):
    """Faster than a day, or slower than the market allows."""

    says = _("Please choose a delivery time between 1 and {most} days.")

    most: int


class NoSuchPackage(Refusal):
    """A package the gig does not have any more."""

    says = _("This gig does not have that package any more. Here is the gig as it is now.")


@dataclass(eq=False)
class TooManyAtOnce(Refusal):
    """A quantity nobody may order."""

    says = _("You can order between 1 and {most} of the same gig.")

    most: int
