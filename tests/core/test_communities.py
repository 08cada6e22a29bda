"""Offices: who owns a market, whom its owners trust with what, and how that ends."""

import asyncio

import pytest

from core import communities, disputes
from core.accounts import Account
from core.communities import HOME, Invitation, Trust
from core.disputes import DisputeState
from core.kit.errors import NoSuchThing
from core.market import Market
from core.store import Tx
from tests.core.court import Court
from tests.core.trade import Trade


@pytest.fixture
async def olga(trade: Trade) -> Account:
    """Olga, whom the settings name as the market's owner; she has come before."""
    olga = await trade.meet("olga")
    await name(trade.market, "olga")
    return olga


async def name(market: Market, *numbers: str) -> None:
    """Start with these operators in the settings."""
    operators = [("town", number) for number in numbers]
    await market.do(lambda tx: communities.name_operators(tx, operators))


async def trust(trade: Trade, who: Account) -> Trust | None:
    """What somebody is trusted with."""
    office = await trade.does(who, communities.mine)
    return office.trust if office else None


async def appoint(trade: Trade, olga: Account, who: Account, what: str = "both") -> None:
    """Invite somebody, who comes."""
    invitation: Invitation = await trade.does(olga, communities.appoint, trust=what)
    await trade.does(who, communities.take_office, code=invitation.code)


async def test_the_settings_name_who_owns_the_market(trade: Trade, olga: Account):
    assert await trust(trade, olga) is Trust.OWN
    assert await trade.market.ask(lambda tx: communities.owners(tx, HOME)) == [olga.id]
    await name(trade.market, "olga", "stranger from afar")
    assert len(await trade.market.ask(lambda tx: communities.owners(tx, HOME))) == 2
    stranger = await trade.meet("stranger from afar")
    assert await trust(trade, stranger) is Trust.OWN, "and finds the office at the first visit"
    await name(trade.market, "stranger from afar")
    assert await trust(trade, olga) is None
    assert await trade.told(olga) == ["communities.dismissed"]
    await name(trade.market)
    assert await trade.market.ask(lambda tx: communities.owners(tx, HOME)) == []


async def test_the_settings_take_nothing_from_those_whom_owners_appointed(
    trade: Trade, olga: Account
):
    await appoint(trade, olga, trade.eve, "own")
    await appoint(trade, olga, trade.ben)
    await name(trade.market, "olga")
    await name(trade.market)
    assert await trust(trade, trade.eve) is Trust.OWN
    assert await trust(trade, trade.ben) is Trust.BOTH


@pytest.mark.parametrize("what", Trust)
async def test_an_invitation_is_an_office_for_whoever_comes_first(
    trade: Trade, olga: Account, what: Trust
):
    invitation = await trade.does(olga, communities.appoint, trust=what)
    seen = await trade.does(trade.eve, communities.invitation, code=invitation.code.lower())
    assert seen.trust is what
    await trade.does(trade.eve, communities.take_office, code=invitation.code)
    assert await trust(trade, trade.eve) is what
    assert await trade.told(olga) == ["communities.appointed"]
    for person in (trade.eve, trade.ben):
        with pytest.raises(communities.InvitationOver):
            await trade.does(person, communities.take_office, code=invitation.code)
    assert await trust(trade, trade.ben) is None


async def test_reading_and_deciding_are_two_rights(trade: Trade, olga: Account):
    for what, reads, decides in (
        ("read", True, False), ("decide", False, True), ("both", True, True), ("own", True, True),
    ):  # fmt: skip
        person = await trade.meet(f"trusted with {what}")
        await appoint(trade, olga, person, what)
        rights = await trade.does(person, _rights)
        assert rights == (reads, decides), what
    deciding = await trade.market.ask(lambda tx: communities.moderators(tx, HOME))
    assert len(deciding) == 4, "Olga decides, and whoever reads alone does not"


