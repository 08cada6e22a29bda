"""The gateway: who is connected, what each session hears, and what it missed."""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from sandbox.discord import describe
from sandbox.discord.errors import Json
from sandbox.discord.limits import Intent
from sandbox.discord.line import Line, squeezer
from sandbox.discord.state import Guild, State

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, RECONNECT = 0, 1, 2, 3, 4, 6, 7
ASK_MEMBERS, INVALID, HELLO, ACK = 8, 9, 10, 11
HEARTBEAT_MILLISECONDS = 41_250
ACK_SECONDS = 0.05  # nearer than the network ever is, the library takes an answer for a late one
KEPT_EVENTS = 2000
RESUMABLE_SECONDS = 300
PATIENCE_SECONDS = 5.0
ASKS_A_MINUTE = 60  # how often we make a bot prove that it has read everything
LONGEST_PAYLOAD = 4096
CLEAN = {1000, 1001}
SHORTEST_TOKEN = 3

ALWAYS = Intent(0)  # what nobody needs to ask for

About = Callable[[Intent], Json]


@dataclass
class Session:
    """One bot connection's life, across broken lines."""

    id: str
    intents: Intent
    shard: tuple[int, int]
    seq: int = 0
    kept: "deque[tuple[int, str]]" = field(default_factory=lambda: deque(maxlen=KEPT_EVENTS))
    line: Line | None = None
    left_at: float = 0.0
    heard: int = 0  # the last event the bot said it has read
    owed: int = 0  # the last event we wait for it to have read
    news: asyncio.Event = field(default_factory=asyncio.Event)
    asks: "deque[float]" = field(default_factory=lambda: deque(maxlen=ASKS_A_MINUTE))

    def hears_of(self, guild: Guild | None) -> bool:
        """Whether what happens there is for this shard. Direct messages are for the first."""
        number, count = self.shard
        return number == (0 if guild is None else (guild.id >> 22) % count)

    def tell(self, event: str, data: object) -> None:
        """Send an event, and keep it in case the line is broken."""
        self.seq += 1
        payload = json.dumps({"op": DISPATCH, "d": data, "s": self.seq, "t": event})
        self.kept.append((self.seq, payload))
        if self.line is not None:
            self.line.repeat(payload)


