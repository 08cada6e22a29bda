"""Three people, a gig, and orders in any state: what most stories of trouble begin with."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from core import (
    accounts,
    briefs,
    cancellations,
    checkout,
    communities,
    deliveries,
    disputes,
    drafts,
    files,
    gigs,
    linking,
    milestones,
    offers,
    orders,
    out_of_office,
    relay,
    resolution,
)
from core.accounts import Account
from core.briefs import Brief, BriefState
from core.communities import HOME, Office, Rank
from core.disputes import Decision, Dispute, DisputeState
from core.files import Blobs
from core.gigs import Gig
from core.kit.errors import Refusal
from core.kit.ids import (
    AbsenceId,
    BriefId,
    CancellationId,
    DisputeId,
    GigId,
    MilestoneId,
    OfferId,
    OrderId,
    RequestId,
    new_id,
)
from core.kit.money import Money
from core.linking import LinkCode
from core.market import Market
from core.offers import Counter, Offer, OfferState
from core.orders import Extra, Order, OrderState
from core.relay import Message
from core.resolution import RequestKind
from core.store import Tx
from tests.bot.watching import dump

T = TypeVar("T")
EUR = "EUR"
WORK = "Here is the work: https://example.org/logo.svg"
GIG: dict[str, Any] = {
    "title": "A logo that lasts", "category": "design",
    "description": "Two drafts, one logo, every file you will ever need.", "tags": ("logo",),
    "tiers": "one", "essential_price": Money(50_00, EUR), "essential_days": 4,
    "essential_revisions": "1", "essential_includes": "Two drafts",
}  # fmt: skip
OFFER: dict[str, Any] = {
    "title": "A logo for you", "scope": "Two drafts, one logo, every file.", "steps": "1",
    "price": Money(80_00, EUR), "days": 5, "revisions": "2", "asks": "yes",
}  # fmt: skip
STAGE: dict[str, Any] = {
    "title": "Sketches", "deliverable": "Three drafts", "price": Money(30_00, EUR), "days": 3,
    "revisions": "1",
}  # fmt: skip
STEPS: dict[str, Any] = {
    "title": "A whole identity", "scope": "A logo, colours, a letter.", "steps": "3",
    "stages": [STAGE, {**STAGE, "title": "Colours"}, {**STAGE, "title": "Letters"}],
}  # fmt: skip
TALK: dict[RequestKind, tuple[Callable[..., Any], dict[str, Any]]] = {
    RequestKind.EXTEND: (resolution.extend, {"days": 2, "reason": "The printer is late"}),
    RequestKind.MODIFY: (resolution.modify, {"scope": "A poster", "price": Money(10_00, EUR)}),
    RequestKind.EXTRA: (resolution.add_extras, {"extras": [Extra("A card", Money(9_00, EUR), 1)]}),
    RequestKind.REFUND: (resolution.refund, {"percent": 20, "reason": "A draft is missing"}),
}
# Anybody's visit moves these.


class Undo(Exception):
    """Carries a result out of a transaction of which nothing shall stay."""

    def __init__(self, result: Any) -> None:
        super().__init__()
        self.result = result


@dataclass
class Scene:
    """Ana sells, Ben buys; whoever else there is looks on."""

    market: Market
    ana: Account
    ben: Account
    gig: GigId = field(default=GigId(""))
    blobs: Blobs | None = None

    async def does(self, who: Account, verb: Callable[..., T], **how: Any) -> T:
        """Somebody does something, in a transaction of its own."""
        return await self.market.do(lambda tx: verb(tx, accounts.by_id(tx, who.id), **how))

    async def sells(self, **changes: Any) -> GigId:
        """Ana is a seller and publishes a gig."""
        if not (await self.market.ask(lambda tx: accounts.by_id(tx, self.ana.id))).sells:
            profile = {"name": self.ana.name, "languages": ["en"], "bio": "I draw."}
            await self.does(self.ana, accounts.start_selling, **profile)
        gig: Gig = await self.does(self.ana, gigs.publish, **{**GIG, **changes})
        self.gig = GigId(gig.id)
        return self.gig

    async def order_in(self, state: OrderState, gig: GigId | None = None) -> OrderId:
        """Bring an order of Ben's as far as this state."""
        if state is OrderState.AWAITING_FUNDING:
            return await self.steps_in(state)
        placed: Order = await self.does(
            self.ben, checkout.place, gig=gig or self.gig, tier="essential", quantity=1,
            seen=50_00, key=new_id(),
        )  # fmt: skip
        order = OrderId(placed.id)
        if state is OrderState.AWAITING_PAYMENT:
            return order
        if state is OrderState.CANCELLED:
            await self.does(self.ben, orders.abandon, order=order)
            return order
        await self.does(self.ben, orders.pay, order=order, provider="sandbox")
        if state is OrderState.REQUIREMENTS:
            return order
        if (await self.state(order)) is OrderState.REQUIREMENTS:
            answers = {"q1": "Bénédicte & fils", orders.ATTACHED: [await self.file(self.ben)]}
            await self.does(self.ben, orders.answer, order=order, answers=answers)
        if state is OrderState.IN_PROGRESS:
            return order
        sent = [await self.file(self.ana)]
        await self.does(self.ana, deliveries.deliver, order=order, message=WORK, files=sent)
        if state is OrderState.COMPLETED:
            await self.does(self.ben, orders.accept, order=order)
        if state is OrderState.IN_REVISION:
            await self.does(self.ben, deliveries.request_revision, order=order, comment="Bigger")
        return order

    async def steps_in(self, state: OrderState, *, ahead: bool = False) -> OrderId:
        """Bring an order of Ben's in three milestones as far as this state of the first one.

        Or, `ahead`, with the second one paid too.
        """
        await self.does(self.ana, self.introduced)
        offer = OfferId((await self.does(
            self.ana, offers.send, occasion=f"person:{self.ben.id}:", **STEPS
        )).id)  # fmt: skip
        order = OrderId((await self.does(self.ben, offers.accept, offer=offer)).id)
        if state is OrderState.AWAITING_PAYMENT:
            return order
        await self.does(self.ben, orders.pay, order=order, provider="sandbox")
        if ahead:
            await self.funds(order)
        if state is OrderState.IN_PROGRESS:
            return order
        await self.does(self.ana, deliveries.deliver, order=order, message=WORK)
        if state is OrderState.AWAITING_FUNDING:
            await self.does(self.ben, orders.accept, order=order)
        elif state is OrderState.COMPLETED:
            await self.does(self.ben, orders.accept_and_stop, order=order)
        elif state is OrderState.IN_REVISION:
            await self.does(self.ben, deliveries.request_revision, order=order, comment="Bigger")
        return order

    async def funds(self, order: OrderId) -> None:
        """Ben pays for the next milestone."""
        await self.does(
            self.ben, milestones.pay, milestone=await self.to_fund(order), provider="sandbox"
        )

    async def to_fund(self, order: OrderId) -> MilestoneId:
        """The milestone of an order that is paid next."""

        def look(tx: Tx) -> MilestoneId:
            found = milestones.next_to_fund(tx, self.ben, orders.get(tx, order))
            assert found is not None
            return MilestoneId(found.id)

        return await self.market.ask(look)

    async def very_late(self) -> OrderId:
        """An order that should have been delivered two days ago."""
        order = await self.order_in(OrderState.IN_PROGRESS)
        due = timedelta(days=-GIG["essential_days"] - 2)
        await self.market.do(lambda tx: orders.extend(tx, orders.get(tx, order), due))
        return order

    async def asked_by(
        self, side: str, state: OrderState = OrderState.DELIVERED
    ) -> tuple[OrderId, CancellationId]:
        """An order that Ana or Ben asked to cancel, and the request."""
        order = await self.order_in(state)
        who = self.ana if side == "Ana" else self.ben
        given = {"reason": "agreed", "note": "Let us stop here.", "share": Money(10_00, EUR)}
        request = await self.does(who, cancellations.ask, order=order, **given)
        return order, CancellationId(request.id)

    async def talked_about(
        self, kind: RequestKind, side: str, state: OrderState = OrderState.IN_PROGRESS
    ) -> tuple[OrderId, RequestId]:
        """An order, and what Ana or Ben asks for in its Resolution Center."""
        order = await self.order_in(state)
        verb, given = TALK[kind]
        request = await self.does(
            self.ana if side == "Ana" else self.ben, verb, order=order, **given
        )
        return order, RequestId(request.id)

    async def offer_in(self, state: OfferState) -> OfferId:
        """Bring an offer of Ana's to Ben as far as this state, a counter-offer waiting on it."""
        await self.does(self.ana, self.introduced)
        sent: Offer = await self.does(
            self.ana, offers.send, occasion=f"person:{self.ben.id}:{self.gig}", **OFFER
        )
        offer = OfferId(sent.id)
        half = {"price": Money(40_00, EUR), "days": 5, "scope": "One draft"}
        if state is not OfferState.SENT:
            await self.does(self.ben, offers.counter, offer=offer, **half)
        ends: dict[OfferState, tuple[Account, Callable[..., Any], dict[str, Any]]] = {
            OfferState.ACCEPTED: (self.ben, offers.accept, {}),
            OfferState.DECLINED: (self.ben, offers.decline, {"reason": "Too dear"}),
            OfferState.WITHDRAWN: (self.ana, offers.withdraw, {}),
            OfferState.SUPERSEDED: (self.ana, offers.revise, {**OFFER, "days": 9}),
        }
        if state is OfferState.EXPIRED:
            await self.market.do(lambda tx: offers.expire(tx, offer))
        elif state in ends:
            who, verb, how = ends[state]
            await self.does(who, verb, offer=offer, **how)
        return offer

    async def is_also(self, platform: str, who: Account) -> None:
        """Somebody is the same person on another platform; a third one waits for anybody."""
        code: LinkCode = await self.does(who, linking.invite)

        def joins(tx: Tx) -> None:
            new = accounts.identify(tx, platform=platform, external_id="1", name="E.", locale="en")
            linking.link(tx, new, code=code.code)
            far = accounts.identify(tx, platform="abroad", external_id="1", name="F.", locale="en")
            linking.invite(tx, far)

        await self.market.do(joins)

    async def every_order(self) -> list[OrderId]:
        """The orders there are."""
        return await self.market.ask(
            lambda tx: [OrderId(name) for name in tx.db.execute(select(Order.id)).scalars()]
        )

    async def talk(self) -> dict[str, str]:
        """What Ben wrote to Ana, and the conversation where it stands."""
        how: dict[str, Any] = {"person": self.ana.id, "words": "Hi! " * 200}
        said: Message = await self.does(self.ben, relay.write, **how)
        return {"message": said.id, "conversation": said.conversation_id}

    def introduced(self, tx: Tx, ana: Account) -> None:
        """Ana named Ben in a group, and threw away what she began to offer there."""
        how = {"price": Money(80_00, EUR), "days": 5}
        offers.prepare(tx, ana, person=self.ben.id, title="A logo", **how)  # type: ignore[arg-type]
        [draft, *_] = drafts.open_ones(tx, ana)
        drafts.close(tx, ana, draft)

    async def counter_to(self, offer: OfferId) -> str:
        """The counter-offer that was made to an offer."""
        query = select(Counter.id).where(Counter.offer_id == offer)
        return await self.market.ask(lambda tx: tx.db.execute(query).scalars().first() or "")

    async def brief_in(self, state: BriefState) -> BriefId:
        """Bring a brief of Ben's as far as this state, with an offer of Ana's to it."""
        wanted = {"title": "A logo for a bakery", "wanted": "Something warm, with a loaf in it."}
        posted: Brief = await self.does(self.ben, briefs.post, **wanted)
        brief = BriefId(posted.id)
        await self.does(self.ana, offers.send, occasion=f"brief:{brief}:", **OFFER)
        if state is BriefState.CLOSED:
            await self.does(self.ben, briefs.close, brief=brief)
        elif state is BriefState.CHOSEN:
            await self.market.do(lambda tx: briefs.choose(tx, brief))
        elif state is BriefState.EXPIRED:
            await self.market.do(lambda tx: briefs.expire(tx, brief))
        return brief

    async def moderator(self, who: Account | None = None) -> Account:
        """Somebody who moderates the market: Mo, unless it is somebody else."""
        person = who or await meet(self.market, "Mo")
        office = {"community_id": HOME, "account_id": person.id, "rank": Rank.MODERATOR}
        await self.market.do(lambda tx: tx.db.merge(Office(**office)))
        return person

    async def owner(self, who: Account | None = None) -> tuple[Account, str]:
        """Olga, who owns the market; Mo moderates it, and somebody is invited by this code."""
        olga, _mo = who or await meet(self.market, "Olga"), await self.moderator()
        office = {"community_id": HOME, "account_id": olga.id, "rank": Rank.OWNER, "reads": True}
        await self.market.do(lambda tx: tx.db.merge(Office(**office)))
        invitation = await self.does(olga, communities.appoint, trust="both")
        return olga, str(invitation.code)

    async def disputed_in(self, state: DisputeState) -> tuple[OrderId, DisputeId]:
        """Bring an order that Ben disputes as far as this state; Mo judges it."""
        order, mo = await self.order_in(OrderState.DELIVERED), await self.moderator()
        said = {"words": "It is not right.", "files": [await self.file(self.ben)]}
        await self.does(self.ben, orders.write, order=order, **said)
        opened: Dispute = await self.does(
            self.ben, disputes.open_case, order=order, complaint="outside", **said
        )
        case = DisputeId(opened.id)
        way: list[Callable[[], Awaitable[Any]]] = [
            lambda: self.does(self.ana, disputes.answer, dispute=case, words="It is right."),
            lambda: self.does(self.ana, disputes.propose, dispute=case, outcome="pay"),
            lambda: self.market.do(lambda tx: disputes.refer(tx, case)),
            lambda: self.does(mo, disputes.take, dispute=case),
            lambda: self.does(mo, disputes.ask, dispute=case, to="seller", words="Which file?"),
            lambda: self._drafted(mo, case),
            lambda: self._decided(mo, case),
        ]
        steps = {
            DisputeState.OPENED: 0, DisputeState.SETTLING: 2, DisputeState.MEDIATION: 3,
            DisputeState.HEARING: 6,
        }  # fmt: skip
        for step in way[: steps.get(state, len(way))]:
            await step()
        if state is DisputeState.EXECUTED:
            await self.market.do(lambda tx: disputes.execute(tx, case))
        elif state is DisputeState.APPEALED:
            await self.does(self.ana, disputes.appeal, dispute=case, words="Please look again.")
        elif state in (DisputeState.SETTLED, DisputeState.WITHDRAWN):
            outcome = "resume" if state is DisputeState.SETTLED else "withdraw"
            proposed = await self.does(self.ben, disputes.propose, dispute=case, outcome=outcome)
            await self.does(self.ana, disputes.accept, dispute=case, nth=proposed.proposals)
        return order, case

    async def _drafted(self, mo: Account, case: DisputeId) -> None:
        how = {"outcome": "split", "share": Money(20_00, EUR), "ruling": "partly_done"}
        await self.does(mo, disputes.draft, dispute=case, **how)

    async def _decided(self, mo: Account, case: DisputeId) -> None:
        drafts = select(Decision.id).where(Decision.dispute_id == case)
        found = await self.market.ask(lambda tx: tx.db.execute(drafts).scalar_one())
        await self.does(mo, disputes.decide, decision=found)

    async def absent(self, who: Account, ahead: int = 0) -> AbsenceId:
        """Somebody is away for two days, from today or from so many days ahead."""
        first = self.market.now().date() + timedelta(days=ahead)
        dates = {"first": first, "last": first + timedelta(days=1)}
        said = {"message": "At the sea.", "may_write": "yes"}
        made = await self.does(who, out_of_office.declare, **dates, **said)
        return AbsenceId(made.id)

    async def state(self, order: OrderId) -> OrderState:
        return (await self.market.ask(lambda tx: orders.get(tx, order))).state

    async def file(self, owner: Account, name: str = "logo.txt") -> str:
        """A stored file of somebody's; its bytes are kept where there is a place for them."""
        digest = self.blobs.put(b"file") if self.blobs else hashlib.sha256(b"file").hexdigest()
        kept = await self.does(
            owner, files.keep, name=name, mime="text/plain", size=4, digest=digest
        )
        return str(kept.id)

    async def rows(self) -> dict[str, list[Any]]:
        """Everything the market knows, but who was here."""
        return await self.market.ask(dump)

    async def pretend(self, work: Callable[[Tx], T]) -> T | Refusal:
        """Do something and undo it all; return what came of it, or the refusal."""

        def unit(tx: Tx) -> None:
            raise Undo(work(tx))

        try:
            await self.market.do(unit)
        except Undo as done:
            result: T = done.result
            return result
        except Refusal as no:
            return no
        raise AssertionError("unreachable")


async def meet(market: Market, name: str) -> Account:
    """Let somebody come to the desk."""
    return await market.do(
        lambda tx: accounts.identify(tx, platform="desk", external_id=name, name=name, locale="en")
    )
