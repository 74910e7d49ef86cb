"""What an editor looks at before anything is made or published."""

import json
import sys
from pathlib import Path

from tingbao.cli.frame import (
    AsJson,
    EngineName,
    Explain,
    Open,
    OutFile,
    OutPicture,
    ShowFolder,
    Shown,
    Which,
    app,
    console_of,
    open_file,
    print_json,
    wrong_argument,
)
from tingbao.wording import say

LIST_SIDE = 60
"""px of a cover in an app's list: what it must be read at."""


@app.command(
    help=say("把一个版面切成篇", "Cut a page into its stories")
    + "\n\n  tingbao stories content/2022-12-12/04.txt\n\n  pbpaste | tingbao stories - --json"
)
def stories(file: str, as_json: AsJson = False) -> None:
    from tingbao import proofs

    cut = proofs.cut_page(file, sys.stdin.buffer.read() if file == "-" else None)
    if as_json:
        print_json([proofs.story_as_json(story) for story in cut])
        return
    console = console_of()
    for story in cut:
        for line in proofs.story_lines(story):
            console.result(line)


@app.command(
    help=say("校对稿：每段怎么写、怎么念、拼音", "What an editor proof-reads: segment by segment")
    + "\n\n  tingbao script 2022-12-12/04/1 --explain"
)
def script(
    story: Which,
    show: ShowFolder = Path(),
    explain: Explain = False,
    as_json: AsJson = False,
) -> None:
    from tingbao import proofs
    from tingbao.settings import read_settings

    scripts = proofs.scripts(show, story)
    if as_json:
        print_json([proofs.script_as_json(script) for script in scripts])
        return
    console, settings = console_of(), read_settings(show)
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
    out: OutFile = Path("say.mp3"),
    role: str = "reporter",
    show: ShowFolder = Path(),
    engine: EngineName = "",
) -> None:
    from tingbao import scripting
    from tingbao.settings import read_settings

    settings, console = read_settings(show), console_of()
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
        print_json([dict(zip(keys, row, strict=True)) for row in rows])
        return
    heads = say("引擎 角色 声音 语速 音高 音量", "engine role voice rate pitch volume")
    console_of().table(heads.split(), rows)


@app.command(
    help=say(
        "看封面：节目的，或某几期的；写到 audio/ 里，说出在哪儿",
        "The show's cover, or episodes'; kept in audio/, and where",
    )
    + "\n\n  tingbao cover\n\n  tingbao cover 2022-12-12 --open"
    + "\n\n  tingbao cover 2022-12-12/04/1 --out cover.jpg"
)
def cover(
    chosen: Shown = None,
    show: ShowFolder = Path(),
    out: OutPicture = None,
    opened: Open = False,
    as_json: AsJson = False,
) -> None:
    from tingbao import edition
    from tingbao.audio import pictures
    from tingbao.cache import write_atomically

    found = edition.covers(show, chosen or [])
    console = console_of()
    if out and len(found) > 1:
        why = say(f"--out 只收一张封面，这里有 {len(found)} 张", "--out takes one cover only")
        raise wrong_argument(why)
    if as_json:
        print_json([{"id": episode, "cover": str(path)} for episode, path in found.items()])
    for path in found.values():
        content = path.read_bytes()
        if out:
            write_atomically(out, content)
        if not as_json:
            console.picture(pictures.thumbnail(content, LIST_SIDE))
            console.result(str(out or path))
        if opened and not open_file(out or path):
            console.warn(say("没有能打开图片的程序。", "there is no program that opens pictures."))


@app.command(
    help=say("缺什么、错什么，怎么办", "What is missing or wrong, and the remedy")
    + "\n\n  tingbao check"
)
def check(show: ShowFolder = Path(), as_json: AsJson = False) -> int:
    from tingbao import inspection

    findings = inspection.check(show)
    wrong = [finding for finding in findings if finding.grave]
    if as_json:
        print_json([{"grave": f.grave, "where": f.where, "sentence": f.sentence} for f in findings])
        return 1 if wrong else 0
    console = console_of()
    for finding in findings:
        tell = console.error if finding.grave else console.warn
        tell(f"{finding.where}: {finding.sentence}" if finding.where else finding.sentence)
    if not findings:
        console.result(say("都好。", "All is well."))
    return 1 if wrong else 0
