"""Which topic is which from night to night."""

from pipeline.identity.ages import Ages
from pipeline.identity.births import topic_number
from pipeline.identity.matching import Match, match
from pipeline.identity.pairs import Lasting
from pipeline.identity.union import unite

__all__ = ["Ages", "Lasting", "Match", "match", "topic_number", "unite"]
