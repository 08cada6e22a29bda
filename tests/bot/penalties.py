"""Warnings in any state: what stories about moderation begin with."""

from core import warnings
from core.accounts import Account
from core.kit.ids import AccountId, WarningId
from core.warnings import Rule, WarningState
from tests.bot.scene import Scene, meet

EVIDENCE = "You wrote it in capitals, three times."


async def judge(scene: Scene) -> Account:
    """Another moderator: Mia."""
    return await scene.moderator(await meet(scene.market, "Mia"))


async def warns(scene: Scene, rule: Rule = Rule.INSULTS, whom: Account | None = None) -> WarningId:
    """Mo warns Ana, or somebody else."""
    mo, person = await scene.moderator(), AccountId((whom or scene.ana).id)
    given = await scene.does(mo, warnings.issue, person=person, rule=rule, evidence=EVIDENCE)
    return WarningId(given.id)


async def warning_in(scene: Scene, state: WarningState, whom: Account | None = None) -> WarningId:
    """Bring a warning as far as this state; Mo gives it, and Mia decides on the appeal."""
    warning, mia = await warns(scene, whom=whom), await judge(scene)
    if state is WarningState.EXPIRED:
        await scene.market.do(lambda tx: warnings.expire(tx, warning))
    if state in (WarningState.APPEALED, WarningState.UPHELD, WarningState.LIFTED):
        await scene.does(whom or scene.ana, warnings.appeal, warning=warning, words="Not me.")
    if state is WarningState.UPHELD:
        await scene.does(mia, warnings.uphold, warning=warning, words="You.")
    if state is WarningState.LIFTED:
        await scene.does(mia, warnings.lift, warning=warning, words="Not you.")
    return warning
