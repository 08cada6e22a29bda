"""Money: whole minor units and a currency, never a float."""

from msgspec import Struct


class Money(Struct, frozen=True, tag="money"):
    """An exact amount in minor units (cents). Amounts in two currencies do not mix."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError("money is whole minor units")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __mul__(self, times: int) -> "Money":
        return Money(self.minor * times, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other).minor

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other).minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def share(self, basis_points: int) -> "Money":
        """Take hundredths of a percent, rounded down: the odd fraction stays with the seller."""
        return Money(self.minor * basis_points // 10_000, self.currency)

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise TypeError(f"{self.currency} and {other.currency} do not mix")
        return other
