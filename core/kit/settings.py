"""Every number of the market: one typed object, with the rules' figures as defaults."""

from datetime import timedelta

from msgspec import Struct

SILENCES = frozenset({"cancel", "decline"})
PAYMENT_PROVIDERS = frozenset({"wallet", "sandbox"})


class MarketSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """The market's own numbers. Money in minor units, durations in ISO 8601.

    `timers` changes a length of time of a state table by its name, `kind.verb`, as in
    `"order.accept" = "P5D"`. The tables hold the defaults.
    """

    currency: str = "EUR"
    commission_basis_points: int = 1_000
    clearance: timedelta = timedelta(days=14)
    price_least: int = 5_00
    price_most: int = 10_000_00
    days_most: int = 90
    extension_days_most: int = 29
    quantity_most: int = 20
    active_gigs_most: int = 30
    offer_price_most: int = 1_000_00
    offer_validity_most: int = 30
    offers_most: int = 50
    offers_a_pair_most: int = 10
    milestones_most: int = 6
    milestone_price_least: int = 20_00
    milestones_price_least: int = 50_00
    milestone_review: timedelta = timedelta(days=5)
    briefs_most: int = 3
    tickets_most: int = 3
    reports_most: int = 10
    warning_appeal: timedelta = timedelta(days=14)
    file_bytes_most: int = 50 * 1024 * 1024
    delivery_characters_least: int = 200
    files_most: int = 10
    message_file_bytes_most: int = 10 * 1024 * 1024  # what every platform takes
    unanswered_most: int = 5
    link_code_lasts: timedelta = timedelta(minutes=15)
    response_within: timedelta = timedelta(hours=24)
    response_over: timedelta = timedelta(days=90)
    inquiries_least: int = 5
    revision_hours_least: int = 24
    review_least: timedelta = timedelta(hours=24)
    answers_patience: timedelta = timedelta(days=7)
    decision_working_days: int = 5
    late_after: timedelta = timedelta(hours=24)
    cancellation_on_timeout: str = "cancel"
    cancellation_pause: timedelta = timedelta(hours=24)
    cancellations_most: int = 2
    cancellation_most: timedelta = timedelta(days=7)
    absence_days_most: int = 90
    payment_providers: tuple[str, ...] = ("wallet", "sandbox")
    provider_patience: timedelta = timedelta(seconds=10)
    timers: dict[str, timedelta] = {}

    def __post_init__(self) -> None:
        if not 0 <= self.commission_basis_points <= 10_000:
            raise ValueError("commission_basis_points must be between 0 and 10000")
        if len(self.currency) != 3 or not self.currency.isupper():
            raise ValueError("currency must be three capital letters, as in EUR")
        if not 0 < self.price_least <= self.price_most:
            raise ValueError("price_least must be above 0 and not above price_most")
        if unknown := set(self.payment_providers) - PAYMENT_PROVIDERS:
            raise ValueError(f"payment_providers does not know {', '.join(sorted(unknown))}")
        if self.cancellation_on_timeout not in SILENCES:
            raise ValueError("cancellation_on_timeout must be cancel or decline")
        counts = (
            "days_most", "extension_days_most", "quantity_most", "active_gigs_most",
            "file_bytes_most", "files_most", "cancellations_most", "decision_working_days",
            "offer_validity_most", "offers_most", "offers_a_pair_most", "briefs_most",
            "tickets_most", "reports_most",
            "message_file_bytes_most", "unanswered_most", "inquiries_least",
            "absence_days_most",
        )  # fmt: skip
        for name in counts:
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be at least 1")
        if self.offer_price_most < self.price_least:
            raise ValueError("offer_price_most must not be below price_least")
        if self.milestones_most != 0 and self.milestones_most < 2:
            raise ValueError("milestones_most must be 0, or at least 2")
        spans = {
            **self.timers,
            "clearance": self.clearance,
            "milestone_review": self.milestone_review,
            "cancellation_pause": self.cancellation_pause,
            "cancellation_most": self.cancellation_most,
            "response_within": self.response_within,
            "response_over": self.response_over,
            "warning_appeal": self.warning_appeal,
            "link_code_lasts": self.link_code_lasts,
            "provider_patience": self.provider_patience,
        }
        for name, span in spans.items():
            if span <= timedelta(0):
                raise ValueError(f"{name} must be a length of time above zero")
