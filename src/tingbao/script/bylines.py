"""Reads a byline as a sentence: "本报记者●王丹" → "本报记者王丹报道。".

Only who reports is said to report: an author has written (作者某某), a 评论员 comments, and who
has drawn, compiled or sent in is named with that word as printed.
"""

import re

_BOTH = re.compile(
    r"(?<![\u4e00-\u9fff])(?:文\s*[/／、·]?\s*图|图\s*[/／、·]?\s*文)(?![\u4e00-\u9fff])"
)
_BEFORE = re.compile(r"(?<![\u4e00-\u9fff])(文图|文|图)\s*[/／:：]\s*")
"""文/ before a name; without the stroke the credit stands mostly behind it: 张三 文."""
_MARKS = re.compile(
    r"(?:[^\w\u4e00-\u9fff:：\-.《》·]|(?<![\u4e00-\u9fff])·|(?<=[者员生报讯电文图])·)+|_+"
)
"""What parts words; the dot within a name (古丽·买买提) does not."""
_POST = re.compile(
    r"(?P<post>.{0,12}?(?:记者|通讯员|实习生|评论员|作者|读者|编辑|编译|摄影(?!报道)|撰文)|文图|文|图)"
    r"(?:[:：]|(?<=[^文图]))(?P<name>.*)"
)
_ENDING = re.compile(r"(?:采写|综合|摄影|图文)?报道|[摄绘译摘]|整理|供[图稿]|编[译绘]|撰[文稿]")
_ENDED = re.compile(r"(?:报道|消息|[摄讯电绘译摘作]|整理|供[图稿]|摄影|编[译绘]|撰[文稿])$")
_CREDITS = {"文": "撰文", "图": "供图", "文图": "图文报道"}
"""What is credited, and how it is said behind the name."""
_TOLD = ("讯", "电", "消息")
"""What the word before who reports ends with: 本报讯, 新华社北京12月10日电."""
_WRITES = re.compile(r".*(?:评论员|[作读]者|编[辑译]|撰文)")
"""A post that does not report."""
_NAME = re.compile(
    r"(?![本据])[\u4e00-\u9fff]{2,4}(?<![局社院网报室办站队厅署台])|[^《》]+·[^《》]+"
)
"""A name as authors have it; anything longer is an office or another paper."""
_Group = tuple[str, list[str]]


def sentence(byline: str) -> str:
    """The byline without its marks, names parted by 、, posts by ，, ended as a report ends."""
    groups = _groups(_BEFORE.sub(r"\1：", _BOTH.sub(" 文图 ", byline)))
    said = "，".join(_said(post, names) for post, names in groups)
    if _ENDED.search(said) or any(post.partition("：")[0] in _CREDITS for post, _ in groups):
        return f"{said}。"
    last, names = groups[-1] if groups else ("", [])
    if _WRITES.fullmatch(last):
        return f"{said}。" if names else f"{said}文章。"
    bracketed = byline.startswith(("（", "("))  # at the end of a brief: who sent it
    posted = bracketed or any(post for post, _ in groups)
    return f"{said}报道。" if posted or not all(map(_NAME.fullmatch, names)) else f"作者{said}。"


def _groups(byline: str) -> list[_Group]:
    """Each post with its names; names before any post have none."""
    groups: list[_Group] = []
    for word in map(_without_colon, _words(byline)):
        match = _POST.fullmatch(word)
        credit = _CREDITS.get(word)
        if groups and groups[-1][1] and _ENDING.fullmatch(word):
            groups[-1] = _credited(groups[-1], word)
        elif match:
            groups.append((match["post"], [match["name"]] if match["name"] else []))
        elif credit and groups and groups[0][0] not in _CREDITS:
            groups[-1] = _credited(groups[-1], credit)
        elif credit:
            groups.append((word, []))
        elif groups and not groups[-1][0].endswith((*_TOLD, *_CREDITS.values())):
            _named(groups[-1][1], word)
        else:
            groups.append((word, []) if word.endswith(_TOLD) else ("", [word]))
    return groups


def _credited(group: _Group, credit: str) -> _Group:
    post, names = group
    return (post, [*names[:-1], names[-1] + credit]) if names else (post + credit, [])


def _named(names: list[str], word: str) -> None:
    """``word`` after the others; an office before a name is where he works."""
    if names and not _NAME.fullmatch(names[-1]) and _NAME.fullmatch(word):
        names[-1] += word
    else:
        names.append(word)


def _without_colon(word: str) -> str:
    """记者某某报道： opens a text; the byline is a sentence of its own."""
    return word.rstrip(":：") if _ENDED.search(word.rstrip(":：")) else word


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
