"""A private thread of the bot's on the pretended Discord, and who is in it."""

from typing import Any

import discord

from tests.sandbox.discord_town import Json, Someone, Town

PRIVATE = {"type": 12, "name": "Order 12", "invitable": False}


class Room:
    """A private thread of the bot's with one guest."""

    def __init__(self, town: Town, guest: Someone, number: str) -> None:
        self.town = town
        self.guest = guest
        self.path = f"/channels/{number}"
        self.seat = f"{self.path}/thread-members/{guest.number}"
        self.chat = town.discord.state.channels[int(number)].chat.id

    async def posts(self, text: str, **more: Any) -> Json:
        body = {"content": text, **more}
        told: Json = await self.town.bot.call("POST", f"{self.path}/messages", body)
        return told

    async def metadata(self) -> Json:
        told = await self.town.bot.call("GET", self.path)
        metadata: Json = told["thread_metadata"]
        return metadata

    async def archives(self, **more: bool) -> None:
        await self.town.bot.call("PATCH", self.path, {"archived": True, **more})

    async def read(self) -> list[str]:
        """What the guest reads in there."""
        return [m["text"] for m in await self.guest.sees() if m["chat"] == self.chat]


async def open_room(town: Town, market: discord.TextChannel, guest: Someone) -> Room:
    made = await town.bot.call("POST", f"/channels/{market.id}/threads", PRIVATE)
    room = Room(town, guest, made["id"])
    await town.bot.call("PUT", room.seat)
    return room