class Gateway:
    """Every session, and the doors they come in by."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.sessions: dict[str, Session] = {}

    @property
    def connected(self) -> list[Session]:
        """The sessions with a live line."""
        return [session for session in self.sessions.values() if session.line is not None]

    def listens(self, guild: Guild | None) -> bool:
        """Whether anybody is there, or may come back, to hear of this server."""
        return any(session.hears_of(guild) for session in self.sessions.values())

    def tell(
        self,
        event: str,
        about: About | Json,
        *,
        guild: Guild | None,
        intent: Intent = ALWAYS,
        owed: bool = False,
    ) -> None:
        """Tell an event to those who asked for such. `owed`: `settled` waits till it is read."""
        for session in self.sessions.values():
            if session.hears_of(guild) and intent in session.intents:
                session.tell(event, about(session.intents) if callable(about) else about)
                if owed:
                    session.owed = session.seq

    async def flushed(self) -> None:
        """Wait until every event has been sent."""
        for session in self.connected:
            if session.line is not None:
                with suppress(TimeoutError):
                    async with asyncio.timeout(PATIENCE_SECONDS):
                        await session.line.flushed()

    async def settled(self) -> None:
        """Wait until the bot has read what people said: its next heartbeat tells."""
        loop = asyncio.get_running_loop()
        await self.flushed()
        for session in self.connected:
            if session.heard >= session.owed or session.line is None:
                continue
            if len(session.asks) == ASKS_A_MINUTE and loop.time() - session.asks[0] < 60:
                await asyncio.sleep(0.05)  # its library allows no more heartbeats for now
                continue
            session.asks.append(loop.time())
            session.line.say(HEARTBEAT, None)
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE_SECONDS):
                    while session.heard < session.owed and session.line is not None:
                        session.news.clear()
                        await session.news.wait()

    # --- what the network may do

    async def ask_to_reconnect(self) -> None:
        """Tell every session to come again by another line (op 7); they may resume."""
        for session in self.connected:
            if session.line is not None:
                session.line.say(RECONNECT, None)

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Tell every session that it is over (op 9)."""
        for session in self.connected:
            if session.line is not None:
                session.line.say(INVALID, resumable)
        if not resumable:
            self.sessions.clear()

    def cut(self) -> None:
        """Break every line without a word."""
        for session in self.connected:
            if session.line is not None:
                session.line.cut()

    # --- the door

    async def answer(self, request: web.Request) -> web.WebSocketResponse:
        """Let a bot in, and hear it until it leaves."""
        self._state.origin = str(request.url.origin())
        socket = web.WebSocketResponse(compress=False, max_msg_size=LONGEST_PAYLOAD)
        await socket.prepare(request)
        line = Line(request, socket, squeezer(request.query.get("compress", "")))
        line.say(HELLO, {"heartbeat_interval": HEARTBEAT_MILLISECONDS, "_trace": []})
        session: Session | None = None
        try:
            while True:
                payload = await line.hear()
                if payload is None:
                    break
                if isinstance(payload, int):
                    await line.hang_up(payload)
                    break
                op, data = payload.get("op"), payload.get("d")
                if op in (IDENTIFY, RESUME):
                    code = 4005 if session else 0
                    if not code:
                        session, code = self._enter(line, op, data)
                else:
                    code = self._hear(session, line, op, data)
                if code:
                    await line.hang_up(code)
                    break
        finally:
            self._leave(session, line)
            await line.end()
        return socket

    def _enter(self, line: Line, op: int, data: Any) -> tuple[Session | None, int]:
        if not isinstance(data, dict):
            return None, 4002
        if len(str(data.get("token") or "").removeprefix("Bot ")) < SHORTEST_TOKEN:
            return None, 4004
        return self._resume(line, data) if op == RESUME else self._identify(line, data)

    def _identify(self, line: Line, data: Json) -> tuple[Session | None, int]:
        intents, shard = data.get("intents"), data.get("shard") or (0, 1)
        if not isinstance(intents, int):
            return None, 4013
        try:
            number, count = map(int, shard)
        except (TypeError, ValueError):
            return None, 4010
        if not 0 <= number < count:
            return None, 4010
        self._forget_the_gone()
        session = Session(secrets.token_hex(16), Intent(intents), (number, count), line=line)
        self.sessions[session.id] = session
        if Intent.MESSAGE_CONTENT in session.intents:
            self._state.reads_content = True
        self._greet(session)
        return session, 0

    def _greet(self, session: Session) -> None:
        state = self._state
        guilds = [g for g in state.guilds.values() if session.hears_of(g)]
        me = describe.user(state, None) | {"email": None, "verified": True, "mfa_enabled": True}
        ready = {
            "v": 10,
            "user": me,
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": f"ws{state.origin.removeprefix('http')}/discord/gateway/",
            "shard": list(session.shard),
            "guilds": [{"id": str(g.id), "unavailable": True} for g in guilds],
            "application": {"id": str(state.bot_id), "flags": 0},
            "private_channels": [],
            "relationships": [],
            "presences": [],
            "user_settings": {},
            "_trace": [],
        }
        session.tell("READY", ready)
        if Intent.GUILDS in session.intents:
            for guild in guilds:
                session.tell("GUILD_CREATE", self.about_guild(guild, session.intents))

    def about_guild(self, guild: Guild, intents: Intent) -> Json:
        """Describe a server to those with these intents."""
        members = Intent.GUILD_MEMBERS in intents
        return describe.whole_guild(self._state, guild, members=members)

    def _resume(self, line: Line, data: Json) -> tuple[Session | None, int]:
        session = self.sessions.get(str(data.get("session_id")))
        seq = data.get("seq")
        oldest = session.kept[0][0] if session is not None and session.kept else 1
        if session is None or not isinstance(seq, int) or seq < oldest - 1:
            line.say(INVALID, False)  # noqa: FBT003 - the payload of op 9 is a bare boolean
            return None, 0
        if seq > session.seq:
            return None, 4007
        if session.line is not None:
            session.line.cut()
        session.line = line
        for number, payload in session.kept:
            if number > seq:
                line.repeat(payload)
        session.tell("RESUMED", {"_trace": []})
        return session, 0

    def _hear(self, session: Session | None, line: Line, op: object, data: Any) -> int:
        """Do what the bot says; return a code to hang up with, or 0."""
        if op == HEARTBEAT:
            asyncio.get_running_loop().call_later(ACK_SECONDS, line.say, ACK, None)
            if session is not None and isinstance(data, int):
                session.heard = max(session.heard, data)
                session.news.set()
            return 0
        if session is None:
            return 4003
        if op == ASK_MEMBERS and isinstance(data, dict):
            return self._members(session, data)
        return 0 if op in (PRESENCE, VOICE) else 4001

    def _members(self, session: Session, data: Json) -> int:
        raw = str(data.get("guild_id"))
        guild = self._state.guilds.get(int(raw)) if raw.isdecimal() else None
        if guild is None:
            return 0
        query, limit = str(data.get("query") or "").lower(), int(data.get("limit") or 0)
        wanted = data.get("user_ids")
        ids = {str(i) for i in (wanted if isinstance(wanted, list) else [wanted])} - {"None"}
        found = [
            person
            for person in guild.place.members
            if (str(person.number) in ids if ids else person.name.lower().startswith(query))
        ]
        members = [describe.member(self._state, guild, p) for p in found[: limit or None]]
        chunk: Json = {"guild_id": str(guild.id), "members": members}
        chunk |= {"chunk_index": 0, "chunk_count": 1}
        chunk["not_found"] = sorted(ids - {str(p.number) for p in found})
        if data.get("nonce") is not None:
            chunk["nonce"] = data["nonce"]
        session.tell("GUILD_MEMBERS_CHUNK", chunk)
        return 0

    def _leave(self, session: Session | None, line: Line) -> None:
        if session is None or session.line is not line:
            return
        session.line = None
        session.left_at = asyncio.get_running_loop().time()
        session.news.set()
        if line.socket.close_code in CLEAN:
            self.sessions.pop(session.id, None)

    def _forget_the_gone(self) -> None:
        now = asyncio.get_running_loop().time()
        for session in list(self.sessions.values()):
            if session.line is None and now - session.left_at > RESUMABLE_SECONDS:
                del self.sessions[session.id]
