"""The commands, thin: each reads its arguments, calls the edition, and shows what came back.

Exit codes: 0 done; 1 something that a person can mend; 2 wrong arguments; 130 Ctrl-C;
3 a defect of tingbao itself, with a trace.
"""

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


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = app(args=arguments, standalone_mode=False)
    except TingbaoError as error:
        _console().error(str(error))
        return 1
    except typer.Exit as stop:
        return stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        _console().note(
            say("停下了；念好的都留着，再运行就接着来。", "Stopped; what was spoken is kept.")
        )
        return 130
    except BrokenPipeError:
        sys.stderr.close()  # the reader went away: nobody is left to be told
        return 141
    except Exception as error:  # noqa: BLE001 - the last one to be told: it prints the trace
        if hasattr(error, "exit_code") and hasattr(error, "show"):  # a wrong argument
            error.show()
            return int(error.exit_code)
        traceback.print_exc()
        return 3
    return code if isinstance(code, int) else 0


def _console(*, quiet: bool = False) -> "Console":
    from tingbao.console import Console

    return Console(quiet=quiet)


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))


@app.command(help=say("建一个新节目", "Make a new show") + "\n\n  tingbao init wanbao")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    title: Annotated[str, typer.Option(help=say("节目名", "the show's title"))] = "听报",
) -> None:
    from tingbao import edition

    edition.init(folder, title)
    _console().result(
        say(
            f"{folder} 建好了。把版面放进 {folder}/content/日期/，"
            f"再运行：tingbao make --show {folder}",
            f"{folder} is ready. Put pages into {folder}/content/DAY/, "
            f"then run: tingbao make --show {folder}",
        )
    )


