"""What goes wrong with Edge, in words for a person, and by its kind what is done about it.

EngineFailed: asked again after a wait. EngineThrottled: and by fewer at once. EngineRefused: this
line or voice, never. EngineMissing: nothing, until a person has mended something.
"""

import importlib.metadata

from tingbao.errors import EngineFailed, EngineMissing, EngineRefused, SpeechError
from tingbao.speech.engines import EngineThrottled
from tingbao.speech.patience import retry_after
from tingbao.wording import say


def status(code: int, *, later: str = "", spoke: bool = False) -> SpeechError:
    """What the answer ``code`` to a handshake means.

    ``later`` is its Retry-After. A service that ``spoke`` before is at the right address, so
    that what it answers now is a fault of its own.
    """
    version = importlib.metadata.version("edge-tts")
    if code == 403:
        return EngineFailed(
            say(
                f"Edge 拒绝连接（403）；edge-tts {version} 可能旧了，请升级，或稍后再试",
                f"Edge refuses the connection (403): upgrade edge-tts {version}, or try later",
            )
        )
    if code == 407:
        return EngineMissing(
            say(
                "代理服务器要用户名和密码（407）；请在 [engines.edge] 的 proxy 里写上。",
                "the proxy asks for a name and password (407): give them in proxy of "
                "[engines.edge].",
            )
        )
    if code in (429, 503):
        wait = retry_after(later)
        then = say(f"，要等 {wait:.0f} 秒", f", for {wait:.0f} s") if wait else ""
        return EngineThrottled(
            say(f"Edge 太忙（{code}{then}）", f"Edge is too busy ({code}{then})"), wait=wait
        )
    if code >= 500 or spoke:
        return EngineFailed(say(f"Edge 出错（{code}）", f"Edge failed ({code})"))
    return EngineMissing(
        say(
            f"Edge 不接受请求（{code}）；请检查 [engines.edge] 的 address，"
            f"或升级 edge-tts {version}。",
            f"Edge does not take the request ({code}): look at address of [engines.edge], or "
            f"upgrade edge-tts {version}.",
        )
    )


def too_long(line: str) -> EngineRefused:
    """A line of more bytes than one request takes."""
    return EngineRefused(
        say(
            f"“{line[:20]}…”太长，Edge 一次念不完；请把这一段分开。",
            f"“{line[:20]}…” is too long for one request to Edge: divide that passage.",
        )
    )


def no_voice(name: str, there: tuple[str, ...]) -> EngineRefused:
    """A voice that the service has no longer; ``there`` are those that it has."""
    names = "、".join(one for one in there if one.startswith("zh-CN-")) or "—"
    return EngineRefused(
        say(
            f"Edge 没有声音 {name}；请在设置的 [cast.edge] 里换一个。现有：{names}",
            f"Edge has no voice {name}: choose another in [cast.edge] of the settings; "
            f"there are: {names}",
        )
    )


def bad_voice(name: str, error: Exception) -> EngineRefused:
    """A name, rate or pitch that the client does not even send."""
    return EngineRefused(
        say(
            f"Edge 没有“{name}”这样的声音或语速；请改正设置（{error}）。",
            f"Edge knows no such voice or rate as {name}: mend it ({error}).",
        )
    )


def silent(name: str) -> EngineThrottled:
    """A turn without audio: what a service that is asked too much does, rather than say so."""
    return EngineThrottled(say(f"Edge 没有给出声音（{name}）", f"Edge gave no audio ({name})"))


def bad_address() -> EngineMissing:
    """No address at all, of the service or of the proxy."""
    return EngineMissing(
        say(
            "[engines.edge] 的 address 或 proxy 写错了；请改正。",
            "address or proxy of [engines.edge] is wrong: mend it.",
        )
    )


def unanswered() -> EngineFailed:
    """Connected, and then nothing."""
    return EngineFailed(say("Edge 没有回应", "Edge does not answer"))


def stalled() -> EngineFailed:
    """Silence in mid-clip."""
    return EngineFailed(say("Edge 念到一半停住了", "Edge fell silent in mid-clip"))


def broke_off() -> EngineFailed:
    """The connection was lost in mid-clip: the client itself says nothing of it."""
    return EngineFailed(say("Edge 的连接中途断开", "the connection to Edge broke off in mid-clip"))


def no_proxy() -> EngineFailed:
    """The proxy, and not the service, is out of reach."""
    return EngineFailed(say("连不上代理服务器", "the proxy cannot be reached"))


def no_name() -> EngineFailed:
    """No network, mostly."""
    return EngineFailed(say("查不到 Edge 的网络地址（DNS）", "the name of Edge is not found (DNS)"))


def no_connection() -> EngineFailed:
    """Refused, reset, or no way there."""
    return EngineFailed(say("连不上 Edge", "Edge cannot be reached"))


def unreadable(line: str) -> EngineFailed:
    """A message that is not what the protocol has."""
    return EngineFailed(
        say(f"Edge 的回答读不懂（{line[:10]}）", f"Edge's answer is not understood ({line[:10]})")
    )
