"""What people see of disputes: the order's card, the case, settling, judging, notices."""

from bot.screens.disputes import card, notices, paper
from bot.screens.disputes.actions import (
    AcceptProposal,
    AnswerDispute,
    AppealDecision,
    AskSide,
    CheckDecision,
    ChooseOutcome,
    DecideCase,
    GetCaseFile,
    GetEvidence,
    GiveDecision,
    HandBackCase,
    OpenDispute,
    ProposeSettlement,
    ReadMessage,
    ReadMessages,
    ReplyToModerator,
    SealAmount,
    SendProposal,
    ShowDispute,
    TakeCase,
)
from bot.screens.disputes.case import case_file_page, dispute_page, evidence_page
from bot.screens.disputes.judging import case_page, check_decision, give_decision
from bot.screens.disputes.settling import confirm_proposal, ways_to_settle
from bot.screens.disputes.talk import message_page, talk_page
from bot.screens.disputes.words import OUTCOMES, outcome_lines

__all__ = [
    "OUTCOMES",
    "AcceptProposal",
    "AnswerDispute",
    "AppealDecision",
    "AskSide",
    "CheckDecision",
    "ChooseOutcome",
    "DecideCase",
    "GetCaseFile",
    "GetEvidence",
    "GiveDecision",
    "HandBackCase",
    "OpenDispute",
    "ProposeSettlement",
    "ReadMessage",
    "ReadMessages",
    "ReplyToModerator",
    "SealAmount",
    "SendProposal",
    "ShowDispute",
    "TakeCase",
    "card",
    "case_file_page",
    "case_page",
    "check_decision",
    "confirm_proposal",
    "dispute_page",
    "evidence_page",
    "give_decision",
    "message_page",
    "notices",
    "outcome_lines",
    "paper",
    "talk_page",
    "ways_to_settle",
]
