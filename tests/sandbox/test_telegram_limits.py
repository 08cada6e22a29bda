"""Every limit is held, in Telegram's words; the last thing allowed is allowed."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.sandbox.telegram_town import Json, Neighbour, Town, open_town

Params = dict[str, Any]


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Neighbour:
    return await town.meets()


def keys(*buttons: Json, rows: int = 1) -> Params:
    return {"text": "x", "reply_markup": {"inline_keyboard": [list(buttons)] * rows}}


def button(**does: Any) -> Params:
    return keys({"text": "b", **does})


TAP = {"text": "b", "callback_data": "x"}

MESSAGES: list[tuple[Params, str]] = [
    ({"text": "x" * 4097}, "message is too long"),
    ({"text": "😀" * 2049}, "message is too long"),
    ({"text": "x" * 32769}, "text is too long"),
    ({"text": ""}, "message text is empty"),
    ({"text": " \n"}, "text must be non-empty"),
    ({"text": "x", "parse_mode": "fancy"}, "unsupported parse_mode"),
    ({"text": "<q>", "parse_mode": "HTML"}, 'can\'t parse entities: Unsupported start tag "q"'),
    (button(callback_data="é" * 33), "BUTTON_DATA_INVALID"),
    (button(callback_data=""), "BUTTON_DATA_INVALID"),
    (button(copy_text={"text": "x" * 257}), "BUTTON_COPY_TEXT_INVALID"),
    (button(url="javascript:alert(1)"), "inline keyboard button URL 'javascript:alert(1)'"),
    (button(url="http://localhost/x"), "inline keyboard button URL 'http://localhost/x' is"),
    (button(web_app={"url": "http://a.b"}), "inline keyboard button Web App URL 'http://a.b'"),
    (button(pay=True), "BUTTON_TYPE_INVALID"),
    (button(callback_data="x", style="pink"), "can't parse inline keyboard button: invalid"),
    (button(), "can't parse inline keyboard button: Text buttons are unallowed in the inline"),
    (button(callback_data="x", url="https://a.b"), "can't parse inline keyboard button: it has"),
    (button(switch_inline_query_chosen_chat={"query": "x"}), "can't parse inline keyboard button"),
    (button(switch_inline_query="x" * 257), "BUTTON_DATA_INVALID"),
    (keys({"text": " ", "callback_data": "x"}), "inline keyboard button text must be non-empty"),
    (keys(*[TAP] * 9), "reply markup is too long"),
    (keys(*[TAP] * 8, rows=13), "reply markup is too long"),
    ({"text": "x", "reply_markup": {"keyboard": []}}, "reply keyboard must be non-empty"),
    ({"text": "x", "reply_parameters": {"message_id": 9999}}, "message to be replied not found"),
    ({"text": "x", "message_thread_id": 5}, "message thread not found"),
    ({"text": "x", "business_connection_id": "b"}, "business connection not found"),
    ({"text": "x", "message_effect_id": "fire"}, "EFFECT_ID_INVALID"),
]
ALLOWED: list[Params] = [
    {"text": "x" * 4096},
    {"text": "😀" * 2048},
    {"text": "<b>" + "x" * 4096 + "</b>", "parse_mode": "html"},
    button(callback_data="é" * 32),
    button(copy_text={"text": "x" * 256}),
    button(url="https://t.me/JalonBot?start=of_7"),
    button(url="tg://user?id=5"),
    button(switch_inline_query=""),
    button(switch_inline_query_chosen_chat={"allow_user_chats": True}),
    button(callback_data="x", style="danger", icon_custom_emoji_id="5368324170671202286"),
    keys(*[TAP] * 8, rows=12),
    {"text": "x", "reply_markup": {"keyboard": [[{"text": "b", "request_location": True}]]}},
    {"text": "x", "reply_markup": {"remove_keyboard": True}},
    {"text": "x", "reply_parameters": {"message_id": 9, "allow_sending_without_reply": True}},
    {"text": "x", "link_preview_options": {"is_disabled": True}, "protect_content": True},
]


@pytest.mark.parametrize(("params", "says"), MESSAGES)
async def test_a_message_beyond_a_limit_is_refused(
    town: Town, ana: Neighbour, params: Params, says: str
) -> None:
    told = await town.calls("sendMessage", status=400, chat_id=ana.number, **params)
    assert told["description"].startswith(f"Bad Request: {says}")
    assert len(await ana.sees()) == 1  # her own /start


@pytest.mark.parametrize("params", ALLOWED)
async def test_a_message_at_a_limit_is_sent(town: Town, ana: Neighbour, params: Params) -> None:
    await town.calls("sendMessage", chat_id=ana.number, **params)
    assert len(await ana.sees()) == 2


def command(name: str = "go", description: str = "Go", count: int = 1) -> Params:
    return {
        "commands": [
            {"command": f"{name}{n or ''}", "description": description} for n in range(count)
        ]
    }


STARS: Params = {
    "title": "Logo",
    "description": "Drafts",
    "payload": "p",
    "currency": "XTR",
    "prices": [{"label": "x", "amount": 5}],
}
EUROS: Params = {**STARS, "currency": "EUR", "provider_token": "1:TEST"}

OTHERS: list[tuple[str, Params, str]] = [
    ("setMyCommands", command("Go"), "BOT_COMMAND_INVALID"),
    ("setMyCommands", command("g" * 33), "command length must not exceed 32"),
    ("setMyCommands", command(description=""), "command description must be non-empty"),
    ("setMyCommands", command(description="x" * 257), "command description length must not"),
    ("setMyCommands", command(count=101), "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {**command(), "language_code": "french"}, "invalid language code specified"),
    ("setMyCommands", {**command(), "scope": {"type": "everyone"}}, 'field "scope": unsupported'),
    ("setMyName", {"name": "x" * 65}, "bot name length must not exceed 64"),
    ("setMyDescription", {"description": "x" * 513}, "bot description length must not exceed 512"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "bot short description length"),
    ("setWebhook", {"url": "https://example.com/hook"}, "bad webhook: the sandbox never leaves"),
    ("setWebhook", {"url": "http://127.0.0.1/h", "secret_token": "é"}, "secret token contains"),
    ("setWebhook", {"url": "http://127.0.0.1/h", "secret_token": "x" * 257}, "secret token is too"),
    ("getFile", {"file_id": "nonsense"}, "invalid file_id"),
    ("getChat", {"chat_id": 5}, "chat not found"),
    ("getChat", {"chat_id": "@nowhere"}, "chat not found"),
    ("answerCallbackQuery", {"callback_query_id": "5"}, "query is too old and response timeout"),
    ("createInvoiceLink", {**STARS, "title": "x" * 33}, "INVOICE_TITLE_INVALID"),
    ("createInvoiceLink", {**STARS, "description": "x" * 256}, "INVOICE_DESCRIPTION_INVALID"),
    ("createInvoiceLink", {**STARS, "payload": "é" * 65}, "INVOICE_PAYLOAD_INVALID"),
    ("createInvoiceLink", {**STARS, "payload": ""}, "INVOICE_PAYLOAD_INVALID"),
    ("createInvoiceLink", {**STARS, "prices": []}, "there must be at least one price"),
    ("createInvoiceLink", {**STARS, "prices": STARS["prices"] * 2}, "STARS_INVOICE_INVALID"),
    ("createInvoiceLink", {**STARS, "provider_token": "1:x"}, "PAYMENT_PROVIDER_INVALID"),
    ("createInvoiceLink", {**STARS, "currency": "EUR"}, "PAYMENT_PROVIDER_INVALID"),
    ("createInvoiceLink", {**EUROS, "currency": "GOLD"}, "CURRENCY_INVALID"),
    ("createInvoiceLink", {**EUROS, "suggested_tip_amounts": [9]}, "suggested tip amount can't"),
    ("createInvoiceLink", {**STARS, "subscription_period": 60}, "SUBSCRIPTION_PERIOD_INVALID"),
]


@pytest.mark.parametrize(("method", "params", "says"), OTHERS)
async def test_other_limits_are_held(town: Town, method: str, params: Params, says: str) -> None:
    told = await town.calls(method, status=400, **params)
    assert told["description"].startswith(f"Bad Request: {says}")


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("setMyCommands", command("g" * 32, "x" * 256)),
        ("setMyCommands", command(count=100)),
        ("createInvoiceLink", {**STARS, "title": "x" * 32, "description": "x" * 255}),
        ("createInvoiceLink", {**STARS, "payload": "é" * 64}),
        ("createInvoiceLink", EUROS),
    ],
)
async def test_other_limits_may_be_reached(town: Town, method: str, params: Params) -> None:
    await town.calls(method, **params)


async def test_what_telegram_does_not_know_is_refused_loudly(
    town: Town, ana: Neighbour, caplog: pytest.LogCaptureFixture
) -> None:
    to: Params = {"chat_id": ana.number, "text": "x"}
    told = await town.calls("sendGreeting", status=404, **to)
    assert told == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }
    assert "no method 'sendGreeting'" in caplog.text
    assert town.world.calls[-1]["method"] == "sendGreeting"
    assert town.world.calls[-1]["status"] == 404

    await town.refuses("sendMessage", 'unknown parameter "colour" of sendMessage', **to, colour=1)
    nested = {"inline_keyboard": [[{"text": "b", "callback_data": "x", "colour": "red"}]]}
    where = '"reply_markup.inline_keyboard[0][0]"'
    says = f'unknown field "colour" of InlineKeyboardButton in {where}'
    await town.refuses("sendMessage", says, **to, reply_markup=nested)
    assert caplog.text.count("colour") == 2
    says = "the sandbox: it does not read parse_mode 'markdownv2'; send HTML or entities"
    await town.refuses("sendMessage", says, **to, parse_mode="MarkdownV2")
    assert "markdownv2" in caplog.text


async def test_a_wrong_type_is_refused(town: Town, ana: Neighbour) -> None:
    says = 'parameter "timeout" must be an Integer'
    await town.refuses("getUpdates", says, timeout="soon")
    await town.refuses("sendMessage", 'field "text" must be of type String', chat_id=5, text=5)
    await town.refuses("sendMessage", "can't parse entities JSON object", text="x", entities="{")
    await town.refuses("sendMessage", "chat_id is empty", text="x")