def _rights(tx: Tx, who: Account) -> tuple[bool, bool]:
    return communities.may_read(tx, who, HOME), communities.may_moderate(tx, who, HOME)


async def test_an_invitation_lasts_a_week(trade: Trade, olga: Account):
    invitation = await trade.does(olga, communities.appoint, trust="both")
    trade.clock.pass_by(days=6, hours=23)
    assert len(await trade.does(olga, communities.invitations)) == 1
    await trade.does(trade.eve, communities.invitation, code=invitation.code)
    trade.clock.pass_by(hours=1)
    assert list(await trade.does(olga, communities.invitations)) == []
    with pytest.raises(communities.InvitationOver):
        await trade.does(trade.eve, communities.take_office, code=invitation.code)


async def test_an_invitation_taken_back_opens_nothing(trade: Trade, olga: Account):
    invitation = await trade.does(olga, communities.appoint, trust="both")
    for person in (trade.eve, trade.ben):
        with pytest.raises(NoSuchThing):
            await trade.does(person, communities.uninvite, code=invitation.code)
    await trade.does(olga, communities.uninvite, code=invitation.code)
    with pytest.raises(NoSuchThing):
        await trade.does(olga, communities.uninvite, code=invitation.code)
    with pytest.raises(communities.InvitationOver):
        await trade.does(trade.eve, communities.take_office, code=invitation.code)


async def test_ten_invitations_may_wait(trade: Trade, olga: Account):
    codes = [(await trade.does(olga, communities.appoint, trust="read")).code for _n in range(10)]
    with pytest.raises(communities.InvitationsTooMany):
        await trade.does(olga, communities.appoint, trust="read")
    await trade.does(olga, communities.uninvite, code=codes[0])
    await trade.does(olga, communities.appoint, trust="read")


async def test_whoever_is_in_office_keeps_an_invitation_for_others(trade: Trade, olga: Account):
    invitation = await trade.does(olga, communities.appoint, trust="read")
    with pytest.raises(communities.AlreadyTrusted):
        await trade.does(olga, communities.take_office, code=invitation.code)
    await trade.does(trade.eve, communities.take_office, code=invitation.code)


async def test_only_owners_see_and_change_offices(trade: Trade, olga: Account):
    await appoint(trade, olga, trade.ben)
    invitation = await trade.does(olga, communities.appoint, trust="read")
    for person in (trade.eve, trade.ben):
        for verb, how in (
            (communities.appoint, {"trust": "own"}),
            (communities.uninvite, {"code": invitation.code}),
            (communities.own_invitation, {"code": invitation.code}),
            (communities.change, {"person": trade.ben.id, "trust": "read"}),
            (communities.dismiss, {"person": trade.ben.id}),
            (communities.colleagues, {}),
            (communities.invitations, {}),
            (communities.colleague, {"account_id": trade.ben.id}),
            (communities.former, {"account_id": trade.ana.id}),
        ):
            with pytest.raises(NoSuchThing):
                await trade.does(person, verb, **how)
    assert [one.person.id for one in await trade.does(olga, communities.colleagues)] == [
        trade.ben.id
    ]


async def test_an_owner_changes_what_a_moderator_may_do(trade: Trade, olga: Account):
    await appoint(trade, olga, trade.ben)
    change = {"person": trade.ben.id, "trust": "read"}
    await trade.does(olga, communities.change, **change)
    await trade.does(olga, communities.change, **change)
    assert await trust(trade, trade.ben) is Trust.READ
    assert await trade.told(trade.ben) == ["communities.changed"], "once, whatever is pressed"
    for no in ("own", "x", ""):
        with pytest.raises(communities.NotATrust):
            await trade.does(olga, communities.change, person=trade.ben.id, trust=no)
    with pytest.raises(NoSuchThing):
        await trade.does(olga, communities.change, person=trade.eve.id, trust="read")


