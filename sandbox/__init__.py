"""A Telegram and a Discord that never leave this machine, with a page to be anyone in either."""