@app.command(
    help=say("做节目：念、合成、发布到 feed/", "Make the episodes and the feed")
    + "\n\n  tingbao make\n\n  tingbao make 2022-12-12 --engine edge"
)
def make(
    chosen: Chosen = None,
    show: ShowFolder = Path(),
    engine: EngineName = "",
    redo: Annotated[
        bool, typer.Option("--redo", help=say("重新做，哪怕没有变", "make again though unchanged"))
    ] = False,
    log: Annotated[
        Path | None,
        typer.Option(help=say("每个请求写一行 JSON", "write a JSON line a request")),
    ] = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> int:
    from tingbao import edition, outlook

    console = _console(quiet=quiet)
    try:
        made = edition.make(show, console, only=chosen or [], engine=engine, redo=redo, log=log)
    finally:
        console.end()
    for broken in made.broken:
        console.error(str(broken))
    if as_json:
        _print_json(outlook.made_as_json(made))
    elif not quiet:
        for line in outlook.made_lines(made):
            console.result(line)
    return 1 if made.broken else 0


@app.command(
    help=say("看看要念什么、多长、为什么；什么也不动", "What would be spoken, and why")
    + "\n\n  tingbao plan"
)
def plan(
    chosen: Chosen = None,
    show: ShowFolder = Path(),
    engine: EngineName = "",
    as_json: AsJson = False,
) -> int:
    from tingbao import outlook

    preview = outlook.preview(show, only=chosen or [], engine=engine)
    console = _console()
    if as_json:
        _print_json(outlook.preview_as_json(preview))
    else:
        heads = say("篇号 标题 新念 已有 约长 原因", "episode title new kept length why").split()
        console.table(heads, outlook.preview_rows(preview))
        console.note(outlook.preview_total(preview))
    for broken in preview.broken:
        console.error(str(broken))
    return 1 if preview.broken else 0


@app.command(
    help=say("把一个版面切成篇", "Cut a page into its stories")
    + "\n\n  tingbao stories content/2022-12-12/04.txt\n\n  pbpaste | tingbao stories - --json"
)
def stories(file: str, as_json: AsJson = False) -> None:
    from tingbao import proofs

    cut = proofs.cut_page(file, sys.stdin.buffer.read() if file == "-" else None)
    if as_json:
        _print_json([proofs.story_as_json(story) for story in cut])
        return
    console = _console()
    for story in cut:
        for line in proofs.story_lines(story):
            console.result(line)


@app.command(
    help=say("校对稿：每段怎么写、怎么念、拼音", "What an editor proof-reads: segment by segment")
    + "\n\n  tingbao script 2022-12-12/04/1 --explain"
)
def script(
    story: Annotated[str, typer.Argument(metavar="STORY|DAY|FILE")],
    show: ShowFolder = Path(),
    explain: Annotated[
        bool, typer.Option(help=say("写出每处是哪条规则改的", "which rule changed what"))
    ] = False,
    as_json: AsJson = False,
) -> None:
    from tingbao import proofs
    from tingbao.settings import read_settings

    scripts = proofs.scripts(show, story)
    if as_json:
        _print_json([proofs.script_as_json(script) for script in scripts])
        return
    console, settings = _console(), read_settings(show)
    for one in scripts:
        for line in proofs.script_lines(one, settings, explain=explain):
            console.result(line)


@app.command(
    help=say("标准输入的每一行怎么念", "How each line of standard input is read")
    + "\n\n  echo 2022年有2022人 | tingbao read"
)
def read(show: ShowFolder = Path(), as_json: AsJson = False) -> None:
    from tingbao import proofs

    answer = proofs.line_reader(show)
    for raw in sys.stdin.buffer:
        line = answer(raw.decode("utf-8", "replace").rstrip("\r\n"))
        if as_json:
            pair = {"written": line.written, "spoken": line.spoken, "pinyin": line.pinyin}
            print(json.dumps(pair, ensure_ascii=False), flush=True)
        else:
            print(line.spoken, flush=True)


@app.command(
    "say", help=say("马上念一句", "Speak a line at once") + '\n\n  tingbao say "本报讯" --out a.mp3'
)
def say_line(
    text: str,
    out: Annotated[Path, typer.Option(help=say("写到哪个文件", "the file to write"))] = Path(
        "say.mp3"
    ),
    role: str = "reporter",
    show: ShowFolder = Path(),
    engine: EngineName = "",
) -> None:
    from tingbao import scripting
    from tingbao.settings import read_settings

    settings, console = read_settings(show), _console()
    wanted = engine or settings.speech.engine
    line = scripting.say_line(settings, text, role=role, wanted=wanted, out=out, observer=console)
    console.result(line.spoken)
    console.result(line.pinyin)


@app.command(help=say("每个角色用哪个声音", "Which voice speaks which role"))
def voices(show: ShowFolder = Path(), as_json: AsJson = False) -> None:
    from tingbao import proofs

    rows = proofs.voice_rows(show)
    if as_json:
        keys = ("engine", "role", "voice", "rate", "pitch", "volume")
        _print_json([dict(zip(keys, row, strict=True)) for row in rows])
        return
    heads = say("引擎 角色 声音 语速 音高 音量", "engine role voice rate pitch volume")
    _console().table(heads.split(), rows)


@app.command(
    help=say("在本机或局域网上供人收听、订阅", "Serve feed and audio")
    + "\n\n  tingbao serve --host 0.0.0.0 --port 8000"
)
def serve(
    show: ShowFolder = Path(),
    host: Annotated[
        str, typer.Option(help=say("0.0.0.0 让局域网也连得上", "0.0.0.0 for the local network"))
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    watch: Annotated[
        bool,
        typer.Option("--watch", help=say("内容一改就重做，页面自己刷新", "make again on change")),
    ] = False,
) -> None:
    from tingbao import edition

    console = _console()
    edition.serve(show, console, host=host, port=port, watch=watch, tell=console.result)


@app.command(
    help=say("把节目放到听众取得到的地方", "Put the show where listeners fetch it")
    + "\n\n  tingbao publish /srv/www/tingbao\n\n  tingbao publish s3://bucket/tingbao"
    + "\n\n  tingbao publish www@example.org:/srv/tingbao --delete"
)
def publish(
    target: Annotated[
        str,
        typer.Argument(
            metavar="TARGET",
            help=say(
                "[publish.名字] 里的名字，或文件夹、s3://桶/前缀、主机:/路径",
                "a name from [publish.NAME], or a folder, s3://bucket/prefix, host:/path",
            ),
        ),
    ],
    show: ShowFolder = Path(),
    delete: Annotated[
        bool,
        typer.Option("--delete", help=say("删掉以前发布、现在不要的", "remove what was withdrawn")),
    ] = False,
    check: Annotated[
        bool,
        typer.Option(help=say("发布后从公开网址取一遍", "ask the public address afterwards")),
    ] = True,
    pretend: Annotated[
        bool, typer.Option("--dry-run", "-n", help=say("只说要做什么", "only say what would be"))
    ] = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> int:
    from tingbao import edition, outlook

    console = _console(quiet=quiet)
    try:
        done = edition.publish(show, target, console, delete=delete, check=check, pretend=pretend)
    finally:
        console.end()
    for fault in done.faults:
        console.error(fault)
    if done.warning:
        console.warn(done.warning)
    if as_json:
        _print_json(outlook.published_as_json(done))
    elif not quiet:
        for line in outlook.published_lines(done, pretend=pretend):
            console.result(line)
    return 1 if done.faults else 0


@app.command(
    help=say("缺什么、错什么，怎么办", "What is missing or wrong, and the remedy")
    + "\n\n  tingbao check"
)
def check(show: ShowFolder = Path(), as_json: AsJson = False) -> int:
    from tingbao import inspection

    findings = inspection.check(show)
    wrong = [finding for finding in findings if finding.grave]
    if as_json:
        _print_json(
            [{"grave": f.grave, "where": f.where, "sentence": f.sentence} for f in findings]
        )
        return 1 if wrong else 0
    console = _console()
    for finding in findings:
        tell = console.error if finding.grave else console.warn
        tell(f"{finding.where}: {finding.sentence}" if finding.where else finding.sentence)
    if not findings:
        console.result(say("都好。", "All is well."))
    return 1 if wrong else 0


@app.command(help=say("清掉不再用到的段落", "Remove clips that nothing refers to any more"))
def tidy(
    show: ShowFolder = Path(),
    delete: Annotated[bool, typer.Option("--delete", help=say("真的删", "really remove"))] = False,
) -> None:
    from tingbao import edition

    _console().result(edition.tidy(show, delete=delete))
