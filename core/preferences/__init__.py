"""What people choose for themselves: the language the bot speaks to them."""

from core.preferences.service import choose_locale

__all__ = ["choose_locale"]
