"""Read one call: from the query, a form, JSON or multipart; strictly, against the tables."""

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.web_request import FileField

from sandbox.telegram import limits
from sandbox.telegram.errors import Failure, bad, log
from sandbox.telegram.signatures import KINDS, MARKS, SHAPES, Field, parameters, shape

ARRAY = "ArrayOf"
TRUTH = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
MISSING = {
    "chat_id": "chat_id is empty",
    "text": "message text is empty",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "file_id": "file_id not specified",
}


@dataclass(frozen=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes
    mime: str | None


@dataclass
class Call:
    """One call of the bot, read and checked."""

    method: str
    values: dict[str, Any] = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def get(self, name: str, otherwise: Any = None) -> Any:
        """Return a parameter, or something else when it was not sent."""
        return self.values.get(name, otherwise)

    def told(self) -> dict[str, Any]:
        """Return the call as it is written down: files by name and size."""
        files = {
            name: {"file": upload.name, "size": len(upload.content)}
            for name, upload in self.uploads.items()
        }
        return {**self.values, **files}


async def receive(request: web.Request, method: str) -> Call:
    """Take in what was sent, nothing checked yet."""
    call = Call(method, dict(request.query))
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise bad("can't parse request JSON object") from None
        if not isinstance(body, dict):
            raise bad("request must be a JSON object")
        call.values.update({k: v for k, v in body.items() if v is not None})
        return call
    for name, value in (await request.post()).items():
        if isinstance(value, FileField):
            call.uploads[name] = _upload(value)
        else:
            call.values[name] = value
    return call


def _upload(part: FileField) -> Upload:
    content = part.file.read(limits.UPLOAD_BYTES + 1)
    if len(content) > limits.UPLOAD_BYTES:
        raise Failure(413, "Request Entity Too Large")
    return Upload(part.filename or "file", content, part.content_type)


def check(call: Call) -> None:
    """Turn strings into what they stand for; refuse what the method does not know."""
    known = parameters(call.method)
    for name in call.values:
        if name not in known:
            log.error("%s has no parameter %r", call.method, name)
            raise bad(f'unknown parameter "{name}" of {call.method}')
    attached = {name for name in call.uploads if name not in known}
    for name, upload in call.uploads.items():
        if name in known and "InputFile" not in known[name].types:
            raise bad(f'parameter "{name}" can\'t be a file ("{upload.name}")')
    call.values = {
        name: value
        for name, raw in call.values.items()
        if (value := _read(raw, known[name])) is not None
    }
    for one in known.values():
        if one.required and one.name not in call.values and one.name not in call.uploads:
            raise bad(MISSING.get(one.name, f'parameter "{one.name}" is required'))
    mentioned = json.dumps(call.values, default=str)
    for name in attached:
        if f'"attach://{name}"' not in mentioned:
            raise bad(f'file "{name}" is attached but nothing mentions it')


def _read(raw: object, one: Field) -> Any:
    """Return a top-level parameter as its type; None when it was sent empty."""
    if isinstance(raw, str) and "String" not in one.types:
        if not raw:
            return None
        raw = _from_text(raw, one)
    elif isinstance(raw, str) and "Integer" in one.types and _is_number(raw):
        raw = int(raw)
    conform(raw, one.types, one.name)
    return raw


def _from_text(raw: str, one: Field) -> Any:
    kind = one.types[0]
    if kind == "Integer":
        if not _is_number(raw):
            raise bad(f'parameter "{one.name}" must be an Integer')
        return int(raw)
    if kind == "Float":
        try:
            return float(raw)
        except ValueError:
            raise bad(f'parameter "{one.name}" must be a Float') from None
    if kind == "Boolean":
        if raw.lower() not in TRUTH:
            raise bad(f'parameter "{one.name}" must be a Boolean')
        return TRUTH[raw.lower()]
    if kind == "InputFile":
        raise bad(f'parameter "{one.name}" must be an uploaded file')
    try:
        return json.loads(raw)
    except ValueError:
        raise bad(f"can't parse {one.name} JSON object") from None


def _is_number(text: str) -> bool:
    digits = text.removeprefix("-")
    return digits.isascii() and digits.isdigit()


def conform(value: object, types: tuple[str, ...], where: str) -> None:
    """Refuse a value that is none of these types, unknown fields included."""
    marks = MARKS.get("|".join(types))
    if marks is not None:
        _marked(value, marks, where)
        return
    refusal: Failure | None = None
    for one in types:
        try:
            _conform(value, one, where)
        except Failure as no:
            refusal = refusal or no
        else:
            return
    raise refusal or bad(f'field "{where}" has no type')


def _conform(value: object, kind: str, where: str) -> None:
    if kind.startswith(ARRAY):
        if not isinstance(value, list):
            raise bad(f'field "{where}" must be an Array')
        for index, item in enumerate(value):
            conform(item, (kind.removeprefix(ARRAY),), f"{where}[{index}]")
    elif kind in PLAIN:
        if not isinstance(value, PLAIN[kind]) or (isinstance(value, bool) and kind != "Boolean"):
            raise bad(f'field "{where}" must be of type {kind}')
    elif kind in KINDS:
        _one_of(value, kind, where)
    elif kind in MARKS:
        _marked(value, MARKS[kind], where)
    elif kind in SHAPES:
        _shaped(value, kind, where)
    else:
        raise bad(f'the sandbox does not serve {kind} in "{where}"')


PLAIN: dict[str, type | tuple[type, ...]] = {
    "String": str,
    "Integer": int,
    "Float": (int, float),
    "Boolean": bool,
}


def _one_of(value: object, kind: str, where: str) -> None:
    """Check an object whose `type` says what it is."""
    if not isinstance(value, dict):
        raise bad(f'field "{where}" must be an Object')
    said = value.get("type")
    shapes = KINDS[kind].get(str(said))
    if shapes is None:
        log.error("%s: the sandbox serves no %s of type %r", where, kind, said)
        raise bad(f'field "{where}": unsupported {kind} type {said!r}')
    conform(value, shapes, where)


def _marked(value: object, marks: dict[str, str], where: str) -> None:
    """Check an object that is told by a field only its kind has."""
    if not isinstance(value, dict):
        raise bad(f'field "{where}" must be an Object')
    for mark, kind in marks.items():
        if mark in value:
            _shaped(value, kind, where)
            return
    log.error("%s is none of %s", where, ", ".join(marks.values()))
    raise bad(f'field "{where}" must have one of {", ".join(marks)}')


def _shaped(value: object, kind: str, where: str) -> None:
    if not isinstance(value, dict):
        raise bad(f'field "{where}" must be an Object')
    known = shape(kind)
    for name, item in value.items():
        if name not in known:
            log.error("%s has no field %r (in %s)", kind, name, where)
            raise bad(f'unknown field "{name}" of {kind} in "{where}"')
        conform(item, known[name].types, f"{where}.{name}")
    for one in known.values():
        if one.required and one.name not in value:
            raise bad(f'can\'t find field "{one.name}" of {kind} in "{where}"')
