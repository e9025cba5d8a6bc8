"""The nouns of the pipeline: frozen values that pass between the stages.

A cluster is tonight's and has a local number; a topic is lasting and has an opaque id. The two never share a type.
"""

from pipeline.model.alerts import Alert, Kind, Lane, Sighting, Subject
from pipeline.model.books import Held, LakeFile, Receipt, Snapshot
from pipeline.model.delivery import Delivery, Way
from pipeline.model.night import Night
from pipeline.model.talk import (
    CHANNELS,
    SPEAKERS,
    Channel,
    Conversation,
    Dropped,
    Hidden,
    HiddenKind,
    Pointer,
    RawTranscript,
    RawTurn,
    Rejected,
    Span,
    Speaker,
    Statement,
    Turn,
)
from pipeline.model.topics import (
    Assignment,
    Cluster,
    Decision,
    DecisionKind,
    EditionName,
    Neighbour,
    Priority,
    Signal,
    Status,
    Term,
    Topic,
    TopicState,
)

__all__ = [
    "CHANNELS",
    "SPEAKERS",
    "Alert",
    "Assignment",
    "Channel",
    "Cluster",
    "Conversation",
    "Decision",
    "DecisionKind",
    "Delivery",
    "Dropped",
    "EditionName",
    "Held",
    "Hidden",
    "HiddenKind",
    "Kind",
    "LakeFile",
    "Lane",
    "Neighbour",
    "Night",
    "Pointer",
    "Priority",
    "RawTranscript",
    "RawTurn",
    "Receipt",
    "Rejected",
    "Sighting",
    "Signal",
    "Snapshot",
    "Span",
    "Speaker",
    "Statement",
    "Status",
    "Subject",
    "Term",
    "Topic",
    "TopicState",
    "Turn",
    "Way",
]
