"""A: python-telegram-bot as everybody runs it: a webhook, one update at a time, httpx."""

import json
import sys

from telegram import InlineKeyboardMarkup, Update
from telegram.ext import Application, CommandHandler, ContextTypes

url, port, command, answer = sys.argv[1:]
says = json.loads(answer)
keyboard = InlineKeyboardMarkup(says["keyboard"]) if says["keyboard"] else None


async def reply(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say the very text the house says, below it the very buttons."""
    await update.message.reply_text(says["text"], reply_markup=keyboard)


async def ready(_application: Application) -> None:
    print("ready")


if __name__ == "__main__":
    builder = Application.builder().token("1:benchmark").base_url(f"{url}/bot").post_init(ready)
    application = builder.build()
    application.add_handler(CommandHandler(command, reply))
    application.run_webhook(
        listen="127.0.0.1", port=int(port), webhook_url=f"http://127.0.0.1:{port}/"
    )
