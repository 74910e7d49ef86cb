"""The tingbao.toml of a new show."""

TEMPLATE = """\
# 节目的设置。没有写的，取默认值；写错的，tingbao check 会一次说全。

[show]
title = "{title}"
description = "{title}：把报纸的每一篇读给你听。"
author = "{title}"
# 由 init 写下，永远不改：播客应用靠它认出这个节目。
guid = "{guid}"
# 发布后的网址：放 feed/ 和 audio/ 的那个文件夹，以 / 结尾。
# address = "https://example.org/tingbao/"
# 一篇一集（story）还是一天一集（day）。
grouping = "story"

[speech]
# auto：连得上微软 Edge 在线语音就用它，连不上用内置的 espeak-ng。
engine = "auto"

[label]
# 合成语音的标识（GB 45438-2025）：start、end、both 或 none。
place = "start"
# 运营者自己的 27 位编码；没有就空着，check 会提醒。
producer = ""

[sound]
loudness = -16.0
formats = ["mp3"]
"""


def new_settings(title: str, guid: str) -> str:
    """The text of a new show's tingbao.toml."""
    return TEMPLATE.format(title=title.replace("\\", "").replace('"', "”"), guid=guid)
