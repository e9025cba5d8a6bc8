"""What an edition is made of: every number and every sentence that the pages show, frozen.

Templates only lay it out. Numbers stand beside their words so that a program need not read sentences.
"""

from reports.nouns.pages import (
    CoverageRow,
    Edition,
    Followed,
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

__all__ = [
    "Apart",
    "Beside",
    "CoverageRow",
    "Edition",
    "Event",
    "Excess",
    "Followed",
    "GonePage",
    "Line",
    "Link",
    "Marketing",
    "News",
    "Pain",
    "Product",
    "Quote",
    "Run",
    "Share",
    "SignalRow",
    "StageRow",
    "ThemeRow",
    "TopicPage",
    "TopicRow",
    "Trend",
    "Voice",
    "VoiceGroup",
]
