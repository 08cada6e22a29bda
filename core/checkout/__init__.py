"""Checkout: from a gig's package to an order, the price recomputed by the market."""

from core.checkout.errors import NotTakingOrders, PriceChanged
from core.checkout.queries import Basket, quote
from core.checkout.service import place

__all__ = ["Basket", "NotTakingOrders", "PriceChanged", "place", "quote"]
