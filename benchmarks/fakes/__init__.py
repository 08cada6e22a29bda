"""A Telegram and a Discord that cost next to nothing, so that the bots are what is measured."""
