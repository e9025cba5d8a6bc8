"""What an edition is made of: every number and every sentence that the pages show, frozen.

Templates only lay it out. Numbers stand beside their words so that a program need not read sentences.
"""

from reports.nouns.agents import Hits, Manner, Sequel, Wording
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
    "Pain",
    "Product",
    "Quote",
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
    "Voice",
    "VoiceGroup",
    "Wording",
]
