"""Reports in any state: what stories about them begin with."""

from core import relay, reports
from core.kit.ids import AccountId, GigId, MessageId, ReportId
from core.reports import ReportState
from tests.bot.scene import Scene, meet

WORDS = "I have seen this logo elsewhere."
WARNING = {"rule": "stolen", "evidence": "The logo is somebody else's."}


async def report_in(scene: Scene, state: ReportState, thing: str = "") -> ReportId:
    """Bring a report as far as this state: Rob's, of Ana's gig unless it is said; Mo has it."""
    mo, rob = await scene.moderator(), await meet(scene.market, "Rob")
    subject = thing or f"gig:{scene.gig}"
    made = await scene.does(rob, reports.make, thing=subject, reason="copied", words=WORDS)
    report = ReportId(made.id)
    if state is not ReportState.WAITING:
        await scene.does(mo, reports.take, report=report)
    if state is ReportState.UPHELD:
        await scene.does(mo, reports.uphold, report=report, **WARNING)
    if state is ReportState.DISMISSED:
        await scene.does(mo, reports.dismiss, report=report)
    return report


async def reported_gig(scene: Scene, state: ReportState) -> ReportId:
    """Bring a report of one more gig of Ana's as far as this state."""
    kept = scene.gig
    await scene.sells(title=f"A gig, {state}")
    report = await report_in(scene, state)
    scene.gig = kept
    return report


async def suspended_gig(scene: Scene) -> GigId:
    """A gig of Ana's that Mo took off the market."""
    kept, gig = scene.gig, await scene.sells(title="Somebody else's logo")
    report = await report_in(scene, ReportState.TAKEN)
    scene.gig = kept
    mo = await scene.moderator()
    await scene.does(mo, reports.suspend, report=report, words="The pictures are not yours.")
    return gig


async def reported_message(scene: Scene) -> tuple[MessageId, ReportId]:
    """Ana answers Rob with a file, and he reports it; Mo has the report."""
    rob = await meet(scene.market, "Rob")
    await scene.does(rob, relay.write, person=AccountId(scene.ana.id), words="How much is it?")
    files = [await scene.file(scene.ana)]
    said = await scene.does(
        scene.ana, relay.write, person=AccountId(rob.id), words="Pay me elsewhere.", files=files
    )
    report = await report_in(scene, ReportState.TAKEN, f"message:{said.id}")
    return MessageId(said.id), report
