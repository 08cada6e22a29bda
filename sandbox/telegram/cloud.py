"""What Telegram's servers keep: who is who, where the bot may write, every message it can name."""

import asyncio
import itertools
import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram import limits, sight
from sandbox.telegram.errors import bad, forbidden
from sandbox.telegram.files import Files
from sandbox.telegram.pace import Pace
from sandbox.telegram.questions import Questions
from sandbox.telegram.updates import Update, Updates
from sandbox.telegram.webhook import Webhook
from sandbox.world import Chat, Message, Person, Place, World

Json = dict[str, Any]

FIRST_PERSON = 5_030_000_017  # beyond 32 bits, as most are by now
FIRST_GROUP = -1_002_100_000_003
SPREAD = 900_000_000  # each world counts from somewhere else, so no two share a person
BOT = 7_300_000_001
TOPIC_COLOR = 7322096


@dataclass
class Topic:
    """A topic of a private chat or a forum: a room of its own with a number in its chat."""

    number: int
    name: str
    color: int
    chat: Chat
    room: Chat
    root: Message = field(init=False)  # what says that it was opened
    closed: bool = False
    icon: str | None = None

    def told(self) -> Json:
        """Return it as a ForumTopic."""
        icon = {"icon_custom_emoji_id": self.icon} if self.icon else {}
        return {
            "message_thread_id": self.number,
            "name": self.name,
            "icon_color": self.color,
            **icon,
        }


