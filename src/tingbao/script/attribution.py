"""The frames in which a newspaper says who speaks: “……”某某说 and 某某说：“……”."""

import re

VERB = (
    r"(?:告诉(?:记者|本报记者|他|她|大家|笔者)|对记者(?:说|表示)|"
    r"(?:介绍|评价|感慨|感叹|回忆|解释|补充|强调|坦言|直言|叮嘱|嘱咐|回应|称赞|赞叹|承诺|建议|呼吁|"
    r"提醒|回答|询问|追问|反问|表示|指出|认为|笑|喊|叫|嚷|骂|劝|哭|吼|叹|应|赞|答|问|说|讲)(?:道|说)|"
    r"介绍|评价|感慨|感叹|回忆|解释|补充|强调|坦言|直言|叮嘱|嘱咐|回应|承诺|建议|呼吁|提醒|回答|询问|"
    r"追问|反问|表示|指出|说|讲|问|答|喊)"
)
_SUBJECT = r"[^。！？!?…，,；;：:“”「」『』\"\n]"

FOLLOWING = re.compile(
    rf"\s*(?P<subject>{_SUBJECT}{{0,40}}?){VERB}(?:了|着)?(?=\s*(?:[。！？!?…，,；;]|$))"
)
"""Behind a closing quote; the subject may be empty (“……”说). A colon belongs to the next."""

PRECEDING = re.compile(rf"(?P<subject>{_SUBJECT}{{0,40}}?){VERB}(?:了|着)?\s*[：:，,]?\s*$")
"""Before an opening quote, to be searched in the last 50 characters."""

SAYING = re.compile(rf"(?P<subject>{_SUBJECT}{{2,12}}?){VERB}")
"""Anywhere in a text: somebody says something."""
