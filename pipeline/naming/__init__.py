"""Names for topics, in the customers' own words and by written rules, without a language model."""

from pipeline.naming.candidates import Candidate, candidates, leaning, said, told
from pipeline.naming.choosing import Ballot, Name, choose, faithful
from pipeline.naming.evidence import description, differing, neighbours
from pipeline.naming.lexicon import Lexicon, read

__all__ = [
    "Ballot",
    "Candidate",
    "Lexicon",
    "Name",
    "candidates",
    "choose",
    "description",
    "differing",
    "faithful",
    "leaning",
    "neighbours",
    "read",
    "said",
    "told",
]
