"""Edge's cast: the zh-CN voices that the free service keeps, and how they are made to differ."""

from collections.abc import Mapping

from tingbao.model import Role, Voice

VOICES: Mapping[str, Voice] = {
    Role.ANCHOR: Voice(engine="edge", name="zh-CN-XiaoxiaoNeural"),
    Role.REPORTER: Voice(engine="edge", name="zh-CN-YunyangNeural"),
    Role.REPORTER_2: Voice(engine="edge", name="zh-CN-XiaoxiaoNeural", rate=-3),
    Role.MAN: Voice(engine="edge", name="zh-CN-YunxiNeural"),
    Role.MAN_2: Voice(engine="edge", name="zh-CN-YunjianNeural"),
    Role.MAN_3: Voice(engine="edge", name="zh-CN-YunxiNeural", rate=-4, pitch=-15),
    Role.ELDER_MAN: Voice(engine="edge", name="zh-CN-YunjianNeural", rate=-10, pitch=-10),
    Role.WOMAN: Voice(engine="edge", name="zh-CN-XiaoyiNeural"),
    Role.WOMAN_2: Voice(engine="edge", name="zh-CN-XiaoxiaoNeural", pitch=-10),
    Role.WOMAN_3: Voice(engine="edge", name="zh-CN-XiaoxiaoNeural", rate=3, pitch=15),
    Role.ELDER_WOMAN: Voice(engine="edge", name="zh-CN-XiaoyiNeural", rate=-12, pitch=-20),
    Role.CHILD: Voice(engine="edge", name="zh-CN-YunxiaNeural"),
}
"""There are six; Yunyang and Xiaoxiao are the newsreaders among them."""
