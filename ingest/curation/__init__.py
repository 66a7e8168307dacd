"""What people decided about what was understood, and its replay on the records of a document."""

from ingest.curation.decision import Action, Decision, Target, fact_id
from ingest.curation.overlay import Overlay, overlaid, overlay_of
from ingest.curation.replay import Replayed, replay
from ingest.curation.standing import Curation, curation_of, related, standing

__all__ = [
    "Action",
    "Curation",
    "Decision",
    "Overlay",
    "Replayed",
    "Target",
    "curation_of",
    "fact_id",
    "overlaid",
    "overlay_of",
    "related",
    "replay",
    "standing",
]
