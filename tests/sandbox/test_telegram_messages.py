"""People write, the bot answers, both see the same thing."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.telegram_town import Town, open_town


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


async def test_a_word_goes_there_and_back(town: Town) -> None:
    ana = await town.meets("Ana Lopes", started=False)
    (update,) = await town.hears(ana.says("/start offer_7"))
    assert update.message.text == "/start offer_7"
    assert update.message.entities[0].type == "bot_command"
    assert update.effective_user.id == ana.number
    assert update.effective_user.language_code == "fr"
    assert update.effective_user.last_name == "Lopes"

    await town.bot.send_message(ana.number, "<b>Hi</b> &amp; welcome", parse_mode="HTML")

    seen = await ana.last()
    assert seen["text"] == "Hi & welcome"
    assert seen["html"] == "<b>Hi</b> &amp; welcome"
    assert seen["from"] == "Jalon"
