"""What a name tells: that it is one, its surname, whether it is a woman's."""

from tingbao.script.vocabulary import words

BORN = "大二三四五六七八九幺"
"""Behind 老 in 张老三: which child of the family."""


def full_name(name: str) -> bool:
    """Whether it is a surname and characters that given names are made of."""
    if name[:2] in words().compounds:
        return len(name) > 2 and set(name[2:]) <= words().given
    given = name[2:] if len(name) == 3 and name[1] == "一" else name[1:]  # 郑一鸣, but 郑一
    return name[:1] in words().surnames and bool(given) and set(given) <= words().given


def maybe_name(name: str) -> bool:
    """Whether it is one at least behind a trade: 应晓岚."""
    return full_name(name) or (name[:1] in words().wordlike and full_name("王" + name[1:]))


def familiar(name: str) -> bool:
    """Whether ``name`` is of the kind of 老张 or 张老三; 老师 is not."""
    whole = len(name) == 2 and name[0] == "老" and name[1] in words().surnames
    return whole or (len(name) == 3 and name[1] == "老" and name[2] in BORN)


def short_for(name: str) -> str:
    """The surname in 张伟, 张警官, 老张, 张老, or in 张 alone; "" where there is none."""
    if name in words().surnames:
        return name
    whole = full_name(name) or words().address.fullmatch(name) or familiar(name)
    if not whole and not (len(name) == 2 and name[1] == "老"):
        return ""
    surname = name[1:] if name[0] in "老小阿" and name[1:2] in words().surnames else name
    return surname[:2] if surname[:2] in words().compounds else surname[:1]


def woman_by_name(name: str) -> bool | None:
    """Whether a telling name is a woman's; None where it tells nothing, or both.

    王猛 by the characters; 巴特尔, 安娜·贝克 by the whole given name. Xinhua's tables write women's
    names with characters of their own (娜 for 纳, 莉 for 利), so that any other is a man's.
    """
    if name[:2] in words().compounds and name[-1] in "子美香惠奈":
        return True  # 佐藤和子
    given = name.partition("·")[0]
    woman, man = (bool(kind.search(given)) for kind in (words().woman, words().man))
    if woman == man and "·" in name:
        woman = bool(words().foreign_women & set(given))
        man = not woman
    elif woman == man and not _spelt(name):
        woman, man = (bool(kind & set(name[1:])) for kind in (words().women, words().men))
    return woman if woman != man else None


def _spelt(name: str) -> bool:
    """Whether its characters stand for sounds: the 雷 of 佩雷拉 tells of no man."""
    return len(name) > 2 and set(name) <= words().spelling and not set(name[1:]) <= words().given
