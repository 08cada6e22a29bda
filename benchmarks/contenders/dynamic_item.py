"""D: a bare discord.py bot: a `DynamicItem` button that answers by drawing its card anew."""

import json
import re
import sys

import discord
import yarl
from discord import ui

url, answer = sys.argv[1:]
says = json.loads(answer)
discord.http.Route.BASE = f"{url}/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws{url[4:]}/gateway/")


class Press(ui.DynamicItem[ui.Button], template=r"(?:or\.ok|gl\.sh):(.+)"):
    def __init__(self, custom_id: str) -> None:
        super().__init__(ui.Button(label=says["label"], custom_id=custom_id))

    @classmethod
    async def from_custom_id(cls, _press: discord.Interaction, item: ui.Button, match: re.Match):
        return cls(match[0])

    async def callback(self, press: discord.Interaction) -> None:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.Container(*map(ui.TextDisplay, says["texts"]), ui.ActionRow(self)))
        await press.response.edit_message(view=view)


class Client(discord.Client):
    async def setup_hook(self) -> None:
        self.add_dynamic_items(Press)

    async def on_connect(self) -> None:
        print("ready")


if __name__ == "__main__":
    Client(intents=discord.Intents(guilds=True, dm_messages=True)).run("token", log_handler=None)
