"""What an edition is made of: every number and every sentence that the pages show, frozen.

Templates only lay it out. Numbers stand beside their words so that a program need not read sentences.
"""

from reports.nouns.agents import Hits, Manner, Sequel, Wording
from reports.nouns.consistency import Uneven
from reports.nouns.impact import Cost, Ranking
from reports.nouns.pace import Pace, PaceLink, PaceRow, Wait
from reports.nouns.pages import (
    CoverageRow,
    Edition,
    GonePage,
    Marketing,
    Pain,
    Product,
    Run,
    StageRow,
    TopicPage,
    Voice,
    VoiceGroup,
)
from reports.nouns.parts import (
    Apart,
    Beside,
    Event,
    Excess,
    Line,
    Link,
    News,
    Quote,
    Share,
    SignalRow,
    ThemeRow,
    TopicRow,
    Trend,
)
from reports.nouns.treatment import Effort, Spot, Treated

__all__ = [
    "Apart",
    "Beside",
    "Cost",
    "CoverageRow",
    "Edition",
    "Effort",
    "Event",
    "Excess",
    "GonePage",
    "Hits",
    "Line",
    "Link",
    "Manner",
    "Marketing",
    "News",
    "Pace",
    "PaceLink",
    "PaceRow",
    "Pain",
    "Product",
    "Quote",
    "Ranking",
    "Run",
    "Sequel",
    "Share",
    "SignalRow",
    "Spot",
    "StageRow",
    "ThemeRow",
    "TopicPage",
    "TopicRow",
    "Treated",
    "Trend",
    "Uneven",
    "Voice",
    "VoiceGroup",
    "Wait",
    "Wording",
]
