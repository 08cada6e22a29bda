"""Discord's own description of its REST API, as a judge of every call and every answer.

`check_call` and `check_answer` raise `Unlike` when a body is not what the official OpenAPI
document says. The document is not part of the project: where it is absent, `load` returns None.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

SPEC = Path(__file__).parents[2].parent / "shared" / "specs" / "discord-openapi.json"
ABSENT = f"Discord's official description is not at {SPEC.parent.name}/{SPEC.name}"
BLANK = re.compile(r"\{[^}]*\}")
JSON = "application/json"
PERMISSIONS = {"permissions", "default_member_permissions", "allow", "deny"}

Schema = dict[str, Any]


class Unlike(AssertionError):
    """A body is not what the official description says."""


@cache
def load() -> Schema | None:
    """Return the document, made to agree with what Discord does; None when it is absent."""
    if not SPEC.exists():
        return None
    spec: Schema = json.loads(SPEC.read_text())
    # The document gives nested errors numbers; Discord's reference, and its server, give words.
    inner = spec["components"]["schemas"]["InnerErrors"]["properties"]["_errors"]
    code = {"type": ["integer", "string"]}
    inner["items"] = {"type": "object", "required": ["code", "message"]}
    inner["items"]["properties"] = {"code": code, "message": {"type": "string"}}
    return spec


@cache
def _as_sent() -> Schema:
    """Return the schemas of what is sent: there Discord also takes an id as a number."""
    spec: Schema = json.loads(SPEC.read_text())
    schemas: Schema = spec["components"]["schemas"]
    schemas["SnowflakeType"] = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"}
    for schema in schemas.values():
        for name in PERMISSIONS & schema.get("properties", {}).keys():
            # The reference has them strings, the document numbers; the server takes both.
            schema["properties"][name]["type"] = ["integer", "string", "null"]
    return schemas


@cache
def _paths() -> dict[str, Schema]:
    spec = load()
    return {} if spec is None else {BLANK.sub("{}", path): at for path, at in spec["paths"].items()}


def endpoint(name: str) -> Schema | None:
    """Return what the document says of an endpoint such as `POST /channels/{id}/messages`."""
    method, _, template = name.partition(" ")
    found: Schema | None = _paths().get(BLANK.sub("{}", template), {}).get(method.lower())
    return found


def check_call(name: str, payload: object) -> None:
    """Check a request body. A body that is absent is right only where none is required."""
    told = endpoint(name)
    if told is None:
        raise Unlike(f"Discord describes no {name}")
    wanted = told.get("requestBody")
    if payload is None:
        if wanted is not None and wanted.get("required"):
            raise Unlike(f"{name} needs a body")
        return
    if wanted is None:
        raise Unlike(f"{name} takes no body, but got {payload!r}")
    schema = wanted["content"].get(JSON) or next(iter(wanted["content"].values()))
    _judge(f"the body of {name}", schema["schema"], payload, sent=True)


def check_answer(name: str, answer: object, status: int) -> None:
    """Check an answer of this status."""
    told = endpoint(name)
    if told is None:
        raise Unlike(f"Discord describes no {name}")
    wanted = told["responses"].get(str(status)) or told["responses"].get(f"{status // 100}XX")
    if wanted is None:
        raise Unlike(f"{name} never answers {status}")
    wanted = _followed(wanted)
    if "content" not in wanted:
        if answer is not None:
            raise Unlike(f"{name} answers {status} without a body, not {answer!r}")
        return
    _judge(f"the {status} answer of {name}", wanted["content"][JSON]["schema"], answer, sent=False)


def _followed(schema: Schema) -> Schema:
    if "$ref" not in schema:
        return schema
    found: Any = load()
    for step in schema["$ref"].removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)


def _judge(what: str, schema: Schema, body: object, *, sent: bool) -> None:
    validator = _validator(json.dumps(schema), sent=sent)
    error = best_match(validator.iter_errors(body))
    if error is not None:
        raise Unlike(f"{what} is not as described: {_tell(error)}")


@cache
def _validator(schema: str, *, sent: bool) -> Draft202012Validator:
    spec = load()
    assert spec is not None
    schemas = _as_sent() if sent else spec["components"]["schemas"]
    whole = {"components": {"schemas": schemas}, **json.loads(schema)}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _tell(error: ValidationError) -> str:
    where = "/".join(map(str, error.absolute_path)) or "the whole"
    causes = [f"{c.json_path}: {c.message}" for c in (error.context or ())][:12]
    return f"{where}: {error.message[:600]}" + "".join(f"\n    {cause[:300]}" for cause in causes)
