"""The frame of the command line: the application, its options, and what an error becomes."""

import json
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tingbao.errors import TingbaoError
from tingbao.wording import say

if TYPE_CHECKING:
    from tingbao.console import Console

app = typer.Typer(
    help=say(
        "听报：把报纸读成播客。一篇一篇切开，念成普通话，做成节目，配上订阅源。",
        "tingbao: newspaper pages become a Mandarin podcast.",
    )
    + "\n\n"
    + say("例如：", "For example:")
    + "\n\n  tingbao init wanbao\n\n  tingbao make 2022-12-12\n\n  tingbao serve",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

ShowFolder = Annotated[
    Path,
    typer.Option(
        "--show",
        envvar="TINGBAO_SHOW",
        help=say("节目的文件夹，里面有 tingbao.toml", "the show's folder, with tingbao.toml"),
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help=say("给程序读的 JSON", "JSON for programs"))]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=say("只说要紧的", "only what matters"))]
EngineName = Annotated[
    str,
    typer.Option(
        "--engine",
        help=say(
            "auto、edge、espeak、tone 或 openai，代替设置里的",
            "auto, edge, espeak, tone or openai, in place of the setting",
        ),
    ),
]
Chosen = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DAY|STORY]...",
        help=say(
            "日期（2022-12-12）或篇号（2022-12-12/04/2）；不写就是全部",
            "days (2022-12-12) or stories (2022-12-12/04/2); all when none is named",
        ),
    ),
]
NewFolder = Annotated[Path, typer.Argument(metavar="DIR")]
Title = Annotated[str, typer.Option(help=say("节目名", "the show's title"))]
Redo = Annotated[
    bool, typer.Option("--redo", help=say("重新做，哪怕没有变", "make again though unchanged"))
]
LogFile = Annotated[
    Path | None,
    typer.Option(help=say("每个请求写一行 JSON", "write a JSON line a request")),
]
Remove = Annotated[bool, typer.Option("--delete", help=say("真的删", "really remove"))]
Which = Annotated[str, typer.Argument(metavar="STORY|DAY|FILE")]
Explain = Annotated[
    bool, typer.Option(help=say("写出每处是哪条规则改的", "which rule changed what"))
]
OutFile = Annotated[Path, typer.Option(help=say("写到哪个文件", "the file to write"))]
Shown = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[DAY|STORY]...",
        help=say(
            "日期或篇号，看这几期的封面；不写就是节目的",
            "days or stories, for their episodes' covers; the show's when none is named",
        ),
    ),
]
OutPicture = Annotated[
    Path | None,
    typer.Option("--out", help=say("另存到这个文件（JPEG）", "a JPEG file to write it to as well")),
]
Open = Annotated[
    bool, typer.Option("--open", help=say("用系统的看图程序打开", "open it in the system's viewer"))
]
Host = Annotated[
    str, typer.Option(help=say("0.0.0.0 让局域网也连得上", "0.0.0.0 for the local network"))
]
Port = Annotated[int, typer.Option(min=0, max=65535)]
Watch = Annotated[
    bool,
    typer.Option("--watch", help=say("内容一改就重做，页面自己刷新", "make again on change")),
]
Target = Annotated[
    str,
    typer.Argument(
        metavar="TARGET",
        help=say(
            "[publish.名字] 里的名字，或文件夹、s3://桶/前缀、主机:/路径",
            "a name from [publish.NAME], or a folder, s3://bucket/prefix, host:/path",
        ),
    ),
]
Withdraw = Annotated[
    bool,
    typer.Option("--delete", help=say("删掉以前发布、现在不要的", "remove what was withdrawn")),
]
CheckAfter = Annotated[
    bool,
    typer.Option(help=say("发布后从公开网址取一遍", "ask the public address afterwards")),
]
Pretend = Annotated[
    bool, typer.Option("--dry-run", "-n", help=say("只说要做什么", "only say what would be"))
]


STOPPED = 130
"""128 and the number of SIGINT: the exit code after Ctrl-C."""


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(args=arguments, standalone_mode=False)
    except TingbaoError as error:
        console_of().error(str(error))
        return 1
    except typer.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = STOPPED
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away: nobody is left to be told
        return 141
    except Exception as error:  # noqa: BLE001 - the last one to be told: it prints the trace
        if hasattr(error, "exit_code") and hasattr(error, "show"):  # a wrong argument
            error.show()
            return int(error.exit_code)
        traceback.print_exc()
        return 3
    if code == STOPPED:  # mostly typer's own answer to Ctrl-C
        console_of().note(
            say(
                "停下了；念好的都留着，再运行就接着来。",
                "Stopped; what was spoken is kept, run again to go on from there.",
            )
        )
    return code if isinstance(code, int) else 0


def console_of(*, quiet: bool = False) -> "Console":
    from tingbao.console import Console

    return Console(quiet=quiet)


def print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


def wrong_argument(why: str) -> Exception:
    """What is raised where arguments do not go together: exit code 2."""
    return typer.BadParameter(why)


def open_file(path: Path) -> bool:
    """Whether the system had a program to show ``path`` with."""
    return typer.launch(str(path)) == 0
