"""Answers begun and not yet handed in: they outlive restarts and change of platform."""

from core.drafts.models import Draft
from core.drafts.service import begin, close, current, get, park, parked, save

__all__ = ["Draft", "begin", "close", "current", "get", "park", "parked", "save"]
