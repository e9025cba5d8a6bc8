"""What topics cost: time, repeat contacts, customers who speak of leaving, and the averages with a topic left out.

All of it tells what goes together, not what a topic causes. What the data lack, or fewer than FEWEST people are behind,
is absent (None), never 0.
"""

from pipeline.impact.counted import FEWEST, LEAVING, impacts
from pipeline.impact.nouns import Case, Impact, Span, impact_of, row_of

__all__ = ["FEWEST", "LEAVING", "Case", "Impact", "Span", "impact_of", "impacts", "row_of"]
