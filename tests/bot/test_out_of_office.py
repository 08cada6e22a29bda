"""Being away, through the real bot: who plans it, who reads it, and how it ends by itself."""

from datetime import date, timedelta

import pytest

from bot.demo.people import Person
from bot.i18n import say
from core.cancellations import Reason
from core.kit.text import Text
from core.orders import OrderState
from tests.bot.parting import CROSSINGS, TWO, Parting, parting_in
from tests.bot.street import use
from tests.town import Town

AWAY = "{name} is away from {first} to {last}. The times of this order go on."
AGAIN = "The seller is away: this can be ordered again from {day}."
BACK = "Welcome back! Your absence is over, and your gigs can be ordered again."
REFUSED = "{name} is away and takes new orders again from {day}. Come back then, or look around."
NO_DAY = "There is no such day. Please write the day first, then the month: 24/12/2026."


async def plans(two: Parting, person: Person, first: date, last: date, *, writes: bool) -> None:
    """Plan an absence, by the command and its form."""
    await person.commands("absence")
    await use(person, "oo.nw")
    yes = say(Text("Yes" if writes else "No"), two.language(person))
    days = [f"{day:%d/%m/%Y}" for day in (first, last)]
    await person.answers(*days, "At the sea, without a laptop.", yes)
    assert two.reads(person, "{day}", day=last), "in words, before it counts"
    await use(person, "fo.su:")


def days_ahead(town: Town, *ahead: int) -> list[date]:
    today = town.app.clock().date()
    return [today + timedelta(days=n) for n in ahead]


async def looks_at_the_gig(two: Parting) -> int:
    await two.ben.commands("search")
    await use(two.ben, f"gi.se:{two.scene.gig}")
    return int(two.ben.last["id"])


@pytest.mark.parametrize(("platform", "locale"), CROSSINGS)
async def test_away_and_back_by_oneself(town: Town, platform: str, locale: str) -> None:
    two = await parting_in(town, platform, locale)
    ana, ben = two.ana, two.ben
    first, last, back = days_ahead(town, 1, 3, 4)
    await two.begin(OrderState.IN_PROGRESS)
    due = (await two.stands()).due_at
    card = await two.opens(ben)
    gig = await looks_at_the_gig(two)
    old = next(b["payload"] for b in ben.last["buttons"] if b["payload"].startswith("gi.or"))
    await plans(two, ana, first, last, writes=False)
    assert two.reads(ana, "Planned. You are back by yourself on the day of your return.")
    assert two.reads(ana, "Nobody is asked to write to you meanwhile.")
    await ben.look()
    assert two.says(ben, card, AWAY, name="Ana", first=first, last=last), "his card is drawn anew"
    assert two.says(ben, card, "At the sea, without a laptop.")
    assert (await two.stands()).due_at == due
    await looks_at_the_gig(two)
    assert "gi.or" in two.wires(ben), "she is not away yet"

    await town.pass_time("P1D")
    await ben.presses_raw(old, message=gig)
    assert two.reads(ben, REFUSED, name="Ana", day=back)
    await looks_at_the_gig(two)
    assert two.reads(ben, AGAIN, day=back)
    assert "gi.or" not in two.wires(ben)
    await ana.commands("absence")
    await use(ana, "oo.wr:")
    assert two.reads(ana, "People may write to you meanwhile.")
    assert {"oo.ba", "oo.nx"} <= two.wires(ana)

    await town.pass_time("P3D")
    await two.look()
    assert two.times(ana, BACK) == 1
    assert not two.says(ben, card, AWAY, name="Ana", first=first, last=last)
    await looks_at_the_gig(two)
    assert "gi.or" in two.wires(ben)


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_back_before_the_day(town: Town, platform: str, locale: str) -> None:
    two = await parting_in(town, platform, locale)
    today, last = days_ahead(town, 0, 9)
    await plans(two, two.ana, today, last, writes=True)
    await looks_at_the_gig(two)
    assert "gi.or" not in two.wires(two.ben)
    await two.ana.commands("profile")
    says = two.words(two.ana, "Away from {first} to {last}", first=today, last=last)
    assert says in two.words(two.ana, "{all}", all=two.ana.sees)
    await use(two.ana, "oo.ba:")
    assert two.reads(two.ana, "You are here: your gigs can be ordered.")
    await looks_at_the_gig(two)
    assert "gi.or" in two.wires(two.ben)


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_the_silent_side_had_said_to_be_away(town: Town, platform: str, locale: str) -> None:
    """The two days last until a day after the return; the asker reads why."""
    two = await parting_in(town, platform, locale)
    today, last, back = days_ahead(town, 0, 3, 4)
    await two.begin(OrderState.DELIVERED)
    await plans(two, two.ana, today, last, writes=True)
    await two.fills(two.ben, Reason.NOT_NEEDED)
    longer = "{name} is back on {day}: that is why there is more time to answer than usual."
    assert two.reads(two.ben, longer, name="Ana", day=back)
    await use(two.ben, "fo.su:")
    [request] = await two.requests()
    assert request.ends_at.date() == back + timedelta(days=1)
    await town.pass_time("P4D")
    assert (await two.stands()).state is OrderState.DELIVERED
    await two.look()
    await use(two.ana, "ca.no:")
    assert two.reads(two.ana, "You carry on. Every clock runs from where it stood.")


@pytest.mark.parametrize(("platform", "locale"), TWO)
async def test_days_are_written_the_day_first(town: Town, platform: str, locale: str) -> None:
    two = await parting_in(town, platform, locale)
    ana = two.ana
    first, last = days_ahead(town, 1, 3)
    await ana.commands("absence")
    await use(ana, "oo.nw")
    if platform == "telegram":
        await ana.answers("next week")
        assert two.reads(ana, "Please write a day, month and year, such as 24/12/2026.")
        await ana.answers("12/24/2026")
        assert two.reads(ana, NO_DAY)
        await ana.answers(f"{first:%Y-%m-%d}", f"{last:%d.%m.%Y}", "", say(Text("Yes"), locale))
    else:
        await ana.answers("12/24/2026", f"{last:%d.%m.%Y}", "", say(Text("Yes"), locale))
        assert two.reads(ana, NO_DAY)
        await ana.answers(f"{first:%Y-%m-%d}")
    await use(ana, "fo.su:")
    assert two.reads(ana, "Planned. You are back by yourself on the day of your return.")
