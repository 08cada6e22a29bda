"""A watch on the market: something to report, those who do, and those who look into it."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import select

from core import relay, reports
from core.accounts import Account
from core.communities import HOME, Claim, Look, Office, Rank
from core.gigs import Gig
from core.kit.ids import AccountId, MessageId, ReportId
from core.reports import Report, ReportState
from tests.core.shop import publish
from tests.core.trade import Trade

T = TypeVar("T")
WORDS = "I have seen this logo elsewhere."
WHY = "The pictures are not yours."
WARNING: dict[str, Any] = {"rule": "stolen", "evidence": "The logo is somebody else's."}


class Watch:
    """Ana sells and is reported by Ben; Mo and Mia moderate, Rita only reads, Eve looks on."""

    def __init__(self, trade: Trade) -> None:
        self.trade = trade
        self.ana, self.ben, self.eve = trade.ana, trade.ben, trade.eve

    async def begin(self) -> "Watch":
        self.mo, self.mia, self.rita = [
            await self.trade.meet(name) for name in ("mo", "mia", "rita")
        ]
        for person in (self.mo, self.mia):
            await self.appoint(person)
        await self.appoint(self.rita, reads=True, decides=False)
        self.gig: Gig = await publish(self.trade)
        return self

    async def appoint(self, person: Account, **rights: bool) -> None:
        office = {"community_id": HOME, "account_id": person.id, "rank": Rank.MODERATOR}
        await self.trade.market.do(lambda tx: tx.db.merge(Office(**office, **rights)))

    async def writes(self, words: str, by: Account | None = None) -> MessageId:
        """Ben writes to Ana, or somebody else does to whom they talk with."""
        author = by or self.ben
        to = self.ana if author.id != self.ana.id else self.ben
        said = await self.trade.does(author, relay.write, person=AccountId(to.id), words=words)
        return MessageId(said.id)

    async def makes(
        self, thing: str = "", by: Account | None = None, reason: str = "copied", **how: Any
    ) -> ReportId:
        """Ben reports Ana's gig, or something else."""
        given = {"thing": thing or self.gig.subject, "reason": reason, "words": WORDS, **how}
        return ReportId((await self.trade.does(by or self.ben, reports.make, **given)).id)

    async def does(self, who: Account, verb: Callable[..., T], report: ReportId, **how: Any) -> T:
        return await self.trade.does(who, verb, report=report, **how)

    async def reach(self, state: ReportState, thing: str = "") -> ReportId:
        """Bring a new report as far as this state; Mo has it."""
        report = await self.makes(thing)
        if state is not ReportState.WAITING:
            await self.does(self.mo, reports.take, report)
        if state is ReportState.UPHELD:
            await self.does(self.mo, reports.uphold, report, **WARNING)
        if state is ReportState.DISMISSED:
            await self.does(self.mo, reports.dismiss, report)
        return report

    async def stands(self, report: ReportId) -> Report:
        return await self.trade.market.ask(lambda tx: reports.get(tx, report))

    async def state(self, report: ReportId) -> ReportState:
        return (await self.stands(report)).state

    async def verbs(self, who: Account, report: ReportId) -> tuple[str, ...]:
        """What somebody may do now."""
        return await self.trade.market.ask(
            lambda tx: reports.verbs(tx, who, reports.get(tx, report))
        )

    async def duties(self, who: Account) -> list[tuple[ReportId, Claim]]:
        """What waits for somebody in office, what falls due first on top."""
        found = await self.trade.does(who, reports.duties, most=20)
        return [(ReportId(duty.thing[0].id), duty.claim) for duty in found]

    async def lookers(self, kind: str) -> list[str]:
        """Whoever looked into something of this kind."""
        query = select(Look.account_id).where(Look.subject.startswith(kind)).order_by(Look.id)
        return await self.trade.market.ask(lambda tx: list(tx.db.execute(query).scalars()))
