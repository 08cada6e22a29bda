"""Where things stand in people's chats: which message shows what, and when it does not."""

from typing import Any

from core import notifications
from core.accounts import Account
from tests.core.trade import Trade


async def shows(trade: Trade, who: Account, subject: str, message: str) -> None:
    """This message in somebody's chat is the live card of the subject from now on."""
    at: dict[str, Any] = {"platform": "town", "chat": who.id, "message": message}
    await trade.market.do(lambda tx: notifications.remember_card(tx, who.id, subject, **at))


async def shown(trade: Trade, who: Account, message: str) -> str:
    return await trade.does(
        who, notifications.card_at, platform="town", chat=who.id, message=message
    )


async def stands_at(trade: Trade, who: Account, subject: str) -> str:
    """In which message the live card of a subject stands; in none, if it is empty."""
    card = await trade.market.ask(lambda tx: notifications.cards_of(tx, who.id, subject))
    return card.message if card else ""


async def test_a_message_shows_one_thing_the_last(trade: Trade) -> None:
    await shows(trade, trade.ben, "order:A", "1")
    await shows(trade, trade.ben, "order:B", "1")
    assert await shown(trade, trade.ben, "1") == "order:B"
    assert await stands_at(trade, trade.ben, "order:A") == "", "nothing is drawn over the other"
    await shows(trade, trade.ben, "order:A", "2")
    await shows(trade, trade.ben, "order:A", "1")
    assert [await shown(trade, trade.ben, at) for at in ("1", "2")] == ["order:A", ""]
    assert await stands_at(trade, trade.ben, "order:B") == ""


async def test_what_stands_before_another_person_stays(trade: Trade) -> None:
    await shows(trade, trade.ben, "order:A", "1")
    await shows(trade, trade.ana, "order:B", "1")
    assert await shown(trade, trade.ben, "1") == "order:A"
    assert await shown(trade, trade.ana, "1") == "order:B"


async def test_a_card_in_whose_place_a_form_asks_is_not_what_is_answered(trade: Trade) -> None:
    await shows(trade, trade.ben, "order:A", "1")
    await shows(trade, trade.ben, "order:B", "2")
    at = {"platform": "town", "chat": trade.ben.id, "message": "1"}
    await trade.market.do(lambda tx: notifications.cover(tx, trade.ben.id, **at))
    assert await shown(trade, trade.ben, "1") == ""
    assert await shown(trade, trade.ben, "2") == "order:B"
    assert await stands_at(trade, trade.ben, "order:A") == "1", "it is drawn there once more"
    await trade.market.do(lambda tx: notifications.uncover(tx, trade.ben.id, "order:A"))
    assert await shown(trade, trade.ben, "1") == "order:A"
    await trade.market.do(lambda tx: notifications.cover(tx, trade.ben.id, **at))
    await shows(trade, trade.ben, "order:A", "1")
    assert await shown(trade, trade.ben, "1") == "order:A"
