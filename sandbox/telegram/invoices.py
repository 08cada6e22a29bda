"""Invoices: what Telegram refuses, and what a message tells of one."""

import re
from collections.abc import Mapping
from typing import Any

from sandbox.telegram import limits
from sandbox.telegram.errors import bad

Json = dict[str, Any]
START = re.compile(r"[A-Za-z0-9_-]{0,64}")
MONEY = (
    "AED AFN ALL AMD ARS AUD AZN BAM BDT BGN BHD BND BOB BRL BYN CAD CHF CLP CNY COP CRC CZK DKK "
    "DOP DZD EGP ETB EUR GBP GEL GHS GTQ HKD HNL HRK HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES "
    "KGS KRW KZT LBP LKR MAD MDL MMK MNT MOP MUR MVR MXN MYR MZN NGN NIO NOK NPR NZD PAB PEN PHP "
    "PKR PLN PYG QAR RON RSD RUB SAR SEK SGD SYP THB TJS TND TRY TTD TWD TZS UAH UGX USD UYU UZS "
    "VEF VND YER ZAR XTR"
)
CURRENCIES = frozenset(MONEY.split())
STARS_NEVER = (
    "max_tip_amount",
    "suggested_tip_amounts",
    "need_name",
    "need_phone_number",
    "need_email",
    "need_shipping_address",
    "send_phone_number_to_provider",
    "send_email_to_provider",
    "is_flexible",
)


def check(goods: Mapping[str, Any]) -> None:
    """Refuse goods that Telegram would refuse to sell."""
    if not 1 <= len(goods["title"]) <= limits.INVOICE_TITLE:
        raise bad("INVOICE_TITLE_INVALID")
    if not 1 <= len(goods["description"]) <= limits.INVOICE_DESCRIPTION:
        raise bad("INVOICE_DESCRIPTION_INVALID")
    if not 1 <= len(goods["payload"].encode()) <= limits.INVOICE_PAYLOAD_BYTES:
        raise bad("INVOICE_PAYLOAD_INVALID")
    if goods["currency"] not in CURRENCIES:
        raise bad("CURRENCY_INVALID")
    if not START.fullmatch(goods.get("start_parameter", "")):
        raise bad("START_PARAM_INVALID")
    prices = goods["prices"]
    if not prices:
        raise bad("There must be at least one price")
    if any(not price["label"] for price in prices):
        raise bad("can't parse labeled price: LabeledPrice label must be non-empty")
    if goods["currency"] == "XTR":
        _check_stars(goods)
    else:
        _check_money(goods)


def _check_stars(goods: Mapping[str, Any]) -> None:
    if goods.get("provider_token"):
        raise bad("PAYMENT_PROVIDER_INVALID")
    if len(goods["prices"]) != 1 or any(goods.get(name) for name in STARS_NEVER):
        raise bad("STARS_INVOICE_INVALID")
    if not 1 <= total(goods) <= limits.STARS:
        raise bad("CURRENCY_TOTAL_AMOUNT_INVALID")


def _check_money(goods: Mapping[str, Any]) -> None:
    if not goods.get("provider_token"):
        raise bad("PAYMENT_PROVIDER_INVALID")
    if total(goods) <= 0:
        raise bad("CURRENCY_TOTAL_AMOUNT_INVALID")
    tips, most = goods.get("suggested_tip_amounts", ()), goods.get("max_tip_amount", 0)
    if len(tips) > limits.TIPS:
        raise bad("There can be at most 4 suggested tip amounts")
    if any(tip <= 0 for tip in tips):
        raise bad("Suggested tip amount must be positive")
    if any(tip > most for tip in tips):
        raise bad("Suggested tip amount can't be bigger than max_tip_amount")


def total(goods: Mapping[str, Any]) -> int:
    """Return what it costs, in the smallest units."""
    return sum(price["amount"] for price in goods["prices"])


def invoice(goods: Mapping[str, Any]) -> Json:
    """Return it as the field `invoice` of a message."""
    return {
        "title": goods["title"],
        "description": goods["description"],
        "start_parameter": goods.get("start_parameter", ""),
        "currency": goods["currency"],
        "total_amount": total(goods),
    }
