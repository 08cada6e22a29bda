"""The life of money on its way from a wallet back to where it came from."""

from enum import StrEnum

from core.kit.states import Role, Row, Table


class RepaymentState(StrEnum):
    """Where a repayment stands."""

    ASKED = "asked"  # out of the wallet; the provider knows nothing yet
    SENDING = "sending"  # the provider may know; it is asked before anything is sent again
    SENT = "sent"  # the provider has it
    FAILED = "failed"  # the provider refused; it is in the wallet again


ASKED, SENDING, SENT, FAILED = RepaymentState
MARKET = Role.MARKET
UNDERWAY = (ASKED, SENDING)

# fmt: off
REPAYMENT = Table(
    "repayment",
    #    in        can        becomes    by
    Row(ASKED,    "claim",    SENDING,  (MARKET,)),
    Row(SENDING,  "confirm",  SENT,     (MARKET,)),
    Row(SENDING,  "fail",     FAILED,   (MARKET,)),
)
# fmt: on
