"""Reading a request body, and saying in Discord's words everything that is wrong with it."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from typing import Any

from sandbox.discord.errors import ApiError, Json

Path = tuple[str | int, ...]


class Form:
    """What is wrong with one request body, as the nested `errors` of code 50035."""

    def __init__(self) -> None:
        self.errors: Json = {}

    def wrong(self, path: Path, code: str, says: str) -> None:
        """Write down a mistake at this place."""
        here = self.errors
        for step in path:
            here = here.setdefault(str(step), {})
        here.setdefault("_errors", []).append({"code": code, "message": says})

    def finish(self) -> None:
        """Refuse the body if anything was wrong."""
        if self.errors:
            raise ApiError(50035, errors=self.errors)


def read(body: object) -> "Reader":
    """Return a reader of a whole request body, which must be an object."""
    form = Form()
    if not isinstance(body, dict):
        form.wrong((), "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        form.finish()
        raise AssertionError
    return Reader(form, body)


def read_list(body: object, *, most: int) -> list["Reader"]:
    """Return readers of a request body that is a list of objects."""
    return read({"": [] if body is None else body}).alone("", most=most)


class Reader:
    """One object in a request body. Reading a field checks it; null reads as absent."""

    def __init__(self, form: Form, value: Json, path: Path = ()) -> None:
        self.form = form
        self.value = value
        self.path = path

    def has(self, name: str) -> bool:
        """Return whether the field is there and not null."""
        return self.value.get(name) is not None

    def wrong(self, name: str | None, code: str, says: str) -> None:
        """Write down a mistake in this field, or in the object itself."""
        self.form.wrong(self.path if name is None else (*self.path, name), code, says)

    def _raw(self, name: str, *, required: bool) -> Any:
        value = self.value.get(name)
        if value is None and required:
            self.wrong(name, "BASE_TYPE_REQUIRED", "This field is required")
        return value

    def text(self, name: str, *, most: int, least: int = 0, required: bool = False) -> str | None:
        """Read a text of `least` to `most` characters."""
        value = self._raw(name, required=required)
        if value is None:
            return None
        if not isinstance(value, str):
            if isinstance(value, dict | list | bool):
                self.wrong(name, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
                return None
            value = str(value)
        if not least <= len(value) <= most:
            self._length(name, least, most)
        return value

    def _length(self, name: str, least: int, most: int) -> None:
        if least:
            says = f"Must be between {least} and {most} in length."
            self.wrong(name, "BASE_TYPE_BAD_LENGTH", says)
        else:
            self.wrong(name, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")

    def whole(
        self,
        name: str,
        *,
        least: int | None = None,
        most: int | None = None,
        required: bool = False,
    ) -> int | None:
        """Read a whole number between `least` and `most`."""
        value = self._raw(name, required=required)
        if value is None:
            return None
        try:
            if isinstance(value, bool) or int(value) != float(value):
                raise ValueError
            number = int(value)
        except (TypeError, ValueError):
            self.wrong(name, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return None
        if most is not None and number > most:
            self.wrong(
                name, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}."
            )
        if least is not None and number < least:
            self.wrong(
                name, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}."
            )
        return number

    def flag(self, name: str) -> bool | None:
        """Read true or false."""
        value = self._raw(name, required=False)
        if value is None or isinstance(value, bool):
            return value
        self.wrong(name, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return None

    def choice(self, name: str, among: Iterable[int | str], *, required: bool = False) -> Any:
        """Read one of a few values."""
        value = self._raw(name, required=required)
        known = tuple(among)
        if value is None or (value in known and not isinstance(value, bool)):
            return value
        values = ", ".join(map(str, known))
        self.wrong(name, "BASE_TYPE_CHOICES", f"Value must be one of {{{values}}}.")
        return None

    def snowflake(self, name: str, *, required: bool = False) -> int | None:
        """Read an id, which may come as text or as a number."""
        value = self._raw(name, required=required)
        return None if value is None else self._snowflake((*self.path, name), value)

    def snowflakes(self, name: str, *, most: int) -> list[int]:
        """Read a list of ids."""
        found = [self._snowflake((*self.path, name, i), v) for i, v in self._items(name, most=most)]
        return [number for number in found if number is not None]

    def _snowflake(self, path: Path, value: object) -> int | None:
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).isdecimal():
            return int(value)
        self.form.wrong(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return None

    def moment(self, name: str) -> str | None:
        """Read an ISO 8601 date and time; without a zone it is UTC."""
        value = self._raw(name, required=False)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(str(value))
        except ValueError:
            says = f"Could not parse {value}. Should be ISO8601."
            self.wrong(name, "DATE_TIME_TYPE_PARSE", says)
            return None
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()

    def choices(self, name: str, among: Collection[int | str]) -> list[Any] | None:
        """Read a list of different values among a few; None when it is not there."""
        if not self.has(name):
            return None
        found: list[Any] = []
        for index, value in self._items(name):
            path = (*self.path, name, index)
            if value not in among:
                values = ", ".join(map(str, among))
                self.form.wrong(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{values}}}.")
            elif value in found:
                self.form.wrong(path, "SET_TYPE_CONTAINS_DUPLICATES", "Contains duplicates")
            else:
                found.append(value)
        return found

    def child(self, name: str, *, required: bool = False) -> "Reader | None":
        """Read an object inside this one."""
        value = self._raw(name, required=required)
        if value is None:
            return None
        if isinstance(value, dict):
            return Reader(self.form, value, (*self.path, name))
        self.wrong(name, "DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        return None

    def each(
        self, name: str, *, most: int | None = None, least: int = 0, required: bool = False
    ) -> list["Reader"]:
        """Read a list of objects."""
        readers = []
        for index, value in self._items(name, most=most, least=least, required=required):
            path = (*self.path, name, index)
            if isinstance(value, dict):
                readers.append(Reader(self.form, value, path))
            else:
                says = "Only dictionaries may be used in a DictType"
                self.form.wrong(path, "DICT_TYPE_CONVERT", says)
        return readers

    def alone(self, name: str, *, most: int) -> list["Reader"]:
        """Read the only list there is, as if it were all the body."""
        readers = self.each(name, most=most)
        self.form.errors = self.form.errors.get(name, {})
        self.form.finish()
        for reader in readers:
            reader.path = reader.path[1:]
        return readers

    def _items(
        self, name: str, *, most: int | None = None, least: int = 0, required: bool = False
    ) -> list[tuple[int, Any]]:
        value = self._raw(name, required=required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(name, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if len(value) < least or (most is not None and len(value) > most):
            self._length(name, least, most if most is not None else len(value))
            if most is not None and len(value) > most:
                return []
        return list(enumerate(value))
