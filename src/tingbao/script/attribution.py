"""The frames in which a newspaper says who speaks: “……”某某说 and 某某说：“……”."""

import re

_SHORT = "说|讲|问|答|喊|称|夸|念|嚷|吼"
_LONG = (
    "介绍|评价|感慨|感叹|回忆|解释|补充|强调|坦言|直言|叮嘱|嘱咐|回应|称赞|赞叹|承诺|建议|呼吁|提醒|回答|答复|询问|追问|反问|表示|"
    "指出|认为|透露|质疑|反驳|打趣|调侃|自嘲|吐槽|抱怨|吆喝|哽咽|大喊|高喊|呼喊|嘀咕|念叨|说明|总结|表态|慨叹|感言|接话|插话|"
    "分析|分享|寄语|倡议|点评|告诫|劝告|安慰|鼓励|招呼|应声|喃喃|叫好|开玩笑|接过话头|接过话茬|接过话|辩称|声称|坚称|诉称|辩解|陈述|供述|宣布|重申|惊呼|直呼|嘟囔|埋怨|央求|恳求|请求|劝说|打开话匣子|竖起大拇指"
)
VERB = (
    rf"(?:告知|告诉(?:[本]?报?记者|他|她|大家|笔者|我们)|对[本]?报?记者(?:说|表示)|回应称|回复称|通报称|"
    rf"(?:{_LONG}|笑|叫|骂|劝|哭|叹|应|赞|回|{_SHORT})(?:道|说|称)|{_LONG}|{_SHORT})"
)
_SUBJECT = r"[^。！？!?…，,；;：:“”「」『』『』\"\n]"
_TAIL = r"(?:了|着|起来|一句|一声|个不停|不停)?"

FOLLOWING = re.compile(
    rf"\s*(?P<subject>{_SUBJECT}{{0,40}}?){VERB}{_TAIL}(?=\s*(?:[。！？!?…，,；;]|$))"
)
"""Behind a closing quote; the subject may be empty (“……”说). A colon belongs to the next."""

PRECEDING = re.compile(rf"(?P<subject>{_SUBJECT}{{0,40}}?){VERB}{_TAIL}\s*[：:，,]?\s*$")
"""Before an opening quote, to be searched in the last 50 characters."""

WRITTEN = re.compile(
    r"(?:写[道着的]?[是]?|[印刻贴挂绣题标]着|显示|题为|名为|名叫|叫做?|称作|简称|俗称|题词|落款|标语|横幅|口号|歌词|标题|短信|纸条|字样|规定|载明|约定)"
    r"[^。！？“”]{0,4}[：:，,]?\s*$"
    r"|(?:牌子?|告示|黑板|字条|对联|横批|海报|条幅|木板|碑文|扉页|[歌书诗信][里中上](?:这样)?[唱写说]?道?|日记[里中]?|歌中|老话|俗语|谚语|民谚|古训|格言|诗)[上]?[：:]\s*$"
)
"""Before a quotation that stands in writing: nobody says it."""
