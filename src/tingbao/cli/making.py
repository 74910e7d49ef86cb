"""What fills audio/ and feed/: a new show, its episodes, what they cost, what is left over."""

from pathlib import Path

from tingbao.cli.frame import (
    AsJson,
    Chosen,
    EngineName,
    LogFile,
    NewFolder,
    Quiet,
    Redo,
    Remove,
    ShowFolder,
    Title,
    app,
    console_of,
    print_json,
)
from tingbao.wording import say


@app.command(help=say("建一个新节目", "Make a new show") + "\n\n  tingbao init wanbao")
def init(folder: NewFolder, title: Title = "听报") -> None:
    from tingbao import edition

    edition.init(folder, title)
    console_of().result(
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
    redo: Redo = False,
    log: LogFile = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> int:
    from tingbao import edition, outcome

    console = console_of(quiet=quiet)
    try:
        made = edition.make(show, console, only=chosen or [], engine=engine, redo=redo, log=log)
    finally:
        console.end()
    for broken in made.broken:
        console.error(str(broken))
    if as_json:
        print_json(outcome.made_as_json(made))
    elif not quiet:
        for line in outcome.made_lines(made):
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
    console = console_of()
    if as_json:
        print_json(outlook.preview_as_json(preview))
    else:
        heads = say("篇号 标题 新念 已有 约长 原因", "episode title new kept length why").split()
        console.table(heads, outlook.preview_rows(preview))
        console.note(outlook.preview_total(preview))
    for broken in preview.broken:
        console.error(str(broken))
    return 1 if preview.broken else 0


@app.command(help=say("清掉不再用到的段落", "Remove clips that nothing refers to any more"))
def tidy(
    show: ShowFolder = Path(),
    delete: Remove = False,
) -> None:
    from tingbao import edition

    console_of().result(edition.tidy(show, delete=delete))
