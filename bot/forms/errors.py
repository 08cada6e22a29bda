"""When a field cannot take an answer."""

from dataclasses import dataclass

from core.kit.errors import Refusal
from core.kit.text import _


class NothingThere(Refusal):
    """An empty answer to a question that needs one."""

    says = _("Please write something: this question needs an answer.")


@dataclass(eq=False)
class TooLong(Refusal):
    """More than fits."""

    says = _("That is {length} characters. Please keep it to {most}.")

    length: int
    most: int


@dataclass(eq=False)
class TooShort(Refusal):
    """Less than is needed."""

    says = _("Please write at least {least} characters.")

    least: int


class OneLine(Refusal):
    """Several lines where one was asked for."""

    says = _("Please keep it to one line.")


@dataclass(eq=False)
class OutOfRange(Refusal):
    """Not between the two ends."""

    says = _("Please choose something between {least} and {most}.")

    least: object
    most: object


class NotANumber(Refusal):
    """Letters where figures were hoped for."""

    says = _("Please answer with a whole number, such as 3.")


class NotADay(Refusal):
    """Something that is no date."""

    says = _("Please write a day, month and year, such as 24/12/2026.")


class NoSuchDay(Refusal):
    """A date no calendar has."""

    says = _("There is no such day. Please write the day first, then the month: 24/12/2026.")


class NotAnAmount(Refusal):
    """Something that is no sum of money."""

    says = _("Please answer with an amount, such as 25 or 25.50.")


class Ambiguous(Refusal):
    """1.000: a thousand to one reader, one to another."""

    says = _("Please write thousands without a comma or a point, such as 1000 or 1000.50.")


@dataclass(eq=False)
class OtherCurrency(Refusal):
    """Dollars where the market counts in euros."""

    says = _("Prices here are in {currency}. Please answer with an amount, such as 25 or 25.50.")

    currency: str


class NotAnOption(Refusal):
    """Not one of the answers offered."""

    says = _("Please choose one of the answers offered.")


@dataclass(eq=False)
class WrongCount(Refusal):
    """Too few or too many of something."""

    says = _("Please give between {least} and {most} of them; you gave {given}.")

    least: int
    most: int
    given: int


class FilesPlease(Refusal):
    """Words where files were asked for."""

    says = _("Please send a file here, or press the button to go on without one.")
