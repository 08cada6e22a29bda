"""Tickets in any state: what stories about support begin with."""

from core import support
from core.kit.ids import TicketId
from core.support import TicketState
from tests.bot.scene import Scene

TICKET = {"title": "A broken file", "words": "The file I was sent does not open."}


async def ticket_in(scene: Scene, state: TicketState) -> TicketId:
    """Bring a ticket of Ben's as far as this state; Mo has it."""
    mo, ben = await scene.moderator(), scene.ben
    opened = await scene.does(ben, support.open_ticket, **TICKET)
    ticket = TicketId(opened.id)
    if state is TicketState.WAITING:
        return ticket
    await scene.does(mo, support.take, ticket=ticket)
    if state is TicketState.ASKED:
        await scene.does(mo, support.ask, ticket=ticket, words="Which file?")
    if state in (TicketState.ANSWERED, TicketState.CLOSED, TicketState.FILED):
        await scene.does(mo, support.answer, ticket=ticket, words="Try the other one.")
    if state in (TicketState.CLOSED, TicketState.FILED):
        await scene.does(ben, support.close, ticket=ticket)
    if state is TicketState.FILED:
        await scene.market.do(lambda tx: support.file(tx, ticket))
    return ticket
