"""Response rate: how often, and how soon, a seller answers people who ask for the first time."""

from core.response_rate.queries import inquiries, of
from core.response_rate.rules import Inquiry, Outcome, Rate, outcome, rate

__all__ = ["Inquiry", "Outcome", "Rate", "inquiries", "of", "outcome", "rate"]
