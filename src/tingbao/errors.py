"""Every error that tingbao raises on purpose, as one tree.

::

    TingbaoError
    ├── SettingsError      tingbao.toml asks for something that cannot be (all mistakes at once)
    ├── ContentError       a page cannot be read as stories
    ├── ScriptError        a sentence cannot be made speakable
    ├── SpeechError        an engine gave no speech
    │   ├── EngineMissing      its library, binary or network is not there
    │   ├── EngineRefused      it answered, and said no: asking again is no use
    │   └── EngineFailed       it broke off: asking again may help
    ├── AudioError         a clip cannot be decoded, mastered or tagged: never replaced by silence
    ├── CacheError         the store cannot be read or written, or another run holds it
    └── PublishError       a file cannot be put where subscribers find it

Each message is one sentence for a person: the file, the story, and the remedy.
``speech.speaking`` retries EngineFailed; ``cli`` turns the rest into exit code 1.
"""


class TingbaoError(Exception):
    """Something that a person can mend; the message says what and how."""


class SettingsError(TingbaoError):
    """tingbao.toml asks for something that cannot be; one line a mistake."""


class ContentError(TingbaoError):
    """A page cannot be read as stories."""


class ScriptError(TingbaoError):
    """A sentence cannot be made speakable."""


class SpeechError(TingbaoError):
    """An engine gave no speech."""


class EngineMissing(SpeechError):
    """The engine's library, binary or network is not there."""


class EngineRefused(SpeechError):
    """The engine answered and said no: asking again is no use."""


class EngineFailed(SpeechError):
    """The engine broke off: asking again may help."""


class AudioError(TingbaoError):
    """A clip cannot be decoded, mastered or tagged; never replaced by silence."""


class CacheError(TingbaoError):
    """The store cannot be read or written, or another run holds it."""


class PublishError(TingbaoError):
    """A file cannot be put where subscribers find it."""
