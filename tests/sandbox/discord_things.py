"""A command and its parts, as several stories use them."""

from tests.sandbox.discord_town import Json

GIG: Json = {
    "name": "gig",
    "description": "Offer a service",
    "name_localizations": {"fr": "prestation"},
    "description_localizations": {"fr": "Proposer un service"},
    "options": [
        {"type": 3, "name": "title", "description": "What", "required": True, "max_length": 20},
        {
            "type": 4,
            "name": "price",
            "name_localizations": {"fr": "prix"},
            "description": "How much",
            "min_value": 5,
        },
        {"type": 6, "name": "buyer", "description": "For whom"},
        {"type": 5, "name": "urgent", "description": "Is it?"},
        {
            "type": 3,
            "name": "kind",
            "description": "Kind",
            "choices": [{"name": "Logo", "value": "logo", "name_localizations": {"fr": "Signe"}}],
        },
        {"type": 3, "name": "tag", "description": "Tag", "autocomplete": True},
        {"type": 11, "name": "sample", "description": "File"},
    ],
    "integration_types": [0, 1],
    "contexts": [0, 1],
}


def row(*buttons: Json) -> Json:
    return {"type": 1, "components": list(buttons)}


def button(label: str, custom_id: str, **more: object) -> Json:
    return {"type": 2, "style": 1, "label": label, "custom_id": custom_id, **more}
