"""The endpoints that answer interactions: the first answer, and all that follows it."""

from sandbox.discord import describe
from sandbox.discord.bodies import SETTABLE, Desk
from sandbox.discord.display import Naming
from sandbox.discord.errors import ApiError, Json
from sandbox.discord.form import Reader
from sandbox.discord.interactions import Interaction, Interactions
from sandbox.discord.limits import CHOICE_NAME, CHOICE_VALUE, CHOICES, LOCALES, Answer, Flag
from sandbox.discord.messages import Messages
from sandbox.discord.modals import as_seen, read_modal
from sandbox.discord.rest import Answer as Reply
from sandbox.discord.rest import Call, Route
from sandbox.discord.state import Post, State

OPTION_VALUE = {3: (str,), 4: (int,), 10: (int, float)}


class InteractionRoutes:
    """`/interactions/…/callback` and `/webhooks/…`."""

    def __init__(self, state: State, messages: Messages, interactions: Interactions) -> None:
        self._state = state
        self._messages = messages
        self._interactions = interactions

    def routes(self) -> list[Route]:
        """Return the endpoints; the token in the path is all the leave they need."""
        hook = "/webhooks/{id}/{token}"
        original, one = hook + "/messages/@original", hook + "/messages/{message}"
        return [
            Route("POST", "/interactions/{id}/{token}/callback", self.callback, open=True),
            Route("POST", hook, self.follow_up, open=True),
            Route("GET", original, self.show, open=True),
            Route("PATCH", original, self.edit, open=True),
            Route("DELETE", original, self.delete, open=True),
            Route("GET", one, self.show, open=True),
            Route("PATCH", one, self.edit, open=True),
            Route("DELETE", one, self.delete, open=True),
        ]

    # --- the first answer

    async def callback(self, call: Call) -> Reply:
        """Create Interaction Response."""
        asked = self._interactions.to_answer(call.number("id"), call.path["token"])
        body = call.form()
        kind = body.choice("type", map(int, asked.answers()), required=True)
        body.form.finish()
        answer = Answer(kind)
        needs = answer in (Answer.MESSAGE, Answer.MODAL, Answer.CHOICES)
        data = body.child("data", required=needs) or Reader(body.form, {}, ("data",))
        body.form.finish()
        made = self._give(asked, answer, data, call)
        if not call.asks("with_response"):
            return 204, None
        return 200, self._response(asked, answer, made)

    def _give(self, asked: Interaction, answer: Answer, data: Reader, call: Call) -> Post | None:
        """Do what the first answer says; return the message it makes or changes."""
        if answer is Answer.CHOICES:
            self._interactions.acknowledge(asked, answer, self._choices(asked, data))
            return None
        if answer is Answer.MODAL:
            modal = read_modal(data)
            self._interactions.acknowledge(asked, answer, modal)
            self._interactions.open(asked, modal)
            seen = as_seen(modal, Naming(self._state, asked.channel))
            self._state.world.open_modal(asked.person, seen)
            return None
        if answer is Answer.LATER:
            self._interactions.acknowledge(asked, answer, None)
            return None
        if answer is Answer.UPDATE:
            post = asked.message
            if post is None or post.deleted:
                raise ApiError(10008)
            draft = self._desk(asked, call, private=post.reader is not None).edit(data, post)
            self._messages.edit(post, draft)
            self._interactions.acknowledge(asked, answer, None)
            return post
        if answer is Answer.THINK:
            asked.original = self._think(asked, data)
            asked.unresolved = True
        else:
            asked.original = self._post(asked, data, call)
        self._interactions.acknowledge(asked, answer, None)
        return asked.original

    def _think(self, asked: Interaction, data: Reader) -> Post:
        flags = Flag(data.whole("flags", least=0) or 0) & (Flag.EPHEMERAL | Flag.COMPONENTS_V2)
        data.form.finish()
        private = Flag.EPHEMERAL in flags
        return self._messages.think(
            asked.channel,
            asked_by=asked.metadata(self._state),
            reader=asked.person if private else None,
        )

    def _post(self, asked: Interaction, data: Reader, call: Call) -> Post:
        flags = data.value.get("flags")
        private = isinstance(flags, int) and Flag.EPHEMERAL in Flag(flags)
        draft = self._desk(asked, call, private=private).new(data, flags=SETTABLE | Flag.EPHEMERAL)
        return self._messages.send(
            asked.channel,
            draft,
            asked_by=asked.metadata(self._state),
            reader=asked.person if private else None,
        )

    def _desk(self, asked: Interaction, call: Call, *, private: bool) -> Desk:
        return Desk(self._state, asked.channel, call.uploads, ephemeral=private)

    def _choices(self, asked: Interaction, data: Reader) -> list[Json]:
        types = OPTION_VALUE[_focused(asked.data.get("options", []))["type"]]
        found = []
        for choice in data.each("choices", most=CHOICES):
            name = choice.text("name", least=1, most=CHOICE_NAME, required=True)
            value = choice.value.get("value")
            if isinstance(value, bool) or not isinstance(value, types):
                says = f'Value "{value}" is not {types[0].__name__}.'
                choice.wrong("value", "NUMBER_TYPE_COERCE", says)
            elif isinstance(value, str):
                choice.text("value", most=CHOICE_VALUE)
            names = choice.child("name_localizations")
            local = names.value.get(describe.locale(asked.person)) if names else None
            if names is not None and not LOCALES.issuperset(names.value):
                choice.wrong("name_localizations", "DICT_TYPE_KEYS", "Unknown locale")
            found.append({"name": local or name, "value": value})
        data.form.finish()
        return found

    def _response(self, asked: Interaction, answer: Answer, made: Post | None) -> Json:
        about: Json = {"id": str(asked.id), "type": int(asked.kind)}
        about["channel_id"] = str(asked.channel.id)
        if asked.channel.guild is not None:
            about["guild_id"] = str(asked.channel.guild.id)
        if made is None:
            return {"interaction": about}
        about |= {
            "response_message_id": str(made.id),
            "response_message_loading": Flag.LOADING in made.flags,
            "response_message_ephemeral": made.reader is not None,
        }
        if answer is Answer.THINK:
            return {"interaction": about}
        resource: Json = {"type": int(answer), "message": describe.message(self._state, made)}
        return {"interaction": about, "resource": resource}

    # --- what follows

    async def follow_up(self, call: Call) -> Reply:
        """Create Followup Message; the first after "thinking" replaces that."""
        asked, body = self._answered(call), call.form()
        thought = asked.original
        if asked.unresolved and thought is not None and not thought.deleted:
            return 200, self._resolve(asked, thought, body, call)
        post = self._post(asked, body, call)
        asked.follow_ups.append(post)
        return 200, describe.message(self._state, post)

    def _resolve(self, asked: Interaction, post: Post, body: Reader, call: Call) -> Json:
        first = asked.unresolved and Flag.LOADING in post.flags
        draft = self._desk(asked, call, private=post.reader is not None).edit(body, post)
        self._messages.edit(post, draft, mark=not first)
        if first:
            asked.unresolved = False
        return describe.message(self._state, post)

    async def show(self, call: Call) -> Reply:
        """Get an answer or a follow-up."""
        return 200, describe.message(self._state, self._mine(self._answered(call), call))

    async def edit(self, call: Call) -> Reply:
        """Edit an answer or a follow-up."""
        asked = self._answered(call)
        return 200, self._resolve(asked, self._mine(asked, call), call.form(), call)

    async def delete(self, call: Call) -> Reply:
        """Delete an answer or a follow-up."""
        asked = self._answered(call)
        post = self._mine(asked, call)
        self._messages.delete(post)
        if post is asked.original:
            asked.unresolved = False
        return 204, None

    def _answered(self, call: Call) -> Interaction:
        return self._interactions.answered(call.number("id"), call.path["token"])

    def _mine(self, asked: Interaction, call: Call) -> Post:
        """Return the message this token speaks of."""
        mine = [asked.original, *asked.follow_ups]
        if "message" in call.path:
            number = call.number("message")
            post = next((p for p in mine if p is not None and p.id == number), None)
        else:
            post = asked.original
        if post is None or post.deleted:
            raise ApiError(10008)
        return post


def _focused(options: list[Json]) -> Json:
    """Return the option that is being typed."""
    for option in options:
        if option.get("focused"):
            return option
        if option.get("options"):
            return _focused(option["options"])
    return {"type": 3}
