"""What the rooms hand to one another: frozen values, no behaviour beyond reading them.

Times are seconds as floats from the start of the sound they lie in, pauses are whole
milliseconds, text positions are character offsets (``text[start:end]``).
"""

from tingbao.model.audio import (
    AudioFile,
    Chapter,
    Passage,
    Sound,
)
from tingbao.model.content import (
    Page,
    Story,
)
from tingbao.model.feed import (
    CARD,
    Card,
    Episode,
    Feed,
    PublishedFile,
    Show,
)
from tingbao.model.script import (
    Doubt,
    Edit,
    Label,
    Narration,
    Part,
    Pauses,
    Role,
    Script,
    Segment,
)
from tingbao.model.spans import (
    token_spans,
    written_span,
)
from tingbao.model.speech import (
    Clip,
    Mark,
    Music,
    Piece,
    Speech,
    Voice,
)

__all__ = [
    "CARD",
    "AudioFile",
    "Card",
    "Chapter",
    "Clip",
    "Doubt",
    "Edit",
    "Episode",
    "Feed",
    "Label",
    "Mark",
    "Music",
    "Narration",
    "Page",
    "Part",
    "Passage",
    "Pauses",
    "Piece",
    "PublishedFile",
    "Role",
    "Script",
    "Segment",
    "Show",
    "Sound",
    "Speech",
    "Story",
    "Voice",
    "token_spans",
    "written_span",
]
