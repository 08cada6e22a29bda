"""Everything the platforms tell us, kept before it is confirmed, with the answer once given."""

from core.inbox.models import Letter
from core.inbox.service import answer, forget_old, receive, told, unanswered, untold

__all__ = ["Letter", "answer", "forget_old", "receive", "told", "unanswered", "untold"]
