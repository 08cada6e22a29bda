"""Answers about earnings."""

from bot.context import Context
from bot.registry import command, on
from bot.screens.earnings import LookInto, ShowEarnings, bucket_page, earnings_page
from bot.ui import Screen
from core.earnings import Bucket
from core.kit.errors import NoSuchThing
from core.kit.text import _


@command("earnings", _("/earnings"), _("What you earned, and where it is"), reads=True)
def everything(ctx: Context) -> Screen:
    """Show the four buckets."""
    return earnings_page(ctx)


@on(ShowEarnings, reads=True)
def show(ctx: Context, _press: ShowEarnings) -> Screen:
    """Show the four buckets."""
    return earnings_page(ctx)


@on(LookInto, reads=True)
def look_into(ctx: Context, press: LookInto) -> Screen:
    """Show what lies in one of them."""
    if press.bucket not in tuple(Bucket) or press.bucket == Bucket.WITHDRAWN:
        raise NoSuchThing
    return bucket_page(ctx, Bucket(press.bucket), max(0, press.page))
