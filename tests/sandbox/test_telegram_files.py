"""Pictures and documents, up and down, in every way a call may carry them."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, EndPointNotFound, NetworkError

from sandbox.telegram import pictures
from tests.sandbox.telegram_town import TOKEN, Neighbour, Town, open_town, picture

MEGABYTE = 1024 * 1024


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    async with open_town() as town:
        yield town


@pytest.fixture
async def ana(town: Town) -> Neighbour:
    return await town.meets()


async def test_what_people_send_can_be_fetched(town: Town, ana: Neighbour) -> None:
    act = ana.sends(("cat.png", picture(1600, 800)), ("brief.pdf", b"%PDF-1.4"), text="Look")
    photo, paper = (u.message for u in await town.hears(act, 2))
    assert photo.caption == "Look"
    assert [(s.width, s.height) for s in photo.photo] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1280, 640),
    ]
    assert (paper.document.file_name, paper.document.mime_type) == ("brief.pdf", "application/pdf")
    whole = await photo.photo[-1].get_file()
    assert bytes(await whole.download_as_bytearray()) == picture(1600, 800)
    assert bytes(await (await paper.document.get_file()).download_as_bytearray()) == b"%PDF-1.4"
    assert (await ana.last())["files"][0]["name"] == "brief.pdf"


async def test_several_pictures_are_an_album(town: Town, ana: Neighbour) -> None:
    act = ana.sends(("a.png", picture()), ("b.png", picture()), text="Both")
    one, two = (u.message for u in await town.hears(act, 2))
    assert one.media_group_id == two.media_group_id is not None
    assert (one.caption, two.caption) == ("Both", None)
    seen = (await ana.sees())[-2:]
    assert {m["album"] for m in seen} == {one.media_group_id}


async def test_what_the_bot_sends_is_seen(town: Town, ana: Neighbour) -> None:
    sent = await town.bot.send_photo(ana.number, picture(), caption="<b>A</b>", parse_mode="HTML")
    seen = await ana.last()
    assert (seen["text"], seen["html"]) == ("A", "<b>A</b>")
    async with town.session.get(town.url + seen["picture"]) as answer:
        assert await answer.read() == picture()
        assert answer.headers["Content-Type"] == "image/png"
    again = await town.bot.send_photo(ana.number, sent.photo[-1].file_id)
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    paper = await town.bot.send_document(ana.number, b"a,b", filename="books.csv")
    assert (await ana.last())["files"] == [
        {"name": "books.csv", "size": 3, "url": (await ana.last())["files"][0]["url"]}
    ]
    assert paper.document
    with pytest.raises(BadRequest, match=r"(?i)can't use file of type Document as Photo"):
        await town.bot.send_photo(ana.number, paper.document.file_id)


async def test_an_album_and_its_edit(town: Town, ana: Neighbour) -> None:
    media = [InputMediaPhoto(picture(), caption="One"), InputMediaPhoto(picture(50, 50))]
    first, _second = await town.bot.send_media_group(ana.number, media)
    await first.edit_media(InputMediaPhoto(picture(60, 60), caption="New"))
    assert [m["text"] for m in (await ana.sees())[-2:]] == ["New", ""]
    with pytest.raises(BadRequest, match="Media group must include 2-10 items"):
        await town.bot.send_media_group(ana.number, media[:1])
    mixed: list[Any] = [InputMediaPhoto(picture()), InputMediaDocument(b"x")]
    with pytest.raises(BadRequest, match="Can't use the media of the specified type in the album"):
        await town.bot.send_media_group(ana.number, mixed)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"not a picture", "Image_process_failed"),
        (picture(2100, 100), "Photo_invalid_dimensions"),
        (picture(9000, 1001), "Photo_invalid_dimensions"),
        (picture() + bytes(10 * MEGABYTE), "too big for a photo"),
        (b"", "File must be non-empty"),
    ],
)
async def test_bad_photos_are_refused(
    town: Town, ana: Neighbour, content: bytes, says: str
) -> None:
    with pytest.raises(BadRequest, match=says):
        await town.bot.send_photo(ana.number, content)
    assert len(await ana.sees()) == 1


async def test_sizes_of_documents(town: Town, ana: Neighbour) -> None:
    big = await town.bot.send_document(ana.number, bytes(20 * MEGABYTE + 1), filename="big.bin")
    assert big.document
    with pytest.raises(BadRequest, match="File is too big"):
        await big.document.get_file()
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await town.bot.send_document(ana.number, bytes(50 * MEGABYTE + 1), filename="huge.bin")
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await town.bot.send_document(ana.number, b"x", caption="x" * 1025)


async def test_nothing_is_fetched_from_the_web(town: Town, ana: Neighbour) -> None:
    with pytest.raises(BadRequest, match=r"(?i)failed to get HTTP URL content"):
        await town.bot.send_photo(ana.number, "https://example.com/cat.png")
    with pytest.raises(BadRequest, match=r"(?i)wrong file identifier"):
        await town.bot.send_document(ana.number, "nonsense")


async def test_a_file_needs_its_path_and_a_token(town: Town, ana: Neighbour) -> None:
    sent = await town.bot.send_document(ana.number, b"x", filename="../../x.txt")
    assert sent.document
    told = await sent.document.get_file()
    assert told.file_path
    assert ".." not in told.file_path.removeprefix(town.url)
    async with town.session.get(told.file_path.replace(TOKEN, "nonsense")) as answer:
        assert answer.status == 401
    async with town.session.get(told.file_path + "x") as answer:
        assert answer.status == 404


async def test_a_call_may_be_a_query_a_form_json_or_multipart(town: Town, ana: Neighbour) -> None:
    url = f"{town.url}/telegram/bot{TOKEN}/SENDmessage"
    to = str(ana.number)
    keys = '{"inline_keyboard": [[{"text": "b", "callback_data": "x"}]]}'
    form = aiohttp.FormData({"chat_id": to, "text": "form", "reply_markup": keys})
    parts = aiohttp.FormData(default_to_multipart=True)
    parts.add_field("chat_id", to)
    parts.add_field("text", "parts")
    ways = [
        town.session.get(url, params={"chat_id": to, "text": "query"}),
        town.session.post(url, params={"chat_id": to}, data={"text": "both"}),
        town.session.post(url, data=form),
        town.session.post(url, data=parts),
        town.session.post(url, json={"chat_id": to, "text": "json", "entities": None}),
    ]
    for way in ways:
        async with way as answer:
            assert answer.status == 200, await answer.text()
    said = [m["text"] for m in await ana.sees()][1:]
    assert said == ["query", "both", "form", "parts", "json"]
    assert town.world.calls[-1]["method"] == "sendMessage"


async def test_a_stray_file_is_refused(town: Town, ana: Neighbour) -> None:
    url = f"{town.url}/telegram/bot{TOKEN}/sendMessage"
    parts = aiohttp.FormData({"chat_id": str(ana.number), "text": "x"})
    parts.add_field("stray", b"x", filename="x.txt")
    async with town.session.post(url, data=parts) as answer:
        told = await answer.json()
    assert told["description"] == 'Bad Request: file "stray" is attached but nothing mentions it'


async def test_uploads_are_written_down_by_name_and_size(town: Town, ana: Neighbour) -> None:
    await town.bot.send_document(ana.number, b"abc", filename="a.txt")
    noted = town.world.calls[-1]
    assert noted["payload"] == {"chat_id": ana.number, "document": {"file": "a.txt", "size": 3}}
    assert noted["answer"]["result"]["document"]["file_size"] == 3


async def test_a_wrong_token_is_refused(town: Town) -> None:
    for token in ("nonsense", "12:x", "a12:xyz"):
        async with town.session.get(f"{town.url}/telegram/bot{token}/getMe") as answer:
            assert answer.status == 401
            assert (await answer.json())["description"] == "Unauthorized: invalid token specified"
    with pytest.raises(EndPointNotFound):
        await town.bot.do_api_request("getNothing")


@pytest.mark.parametrize(
    ("content", "sides"),
    [
        (picture(7, 9), (7, 9)),
        (b"GIF89a\x07\x00\x09\x00", (7, 9)),
        (b"BM" + bytes(16) + b"\x07\0\0\0\xf7\xff\xff\xff", (7, 9)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x09\x00\x07", (7, 9)),
        (b"RIFF\0\0\0\0WEBPVP8X" + bytes(8) + b"\x06\0\0\x08\0\0", (7, 9)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x06\x00\x02\x00", (7, 9)),
        (b"\xff\xd8\xff\xe0", None),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"<svg/>", None),
    ],
)
def test_the_size_of_a_picture(content: bytes, sides: tuple[int, int] | None) -> None:
    assert pictures.sides(content) == sides