class Cloud:
    """The servers. One bot lives here, whatever token it calls itself by."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.me: Json = {
            "id": BOT,
            "is_bot": True,
            "first_name": world.bot_name,
            "username": re.sub(r"\W", "", world.bot_name, flags=re.ASCII) + "Bot",
        }
        self.token = ""
        self.updates = Updates()
        self.webhook = Webhook(self.updates)
        self.files = Files(world)
        self.questions = Questions()
        self.profile = Profile()
        self.pace: Pace | None = None
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.places: dict[int, Place] = {}
        self.started: set[str] = set()  # ids of people who have written to the bot
        self.left: set[int] = set()  # numbers of groups the bot is no longer in
        self.topics: dict[tuple[int, int], Topic] = {}
        self.messages: dict[tuple[int, int], Message] = {}
        self.inline_messages: dict[str, Message] = {}
        self.drafts: dict[int, Message] = {}
        self.inline_cache: dict[tuple[str, int], tuple[float, list[Json]]] = {}
        self.shown: dict[str, tuple[str, list[Json]]] = {}  # a person's last query and results
        self.invoices: dict[str, Json] = {}  # by the address of their link
        self.charges: dict[str, Json] = {}  # Stars paid, by charge id
        self._people_numbers = itertools.count(FIRST_PERSON + secrets.randbelow(SPREAD), 104_729)
        self._group_numbers = itertools.count(FIRST_GROUP, -7919)
        self._message_numbers: dict[int, itertools.count[int]] = {}

    # --- who is who

    def known_as(self, token: str) -> None:
        """Take the bot's number from the first token seen."""
        if not self.token:
            self.token = token
            self.me["id"] = int(token.partition(":")[0])

    def meet(self, person: Person) -> Chat:
        """Give someone a number and a private chat."""
        person.number = next(self._people_numbers)
        handles = {p.handle for p in self.people.values()}
        if person.handle in handles or len(person.handle) < 5:
            person.handle = f"{person.handle}_{person.number % 100_000}"
        chat = Chat(
            id=f"c{self.world.draw()}",
            platform="telegram",
            number=person.number,
            kind="private",
            name=self.world.bot_name,
            members=[person],
        )
        self.people[person.number] = person
        self.chats[chat.number] = chat
        self.world.chats[chat.id] = chat
        return chat

    def open(self, place: Place) -> Chat:
        """Give a group its number and its chat."""
        place.number = next(self._group_numbers)
        chat = Chat(
            id=f"c{self.world.draw()}",
            platform="telegram",
            number=place.number,
            kind="group",
            name=place.name,
            members=place.members,
            place=place,
        )
        place.chats.append(chat)
        self.places[place.number] = place
        self.chats[chat.number] = chat
        self.world.chats[chat.id] = chat
        return chat

    def user(self, person: Person) -> Json:
        """Return a person as a User."""
        first, _, last = person.name.partition(" ")
        told: Json = {"id": person.number, "is_bot": False, "first_name": first}
        if last:
            told["last_name"] = last
        return {**told, "username": person.handle, "language_code": person.language}

    def address(self, chat: Chat) -> Json:
        """Return a chat as a Chat."""
        if chat.kind == "private":
            person = self.user(chat.members[0])
            names = {k: v for k, v in person.items() if k not in ("is_bot", "language_code")}
            return {**names, "type": "private"}
        forum = {"is_forum": True} if chat.place is not None and chat.place.forum else {}
        return {"id": chat.number, "type": "supergroup", "title": chat.name, **forum}

    def parent(self, chat: Chat) -> tuple[Chat, Topic | None]:
        """Return the chat the bot knows, and the topic when this is the room of one."""
        if chat.kind != "thread":
            return chat, None
        topic = next((t for t in self.topics.values() if t.room is chat), None)
        if topic is None:
            raise bad("message thread not found")
        return topic.chat, topic

    # --- where the bot may write

    def chat(self, said: object) -> Chat:
        """Return the chat the bot means."""
        chat = self.chats.get(said) if isinstance(said, int) else None
        if chat is None:
            raise bad("chat not found")
        return chat

    def member_of(self, said: object) -> Chat:
        """Return a chat the bot is in."""
        chat = self.chat(said)
        if chat.number in self.left:
            raise forbidden("bot is not a member of the supergroup chat")
        return chat

    def reach(self, said: object) -> Chat:
        """Return a chat the bot can write to at this moment."""
        chat = self.member_of(said)
        if chat.kind == "private":
            person = chat.members[0]
            if person.id not in self.started:
                raise forbidden("bot can't initiate conversation with a user")
            if person.unreachable:
                raise forbidden("bot was blocked by the user")
        return chat

    def topic(self, chat: Chat, number: int | None) -> Topic | None:
        """Return the topic the bot means, if it means one."""
        if number is None:
            return None
        topic = self.topics.get((chat.number, number))
        if topic is None:
            raise bad("message thread not found")
        return topic

    def message(self, chat: Chat, number: object, what: str) -> Message:
        """Return a message of a chat; `what` it is for is part of the refusal."""
        found = self.messages.get((chat.number, number)) if isinstance(number, int) else None
        if found is None:
            raise bad(f"{what} not found")
        return found

    # --- messages

    def post(
        self,
        chat: Chat,
        sender: Person | None,
        content: Json,
        *,
        topic: Topic | None = None,
        native: Json | None = None,
    ) -> Message:
        """Put a new message into a chat; `sender` None is the bot, `native` is kept beside it."""
        now = self.world.now()
        number = self.next_number(chat)
        told: Json = {
            "message_id": number,
            "from": self.me if sender is None else self.user(sender),
            "chat": self.address(chat),
            "date": int(now.timestamp()),
            **content,
        }
        if topic is not None:
            told |= {"message_thread_id": topic.number, "is_topic_message": True}
        drawn = self.world.draw()
        message = Message(
            id=drawn,
            seq=drawn,
            chat=topic.room if topic else chat,
            sender=self.world.bot_name if sender is None else sender.name,
            sender_id="bot" if sender is None else sender.id,
            text="",
            number=number,
            date=now,
            native={**(native or {}), "message": told},
        )
        self.messages[chat.number, number] = message
        sight.dress(self, message)
        if sender is None:
            self.end_draft(chat)
        return self.world.post(message, chat.members)

    def next_number(self, chat: Chat) -> int:
        """Draw a message number: private chats share one row of numbers, each group has its own."""
        row = 0 if chat.kind == "private" else chat.number
        return next(self._message_numbers.setdefault(row, itertools.count(101)))

    def change(self, message: Message, told: Json, *, edited: bool = True) -> None:
        """Show a message as it is now."""
        if edited:
            told = {**told, "edit_date": int(self.world.now().timestamp())}
            message.edited = True
        message.native = {**message.native, "message": told}
        sight.dress(self, message)
        self.world.touch(message)

    def delete(self, message: Message) -> None:
        """Take a message away from everybody."""
        told = message.native["message"]
        self.messages.pop((told["chat"]["id"], message.number), None)
        message.deleted = True
        self.world.touch(message)

    def open_topic(
        self,
        chat: Chat,
        by: Person | None,
        name: str,
        *,
        color: int = TOPIC_COLOR,
        icon: str | None = None,
    ) -> Topic:
        """Open a topic in a chat; the message that says so is the first in it."""
        number = self.next_number(chat)
        room = Chat(
            id=f"c{self.world.draw()}",
            platform="telegram",
            number=number,
            kind="thread",
            name=name,
            members=chat.members,
            place=chat.place,
            parent=chat,
        )
        self.world.chats[room.id] = room
        topic = Topic(number, name, color, chat, room, icon=icon)
        self.topics[chat.number, number] = topic
        if chat.place is not None:
            chat.place.chats.append(room)
        created = {k: v for k, v in topic.told().items() if k != "message_thread_id"}
        topic.root = self.post(chat, by, {"forum_topic_created": created}, topic=topic)
        return topic

    def delete_topic(self, topic: Topic) -> None:
        """Delete a topic with every message in it."""
        for message in [m for m in self.messages.values() if m.chat is topic.room]:
            self.delete(message)
        del self.topics[topic.chat.number, topic.number]
        del self.world.chats[topic.room.id]
        if topic.chat.place is not None:
            topic.chat.place.chats.remove(topic.room)

    def draft(self, chat: Chat, number: int, told: Json) -> None:
        """Show what the bot is about to say, until it says it or half a minute has passed."""
        message = self.drafts.get(chat.number)
        if message is None or message.native["draft"] != number:
            self.end_draft(chat)
            drawn = self.world.draw()
            message = Message(drawn, drawn, chat, self.world.bot_name, "bot", "", 0)
            message.date = self.world.now()
            message.native = {"draft": number, "message": told}
            self.drafts[chat.number] = message
            self.world.post(message, chat.members)
        self.change(message, told, edited=False)
        loop = asyncio.get_running_loop()
        loop.call_later(limits.DRAFT_SECONDS, self._fade, message)

    def _fade(self, message: Message) -> None:
        if self.drafts.get(message.chat.number) is message:
            self.end_draft(message.chat)

    def end_draft(self, chat: Chat) -> None:
        """Take the draft off the screen."""
        message = self.drafts.pop(chat.number, None)
        if message is not None:
            message.deleted = True
            self.world.touch(message)

    # --- telling the bot

    def tell(self, kind: str, body: Json, lane: tuple[str, int]) -> Update | None:
        """Queue an update for the bot."""
        update = self.updates.add(kind, body, lane)
        if update is not None:
            self.webhook.wake(update)
        return update

    def tell_message(self, message: Message) -> Update | None:
        """Queue a message for the bot, in the lane of its chat."""
        told = message.native["message"]
        return self.tell("message", told, ("message", told["chat"]["id"]))


@dataclass
class Profile:
    """How the bot presents itself; each by language, "" being everybody else's."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)  # (scope, language)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)  # by chat, 0 being the default
