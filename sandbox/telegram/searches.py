"""Inline mode as a person uses it: search from anywhere, put a result into a chat."""

from typing import Any

from sandbox.telegram import limits, markup, results
from sandbox.telegram.cloud import Cloud
from sandbox.telegram.html import width
from sandbox.world import Chat, Person, Refused

Json = dict[str, Any]
PATIENCE_SECONDS = 10


async def inline(cloud: Cloud, person: Person, query: str) -> list[Json]:
    """Type `@bot query` and return what is offered; Telegram remembers answers for a while."""
    if width(query) > limits.INLINE_QUERY:
        raise Refused(f"an inline query is at most {limits.INLINE_QUERY} characters", 400)
    found = _remembered(cloud, person, query)
    if found is None:
        question = cloud.questions.ask("inline", person, query)
        body = {
            "id": question.id,
            "from": cloud.user(person),
            "query": query,
            "offset": "",
            "chat_type": "private",
        }
        cloud.tell("inline_query", body, ("inline_query", person.number))
        answer = await question.answered(PATIENCE_SECONDS)
        found = answer["results"] if answer else []
    cloud.shown[person.id] = (query, found)
    return [results.sight(cloud, result) for result in found]


def _remembered(cloud: Cloud, person: Person, query: str) -> list[Json] | None:
    now = cloud.world.now().timestamp()
    for owner in (person.number, 0):
        until, found = cloud.inline_cache.get((query, owner), (0.0, []))
        if until > now:
            return found
    return None


async def pick(cloud: Cloud, person: Person, identity: str, chat: Chat) -> Json:
    """Post a result of the last search into a chat."""
    query, offered = cloud.shown.get(person.id, ("", []))
    result = next((r for r in offered if r["id"] == identity), None)
    if result is None:
        raise Refused(f"{person.name} was offered no inline result {identity!r}", 404)
    home, topic = cloud.parent(chat)
    content, native = results.message(cloud, result)
    keys = markup.inline(result.get("reply_markup"))
    chosen: Json = {"result_id": identity, "from": cloud.user(person), "query": query}
    handle = None
    # Only a message with a keyboard can be edited by the bot afterwards.
    if keys:
        handle = f"AgAAinline{cloud.world.draw()}"
        native = {**native, "inline_message_id": handle}
        chosen["inline_message_id"] = handle
    content = {**content, **keys, "via_bot": cloud.me}
    message = cloud.post(home, person, content, topic=topic, native=native)
    if handle is not None:
        cloud.inline_messages[handle] = message
    cloud.tell("chosen_inline_result", chosen, ("chosen_inline_result", person.number))
    if home.number not in cloud.left:
        if home.kind == "private":
            cloud.started.add(person.id)
        cloud.tell_message(message)
    return {"answered": True, "toast": None, "error": None, "message": message.id}
