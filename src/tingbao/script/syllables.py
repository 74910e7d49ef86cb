"""The syllables of Mandarin in pinyin, and the ways in which an editor may write them.

The inventory is that of 现代汉语词典: what a dictionary of characters has, without the tones; ü is
written v, as everywhere here.
"""

import re
import unicodedata

_INVENTORY = """
    a ai an ang ao ba bai ban bang bao bei ben beng bi bian biang biao bie bin bing bo bu ca cai
    can cang cao ce cei cen ceng cha chai chan chang chao che chen cheng chi chong chou chu chua
    chuai chuan chuang chui chun chuo ci cong cou cu cuan cui cun cuo da dai dan dang dao de dei
    den deng di dia dian diao die ding diu dong dou du duan dui dun duo e ei en eng er fa fan
    fang fei fen feng fiao fo fou fu ga gai gan gang gao ge gei gen geng gong gou gu gua guai
    guan guang gui gun guo ha hai han hang hao he hei hen heng hm hng hong hou hu hua huai huan
    huang hui hun huo ji jia jian jiang jiao jie jin jing jiong jiu ju juan jue jun ka kai kan
    kang kao ke kei ken keng kong kou ku kua kuai kuan kuang kui kun kuo la lai lan lang lao le
    lei len leng li lia lian liang liao lie lin ling liu lo long lou lu luan lun luo lv lve m ma
    mai man mang mao me mei men meng mi mian miao mie min ming miu mo mou mu n na nai nan nang
    nao ne nei nen neng ng ni nian niang niao nie nin ning niu nong nou nu nuan nun nuo nv nve o
    ou pa pai pan pang pao pei pen peng pi pia pian piao pie pin ping po pou pu qi qia qian
    qiang qiao qie qin qing qiong qiu qu quan que qun r ran rang rao re ren reng ri rong rou ru
    rua ruan rui run ruo sa sai san sang sao se sei sen seng sha shai shan shang shao she shei
    shen sheng shi shou shu shua shuai shuan shuang shui shun shuo si song sou su suan sui sun
    suo ta tai tan tang tao te tei teng ti tian tiao tie ting tong tou tu tuan tui tun tuo wa
    wai wan wang wei wen weng wo wu xi xia xian xiang xiao xie xin xing xiong xiu xu xuan xue
    xun ya yan yang yao ye yi yin ying yo yong you yu yuan yue yun za zai zan zang zao ze zei
    zen zeng zha zhai zhan zhang zhao zhe zhei zhen zheng zhi zhong zhou zhu zhua zhuai zhuan
    zhuang zhui zhun zhuo zi zong zou zu zuan zui zun zuo ê
"""
_SYLLABLES = frozenset(_INVENTORY.split())
_TONES = tuple("12345")
_MARKS = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_CIRCUMFLEX, _DIAERESIS = "\u0302", "\u0308"


def is_syllable(numbered: str) -> bool:
    """Whether "shan4" is one that Mandarin has, with its tone."""
    return numbered[-1:] in _TONES and numbered[:-1] in _SYLLABLES


def looks_like_pinyin(reading: str) -> bool:
    """Whether ``reading`` is meant as pinyin: letters with tone marks or with tone numbers."""
    parts = _parts(unicodedata.normalize("NFD", reading.lower()))
    ahead = all(part[:1] in _TONES and len(part) > 2 and part[1:] in _SYLLABLES for part in parts)
    letters = all(re.fullmatch(r"[a-z:\u0300-\u030c\u0308]+[0-9]?", part) for part in parts)
    marked = any(part[-1].isdigit() or not part.isascii() for part in parts)
    return ahead or (letters and (marked or all(part in _SYLLABLES for part in parts)))


def numbered(reading: str) -> tuple[str, ...]:
    """Syllables with tone numbers of "shàn xiàn", "shan4 xian4" or "lǘ"; a bare one has none.

    Beside marked ones a bare syllable is a neutral tone: "māo mao".
    """
    parts = [_numbered(part) for part in _parts(reading.lower())]
    marked = not reading.isascii() and not any(character.isdigit() for character in reading)
    return tuple(part if part[-1:].isdigit() or not marked else part + "5" for part in parts)


def _parts(reading: str) -> list[str]:
    """The syllables, parted by blanks, hyphens or commas, or by the tone numbers alone.

    "shan4xian4"; "shan4-xian4"; numbers may be of full width.
    """
    plain = unicodedata.normalize("NFKD", reading)
    return re.sub(r"(?<=[a-z][0-9])(?=[a-z])|[-,、·'’]", " ", plain).split()


def _numbered(part: str) -> str:
    tone, letters = "", ""
    for character in unicodedata.normalize("NFD", part.replace("u:", "v")):
        if character in _MARKS:
            tone = _MARKS[character]
        elif character == _DIAERESIS:
            letters = letters[:-1] + "v"
        elif character == _CIRCUMFLEX:
            letters = letters[:-1] + "ê"
        else:
            letters += character
    digit = letters[-1:] if letters[-1:].isdigit() else ""
    letters = letters.removesuffix(digit)
    letters = re.sub("^([jqxy])v", r"\1u", letters)
    letters = re.sub("^([ln])ue$", r"\1ve", letters)
    return ("er" if letters == "r" else letters) + (digit or tone)
