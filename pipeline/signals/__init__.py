"""Signals: named behaviours of agents and customers, each defined by examples in a TOML file in its speaker's folder.

Sentences are looked at one by one (sentences), each signal's probability is read off the sentence's vector and words
(heads), its patterns are looked for, and what was said around it decides whether it counts (detecting). What heads are
learned from lies in `agent/`, `customer/` and, sentences that were read for all signals at once, in `read/`.
"""

from pipeline.signals.definitions import Definition, Side, check_rules, defined, definitions
from pipeline.signals.detecting import SURE, Detector, Shown, Sign, distinct
from pipeline.signals.heads import Heads, adapter, shipped
from pipeline.signals.sentences import Said, said

__all__ = [
    "SURE",
    "Definition",
    "Detector",
    "Heads",
    "Said",
    "Shown",
    "Side",
    "Sign",
    "adapter",
    "check_rules",
    "defined",
    "definitions",
    "distinct",
    "said",
    "shipped",
]
