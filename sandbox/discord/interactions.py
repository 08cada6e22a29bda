"""Interactions: what people ask of the bot, and the one first answer they wait for."""

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sandbox.discord import describe, rights
from sandbox.discord.errors import ApiError, Json
from sandbox.discord.gateway import Gateway
from sandbox.discord.limits import (
    ANSWER_SECONDS,
    FILE_BYTES,
    TOKEN_SECONDS,
    Answer,
    Asked,
)
from sandbox.discord.state import Channel, Post, State
from sandbox.world import Person

GUILD_INSTALL, USER_INSTALL = 0, 1
IN_GUILD, IN_BOT_DM = 0, 1


@dataclass(eq=False)
class Interaction:
    """One thing somebody asked. `first` is done when the bot gave its first answer, or never will.

    The result of `first` is that answer's `{type, data}`; None when three seconds went by.
    """

    id: int
    kind: Asked
    token: str
    person: Person
    channel: Channel
    data: Json
    message: Post | None
    sent_at: float
    born: datetime
    owners: Json
    first: "asyncio.Future[Json | None]"
    acknowledged: Answer | None = None
    original: Post | None = None  # the message that answers it, or that it came from
    unresolved: bool = False  # a deferred answer is still "thinking"
    follow_ups: list[Post] = field(default_factory=list)
    begun_by: Json | None = None  # of a modal: who opened it, as metadata

    def metadata(self, state: State) -> Json:
        """Describe it as the messages that answer it do."""
        about: Json = {
            "id": str(self.id),
            "type": int(self.kind),
            "user": describe.user(state, self.person),
            "authorizing_integration_owners": self.owners,
        }
        if self.kind is Asked.COMPONENT and self.message is not None:
            about["interacted_message_id"] = str(self.message.id)
        if self.kind is Asked.MODAL:
            about["triggering_interaction_metadata"] = self.begun_by
        return about

    def answers(self) -> tuple[Answer, ...]:
        """Return what may be its first answer."""
        if self.kind is Asked.AUTOCOMPLETE:
            return (Answer.CHOICES,)
        found = [Answer.MESSAGE, Answer.THINK]
        if self.message is not None:
            found += [Answer.LATER, Answer.UPDATE]
        if self.kind is not Asked.MODAL:
            found.append(Answer.MODAL)
        return tuple(found)


@dataclass
class Dialog:
    """A modal on somebody's screen, and the interaction that opened it."""

    modal: Json
    opened_by: Interaction


class Interactions:
    """Every interaction, by its id and by its token; and the modals they opened."""

    def __init__(self, state: State, gateway: Gateway) -> None:
        self._state = state
        self._gateway = gateway
        self._by_id: dict[int, Interaction] = {}
        self._by_token: dict[str, Interaction] = {}
        self._open: set[Interaction] = set()
        self._dialogs: dict[str, Dialog] = {}  # by person

    def send(
        self,
        kind: Asked,
        person: Person,
        channel: Channel,
        data: Json,
        *,
        message: Post | None = None,
        begun_by: Json | None = None,
        by_user_install: bool = False,
    ) -> Interaction:
        """Ask something of the bot, in a person's name."""
        loop = asyncio.get_running_loop()
        guild = channel.guild
        owners = {str(GUILD_INSTALL): "0" if guild is None else str(guild.id)}
        if by_user_install:
            owners[str(USER_INSTALL)] = str(person.number)
        asked = Interaction(
            id=self._state.snowflake(),
            kind=kind,
            token=secrets.token_urlsafe(120),
            person=person,
            channel=channel,
            data=data,
            message=message,
            sent_at=loop.time(),
            born=self._state.world.now(),
            owners=owners,
            first=loop.create_future(),
            begun_by=begun_by,
        )
        asked.original = message
        self._by_id[asked.id] = self._by_token[asked.token] = asked
        if not self._gateway.listens(guild):
            asked.first.set_result(None)  # nobody is there: no use in waiting
            return asked
        self._open.add(asked)
        loop.call_at(asked.sent_at + ANSWER_SECONDS, self._expire, asked)
        self._gateway.tell("INTERACTION_CREATE", self.payload(asked), guild=guild)
        return asked

    def _expire(self, asked: Interaction) -> None:
        self._open.discard(asked)
        if not asked.first.done():
            asked.first.set_result(None)

    def payload(self, asked: Interaction) -> Json:
        """Describe an interaction to the bot."""
        state, guild, person = self._state, asked.channel.guild, asked.person
        here = describe.channel(state, asked.channel)
        may = str(int(rights.in_channel(state, asked.channel, person)))
        ours = str(int(rights.in_channel(state, asked.channel, None)))
        about: Json = {
            "id": str(asked.id),
            "application_id": str(state.bot_id),
            "type": int(asked.kind),
            "token": asked.token,
            "version": 1,
            "data": asked.data,
            "channel_id": str(asked.channel.id),
            "channel": here | {"permissions": may},
            "app_permissions": ours,
            "locale": describe.locale(person),
            "entitlements": [],
            "authorizing_integration_owners": asked.owners,
            "context": IN_BOT_DM if guild is None else IN_GUILD,
            "attachment_size_limit": FILE_BYTES,
        }
        if guild is None:
            about["user"] = describe.user(state, person)
        else:
            locale = describe.locale(guild.place.owner)
            about |= {
                "guild_id": str(guild.id),
                "guild": {"id": str(guild.id), "locale": locale, "features": []},
                "guild_locale": locale,
                "member": describe.member(state, guild, person) | {"permissions": may},
            }
        if asked.message is not None:
            about["message"] = describe.message(state, asked.message)
        return about

    # --- answering

    def to_answer(self, interaction_id: int, token: str) -> Interaction:
        """Return what is to be answered now; refuse what is unknown, too old, or answered."""
        asked = self._by_id.get(interaction_id)
        if asked is None or asked.token != token:
            raise ApiError(10062)
        if asked.acknowledged is not None:
            raise ApiError(40060)
        late = asyncio.get_running_loop().time() - asked.sent_at > ANSWER_SECONDS
        if late or asked.first.done():
            raise ApiError(10062)
        return asked

    def acknowledge(self, asked: Interaction, kind: Answer, data: Any) -> None:
        """Give the first answer to the person who waits."""
        asked.acknowledged = kind
        self._open.discard(asked)
        if not asked.first.done():
            asked.first.set_result({"type": kind, "data": data})

    def answered(self, application_id: int, token: str) -> Interaction:
        """Return the answered interaction behind a webhook; refuse others, and old tokens."""
        asked = self._by_token.get(token)
        if asked is None or application_id != self._state.bot_id:
            raise ApiError(50027 if asked is None else 10015)
        if self._state.world.now() - asked.born > timedelta(seconds=TOKEN_SECONDS):
            raise ApiError(50027)
        if asked.acknowledged in (None, Answer.CHOICES):
            raise ApiError(10015)
        return asked

    def open(self, asked: Interaction, modal: Json) -> None:
        """Put a modal on the screen of who asked, in place of any other."""
        self._dialogs[asked.person.id] = Dialog(modal, asked)

    def dialog(self, person: Person) -> Dialog | None:
        """Return the modal on somebody's screen."""
        return None if person.modal is None else self._dialogs.get(person.id)

    async def quiet(self) -> None:
        """Wait until every interaction is answered, or never will be."""
        while self._open:
            await asyncio.wait([asked.first for asked in self._open])
