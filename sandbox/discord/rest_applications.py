"""The endpoints a bot starts by: who it is, where the gateway is, which commands it has."""

from sandbox.discord import describe, rights
from sandbox.discord.commands import Commands
from sandbox.discord.errors import ApiError, Json
from sandbox.discord.form import read_list
from sandbox.discord.limits import COMMANDS
from sandbox.discord.rest import Answer, Call, Route
from sandbox.discord.state import State

PRIVATE_WORDS = ("name_localizations", "description_localizations")


class ApplicationRoutes:
    """`/users/@me`, `/applications/…`, `/gateway`. None of them is hit by planted faults."""

    def __init__(self, state: State, commands: Commands) -> None:
        self._state = state
        self._commands = commands

    def routes(self) -> list[Route]:
        """Return the endpoints."""
        everywhere = "/applications/{id}/commands"
        here = "/applications/{id}/guilds/{guild}/commands"
        found = [
            Route("GET", "/gateway", self.gateway, open=True, exempt=True),
            Route("GET", "/gateway/bot", self.gateway_for_bots, exempt=True),
            Route("GET", "/users/@me", self.me, exempt=True),
            Route("GET", "/users/@me/guilds", self.my_guilds, exempt=True),
            Route("GET", "/applications/@me", self.application, exempt=True),
            Route("PATCH", "/applications/@me", self.application, exempt=True),
            Route("GET", "/oauth2/applications/@me", self.application, exempt=True),
        ]
        for base in (everywhere, here):
            found += [
                Route("GET", base, self.list_commands, exempt=True),
                Route("PUT", base, self.replace, exempt=True),
                Route("POST", base, self.upsert, exempt=True),
                Route("GET", base + "/{command}", self.command, exempt=True),
                Route("PATCH", base + "/{command}", self.change, exempt=True),
                Route("DELETE", base + "/{command}", self.remove, exempt=True),
            ]
        return found

    async def gateway(self, _call: Call) -> Answer:
        """Get Gateway."""
        return 200, {"url": self._url()}

    async def gateway_for_bots(self, _call: Call) -> Answer:
        """Get Gateway Bot."""
        limit = {"total": 1000, "remaining": 1000, "reset_after": 86_400_000, "max_concurrency": 1}
        return 200, {"url": self._url(), "shards": 1, "session_start_limit": limit}

    def _url(self) -> str:
        return f"ws{self._state.origin.removeprefix('http')}/discord/gateway/"

    async def me(self, _call: Call) -> Answer:
        """Get Current User."""
        about = describe.user(self._state, None)
        return 200, about | {"mfa_enabled": True, "locale": "en-US", "verified": True}

    async def my_guilds(self, _call: Call) -> Answer:
        """Get Current User Guilds."""
        found: list[Json] = [
            {
                "id": str(guild.id),
                "name": guild.place.name,
                "icon": None,
                "banner": None,
                "owner": False,
                "permissions": str(int(rights.in_server(self._state, guild, None))),
                "features": [],
            }
            for guild in self._state.guilds.values()
        ]
        return 200, found

    async def application(self, _call: Call) -> Answer:
        """Get, or keep as it is, Current Application."""
        state = self._state
        me = describe.user(state, None)
        about: Json = {
            "id": str(state.bot_id),
            "name": state.world.bot_name,
            "icon": None,
            "description": "",
            "type": None,
            "bot": me,
            "bot_public": True,
            "bot_require_code_grant": False,
            "verify_key": "0" * 64,
            "flags": 1 << 19,
            "flags_new": str(1 << 19),
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "owner": me | {"username": "owner", "bot": False},
            "approximate_guild_count": len(state.guilds),
            "approximate_user_install_count": len(state.people),
            "approximate_user_authorization_count": 0,
            "explicit_content_filter": 0,
            "team": None,
            "eligible_oauth2_scopes": [],
            "integration_types_config": {"0": {}, "1": {}},
            "summary": "",
        }
        return 200, about

    # --- commands

    def _scope(self, call: Call) -> int | None:
        if call.number("id") != self._state.bot_id:
            raise ApiError(20012)
        if "guild" not in call.path:
            return None
        guild_id = call.number("guild")
        if guild_id not in self._state.guilds:
            raise ApiError(50001)
        return guild_id

    async def list_commands(self, call: Call) -> Answer:
        """Get Application Commands; the other languages only when asked for."""
        whole = call.asks("with_localizations")
        found = self._commands.registered(self._scope(call))
        return 200, found if whole else [_without(command, PRIVATE_WORDS) for command in found]

    async def replace(self, call: Call) -> Answer:
        """Bulk Overwrite Application Commands."""
        scope = self._scope(call)
        bodies = read_list(call.body, most=sum(COMMANDS.values()))
        return 200, self._commands.replace(scope, bodies)

    async def upsert(self, call: Call) -> Answer:
        """Create Application Command."""
        new, command = self._commands.upsert(self._scope(call), call.form())
        return 201 if new else 200, command

    async def command(self, call: Call) -> Answer:
        """Get Application Command."""
        return 200, self._commands.one(self._scope(call), call.number("command"))

    async def change(self, call: Call) -> Answer:
        """Edit Application Command."""
        number = call.number("command")
        return 200, self._commands.change(self._scope(call), number, call.form())

    async def remove(self, call: Call) -> Answer:
        """Delete Application Command."""
        self._commands.remove(self._scope(call), call.number("command"))
        return 204, None


def _without(part: Json, names: tuple[str, ...]) -> Json:
    kept = {name: value for name, value in part.items() if name not in names}
    for inner in ("options", "choices"):
        if inner in kept:
            kept[inner] = [_without(child, names) for child in kept[inner]]
    return kept
