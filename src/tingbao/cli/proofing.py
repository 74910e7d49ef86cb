"""What an editor looks at before anything is made or published."""

import json
import sys
from pathlib import Path

from tingbao.cli.frame import (
    AsJson,
    EngineName,
    Explain,
    OutFile,
    ShowFolder,
    Which,
    app,
    console_of,
    print_json,
)
from tingbao.wording import say


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
