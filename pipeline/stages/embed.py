"""Embed: the night's statements and sentences -> vectors, each distinct text encoded once."""

from __future__ import annotations

from pipeline.errors import SettingsError
from pipeline.model import LakeFile, Night, Receipt
from pipeline.redaction import without_placeholders
from pipeline.stages import known_pains
from pipeline.stages.talk import conversations_of
from pipeline.stages.vectors import encode_new, encode_sentences, encoded_before, stored
from pipeline.stages.workspace import Workspace
from pipeline.view import View


def embed(workspace: Workspace, night: Night, staged: tuple[Receipt, ...]) -> Receipt:
    """Stage the vectors of statement texts that this encoder has not seen before.

    Raises SettingsError where another encoder made the home's vectors (topics are defined by them), and where the
    examples of a known pain hold personal data or say what another's say.
    """
    view = workspace.view(staged)
    known = encoded_before(view, workspace.encoder.fingerprint)
    if not known and view.nights("vectors"):
        raise SettingsError(
            "encoder.model or encoder.backend is not the one this home's vectors were made by: set it back, or, after "
            "an upgrade that changed the bundled model or how it is run, run the nights into another home"
        )
    rows = view.table("statements", [night.date], ["text_hash", "text"]).to_pylist()
    texts = {row["text_hash"]: without_placeholders(row["text"]) for row in rows}
    examples = known_pains.texts(workspace.settings.discovery)
    _, files = encode_new(workspace, night.date, texts | examples, known)
    spoken, of_sentences = _sentences(workspace, night, view, staged, files)
    encoded = sum(text_hash not in known for text_hash in texts)
    receipt = Receipt(
        stage="embed",
        night=night.date,
        unit="distinct texts",
        read=len(texts),
        kept=len(texts),
        files=(*files, *of_sentences),
        work=(("encoded", encoded), ("encoded_before", len(texts) - encoded), *spoken),
    )
    if examples:
        # Refused here, before a window is grouped with them.
        known_pains.seeds(
            workspace.settings.discovery, stored(workspace.view((*staged, receipt)), workspace.encoder.fingerprint)
        )
    return receipt


def _sentences(
    workspace: Workspace, night: Night, view: View, staged: tuple[Receipt, ...], files: tuple[LakeFile, ...]
) -> tuple[tuple[tuple[str, int], ...], tuple[LakeFile, ...]]:
    """Stage the vectors of what agents and customers said, that signals are found in; what was done, and the file."""
    if not workspace.settings.signals.learned:
        return (), ()
    texts = {one.text_hash: one.text for talk in conversations_of(view, night.date) for one in talk.said}
    so_far = Receipt(stage="embed", night=night.date, unit="distinct texts", read=0, kept=0, files=files)
    encoded, files = encode_sentences(workspace, night.date, texts, workspace.view((*staged, so_far)))
    return (("sentences", len(texts)), ("sentences_encoded", encoded)), files
