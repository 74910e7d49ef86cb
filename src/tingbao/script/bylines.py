"""Reads a byline as a sentence: "本报记者●王丹" → "本报记者王丹报道。"."""

import re

_BOTH = re.compile(
    r"(?<![\u4e00-\u9fff])(?:文\s*[/／、·]?\s*图|图\s*[/／、·]?\s*文)(?![\u4e00-\u9fff])"
)
_MARKS = re.compile(r"[^\w\u4e00-\u9fff:：\-.]+|_+")
_POST = re.compile(
    r"(?P<post>.{0,12}?(?:记者|通讯员|实习生|评论员|作者|编辑|摄影(?!报道)|撰文)|文图|文|图)"
    r"(?:[:：]|(?<=[^文图]))(?P<name>.*)|(?P<alone>文图|文|图)"
)
_ENDING = re.compile(r"(?:采写|综合|摄影|图文)?报道|摄|整理|供图")
_ENDED = re.compile(r"(?:报道|[摄讯电]|整理|供图|摄影)$")
_CREDITS = ("文", "图", "文图")


def sentence(byline: str) -> str:
    """The byline without its marks, names parted by 、, posts by ，, ended as a report ends."""
    groups: list[tuple[str, list[str]]] = []
    for word in _words(_BOTH.sub(" 文图 ", byline)):
        match = _POST.fullmatch(word)
        if match:
            name = match["name"]
            groups.append((match["post"] or match["alone"], [name] if name else []))
        elif groups and groups[-1][1] and _ENDING.fullmatch(word):
            groups[-1][1][-1] += word
        elif groups and not groups[-1][0].endswith("电"):
            groups[-1][1].append(word)
        else:
            groups.append((word, []) if word.endswith(("电", "讯")) else ("", [word]))
    said = "，".join(_said(post, names) for post, names in groups)
    credited = any(post in _CREDITS for post, _ in groups)
    return f"{said}。" if credited or _ENDED.search(said) else f"{said}报道。"


def _said(post: str, names: list[str]) -> str:
    colon = "：" if post in _CREDITS and names else ""
    return post + colon + "、".join(names)


def _words(text: str) -> list[str]:
    """The words between marks; "王 丹" and "John Smith" are one name each."""
    words: list[str] = []
    open_name = False  # the last word is half of a name set with a space
    for word in filter(None, _MARKS.split(text)):
        single = len(word) == 1 and word not in (*_CREDITS, "摄")
        if words and ((single and open_name) or (word.isascii() and words[-1].isascii())):
            words[-1] += word if single and not word.isascii() else f" {word}"
            open_name = False
        else:
            words.append(word)
            open_name = single
    return words
