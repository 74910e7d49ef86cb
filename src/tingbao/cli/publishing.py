"""What puts a show before its listeners."""

from pathlib import Path

from tingbao.cli.frame import (
    AsJson,
    CheckAfter,
    Host,
    Port,
    Pretend,
    Quiet,
    ShowFolder,
    Target,
    Watch,
    Withdraw,
    app,
    console_of,
    print_json,
)
from tingbao.wording import say


@app.command(
    help=say("在本机或局域网上供人收听、订阅", "Serve feed and audio")
    + "\n\n  tingbao serve --host 0.0.0.0 --port 8000"
)
def serve(
    show: ShowFolder = Path(),
    host: Host = "127.0.0.1",
    port: Port = 8000,
    watch: Watch = False,
) -> None:
    from tingbao import edition

    console = console_of()
    edition.serve(show, console, host=host, port=port, watch=watch, tell=console.result)


@app.command(
    help=say("把节目放到听众取得到的地方", "Put the show where listeners fetch it")
    + "\n\n  tingbao publish /srv/www/tingbao\n\n  tingbao publish s3://bucket/tingbao"
    + "\n\n  tingbao publish www@example.org:/srv/tingbao --delete"
)
def publish(
    target: Target,
    show: ShowFolder = Path(),
    delete: Withdraw = False,
    check: CheckAfter = True,
    pretend: Pretend = False,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> int:
    from tingbao import edition, outcome

    console = console_of(quiet=quiet)
    try:
        done = edition.publish(show, target, console, delete=delete, check=check, pretend=pretend)
    finally:
        console.end()
    for fault in done.faults:
        console.error(fault)
    if done.warning:
        console.warn(done.warning)
    if as_json:
        print_json(outcome.published_as_json(done))
    elif not quiet:
        for line in outcome.published_lines(done, pretend=pretend):
            console.result(line)
    return 1 if done.faults else 0