async def test_a_moderator_is_dismissed_once(trade: Trade, olga: Account):
    await appoint(trade, olga, trade.ben)
    await trade.does(olga, communities.dismiss, person=trade.ben.id)
    assert await trust(trade, trade.ben) is None
    assert await trade.told(trade.ben) == ["communities.dismissed"]
    with pytest.raises(NoSuchThing):
        await trade.does(olga, communities.dismiss, person=trade.ben.id)
    with pytest.raises(NoSuchThing):
        await trade.does(olga, communities.dismiss, person=olga.id)
    await appoint(trade, olga, trade.ben, "read")
    assert await trust(trade, trade.ben) is Trust.READ, "and may be asked again"


async def test_owners_do_not_depose_each_other(trade: Trade, olga: Account):
    await appoint(trade, olga, trade.eve, "own")
    for verb, how in ((communities.dismiss, {}), (communities.change, {"trust": "read"})):
        with pytest.raises(communities.OwnersResign):
            await trade.does(trade.eve, verb, person=olga.id, **how)


async def test_the_last_owner_stays(trade: Trade, olga: Account):
    with pytest.raises(communities.NamedInSettings):
        await trade.does(olga, communities.resign)
    await appoint(trade, olga, trade.eve, "own")
    await name(trade.market)
    with pytest.raises(communities.LastOwner):
        await trade.does(trade.eve, communities.resign)
    await appoint(trade, trade.eve, trade.ben, "own")
    await trade.does(trade.eve, communities.resign)
    assert "communities.resigned" in await trade.told(trade.ben)
    assert await trust(trade, trade.eve) is None
    with pytest.raises(NoSuchThing):
        await trade.does(trade.eve, communities.resign)


async def test_invitations_end_with_the_office_they_were_written_in(trade: Trade, olga: Account):
    await appoint(trade, olga, trade.eve, "own")
    invitation = await trade.does(trade.eve, communities.appoint, trust="own")
    await trade.does(trade.eve, communities.resign)
    with pytest.raises(communities.InvitationOver):
        await trade.does(trade.eve, communities.take_office, code=invitation.code)


async def test_two_come_with_one_invitation_and_one_has_the_office(trade: Trade, olga: Account):
    invitation = await trade.does(olga, communities.appoint, trust="both")
    came = await asyncio.gather(
        *(
            trade.does(person, communities.take_office, code=invitation.code)
            for person in (trade.eve, trade.ben)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(one, communities.InvitationOver) for one in came) == 1
    assert [await trust(trade, who) for who in (trade.eve, trade.ben)].count(None) == 1


@pytest.mark.parametrize("verb", ["dismiss", "change", "resign"])
async def test_the_cases_of_somebody_who_goes_are_for_others(trade: Trade, verb: str):
    court = await Court(trade).begin()
    olga = await trade.meet("olga")
    await name(trade.market, "olga")
    await court.reach(DisputeState.HEARING)
    decision = await court.drafts(court.mo)
    await trade.told(court.mia)
    if verb == "resign":
        await trade.does(court.mo, communities.resign)
    else:
        how = {"trust": "read"} if verb == "change" else {}
        await trade.does(olga, getattr(communities, verb), person=court.mo.id, **how)
    assert await court.state() is DisputeState.MEDIATION
    assert await trade.told(court.mia) == ["disputes.waiting"]
    with pytest.raises(NoSuchThing):
        await trade.does(court.mo, disputes.decide, decision=decision)
    with pytest.raises(NoSuchThing):
        await court.does(court.mo, disputes.take)
    await court.does(court.mia, disputes.take)


async def test_a_moderator_who_is_trusted_with_more_keeps_their_cases(trade: Trade):
    court = await Court(trade).begin()
    olga = await trade.meet("olga")
    await name(trade.market, "olga")
    await court.reach(DisputeState.HEARING)
    await trade.does(olga, communities.change, person=court.mo.id, trust="both")
    assert await court.state() is DisputeState.HEARING
    assert (await court.stands()).moderator_id == court.mo.id
