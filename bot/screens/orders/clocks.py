"""How much time is left, drawn as a bar."""

from datetime import timedelta

from bot.ui import Bar
from core.kit.text import _

CELLS = 8  # of the bar
MINUTE = timedelta(minutes=1)


def time_bar(left: timedelta, whole: timedelta) -> Bar:
    """Draw how much of a length of time is left."""
    left = max(left, timedelta(0))
    days, minutes = divmod(round(left / MINUTE), 24 * 60)
    hours, minutes = divmod(minutes, 60)
    if days:
        says = _("{days} d {hours} h left").format(days=days, hours=f"{hours:02}")
    elif hours:
        says = _("{hours} h {minutes} min left").format(hours=hours, minutes=f"{minutes:02}")
    else:
        says = _("{minutes} min left").format(minutes=minutes)
    full = round(left / MINUTE) * CELLS // max(1, round(whole / MINUTE))
    return Bar(min(full, CELLS), CELLS, says)
