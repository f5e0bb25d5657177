"""Rules as data: loads, checks and runs what is in the rules folder."""

from reviewer.rules.context import Context
from reviewer.rules.engine import RuleBook
from reviewer.rules.facts import FactItem, Facts
from reviewer.rules.faults import RuleError
from reviewer.rules.folders import fingerprint
from reviewer.rules.loading import load_rules
from reviewer.rules.matches import Match

__all__ = ["Context", "FactItem", "Facts", "Match", "RuleBook", "RuleError", "fingerprint", "load_rules"]
