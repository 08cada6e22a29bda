"""Short names for things: easy to read aloud, to type, and to fit in a button."""

import secrets
from typing import NewType

AccountId = NewType("AccountId", str)
CommunityId = NewType("CommunityId", str)
InvitationCode = NewType("InvitationCode", str)
FileId = NewType("FileId", str)
GigId = NewType("GigId", str)
OrderId = NewType("OrderId", str)
PaymentId = NewType("PaymentId", str)
DeliveryId = NewType("DeliveryId", str)
ClearingId = NewType("ClearingId", str)
RequestId = NewType("RequestId", str)
CancellationId = NewType("CancellationId", str)
BriefId = NewType("BriefId", str)
OfferId = NewType("OfferId", str)
CounterId = NewType("CounterId", str)
DisputeId = NewType("DisputeId", str)
DecisionId = NewType("DecisionId", str)
TicketId = NewType("TicketId", str)
ConversationId = NewType("ConversationId", str)
MessageId = NewType("MessageId", str)
AbsenceId = NewType("AbsenceId", str)
MilestoneId = NewType("MilestoneId", str)
WarningId = NewType("WarningId", str)
RepaymentId = NewType("RepaymentId", str)
ReportId = NewType("ReportId", str)

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: nothing looks like a digit
LENGTH = 8  # 32 ** 8: a trillion names


def new_id(length: int = LENGTH) -> str:
    """Draw a fresh short name."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
