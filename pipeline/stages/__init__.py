"""The stages of a night, in order: each reads what lies staged before it, stages its own files, returns a receipt."""

from pipeline.stages.detect import detect
from pipeline.stages.discover import discover
from pipeline.stages.embed import embed
from pipeline.stages.identify import identify
from pipeline.stages.ingest import ingest
from pipeline.stages.measure import measure
from pipeline.stages.publish import audit, publish, unsteady

__all__ = ["audit", "detect", "discover", "embed", "identify", "ingest", "measure", "publish", "unsteady"]
