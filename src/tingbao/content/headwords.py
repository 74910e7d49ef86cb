"""The words and signs by which the lines of a head tell what they are."""

import re

_PLACE = (
    "(?:[全我本][市省县区国州旗盟]|[省市区县州旗盟]?委|[省市区县州旗盟]?政府|自治区|多地|各地|我国"
    "|全国|多部门)"
)
_OFFICE = r"[省市区县州旗][\u4e00-\u9fff]{1,6}[局厅委办]"
_SAID = (
    r"强调|指出|要求|建议|呼吁|认为|提出|表示|听取|获悉|了解到|透露|(?:宣|声|据|传)称|宣布|重申|"
    r"(?<!小)(?<!传)(?<!据)说|警告|(?<!新)发现|确认|建言|声明|评论|(?:媒体|》)报道|回应\S{2,6}|"
    r"证实|揭示|研判|连线|[委局会院部]通报|时希望|发言人谈\S+"
)
"""强调, 证实: who spoke, or what was learnt."""
_HELD = (
    r"部署|召开|举行|启动|会议|大会|论坛|首[演映播]|[奥亚全冬大]运会|运动会|博览会|[化术游]节|会上|"
    r"收官|落幕|开幕|闭幕|[致祝贺][词辞]|共识|开赛|打响|直击|首日"
)
"""召开, 首演: what was held, or has begun or ended."""
_TOLD = r"综述|纪实|侧记|述评|揭晓|公布|发布|出炉|捷报|喜讯|观察|走基层"
"""公布, 侧记: what is told, and as what kind of piece."""
_FRAMED = (
    r"(?:发布|印发|下发|出台|发出)(?:通知|公告|意见|方案|办法|倡议|预警|提示)|"
    r"(?:动员|推进|座谈|总结|发布|交流|推介|表彰|现场|部署|报告|研讨)会|(?<![捧夺举争领])杯|"
    r"(?:会议?|大会|投票|表决)决定|(?:持续|不断|再)(?:升温|提速|走热)|"
    r"[一二三四五六七八九十百\d]年间|在\S{2,}前|\S{4,}(?<![幕背今落最先前身之然以午])后|"
    r"(?:调查|研究|统计|数据|报告|结果|资料)(?:显示|表明)|不顾\S{2,6}|战罢\S{0,3}|"
    r"(?:领导|负责人|[省市县区]长|书记)\S{0,4}(?:督[查导]|调研|检查|考察)\S{2,}|"
    r"联合(?:发文|通知|行动|部署)|(?:世界|国际|全国)\S{2,8}日|"
    r"(?:推出|出台|实施)\S{0,4}(?:举措|措施|新规|新政|办法)|公布\S{2,8}结果|"
    r"(?:赛|谈判|会[谈晤]|访问)\S{0,2}结束|倒计时\d*天?|(?<![开参])(?<![进入]决)(?<![进入]半决)赛|"
    r"赛\S{2,4}站|第[一二三四五六七八九十\d]{1,3}[轮届站场]|：|:|——"
)
"""发布预警, 调查显示, …赛: the frame of what was said or done."""
KICKER = re.compile(
    rf"(?:{_SAID}|{_HELD}|{_TOLD}|{_FRAMED}"
    r"|^[\u4e00-\u9fff]{2,10}(?:部门|[局委办会]|中心|警方|[交民]警|专家|医生|气象台)提醒(?:您|[广大]{0,2}(?:市民|居民|游客|乘客|车主|司机|家长|考生|消费者))?$"
    # when or after what it was
    r"|(?<![同临按准小当])时|之际|前夕|以来|之后|期间|背景下|影响|来临|临近|到来|将至|在即|[天年月日周时]后|第一天)$"
    r"|^(?:走向(?!世界)|奋进|喜迎|献礼|对话|专访|历经|历时|经过|面对|随着|针对|围绕|聚焦|关注(?!度)|就(?=.+(?:问题|事|政策|决定|机制|协定)$)|应(?=.+邀请$)|对(?=.{4,}(?:不满|关切)$)|受(?=.{4,}(?:冲击|袭击|拖累|带动|鼓舞)$)|因为|由于|为了?(?![何啥什])|继|自|从|由(?=.+到)|连续|时隔|又是一年|\S{2,4}(?:仅|不足)(?=[\d一二三四五六七八九十]+\S{1,2}$)|(?:总?投资|耗资|全长|占地|\S{1,3}年投入)(?=.*[\d一二三四五六七八九十]))"
    r"|^(?:昨[日夜天晚]|今[日晨天晚起]|明[日天起])\S*(?<![）)报])$"
    r"|^[\u4e00-\u9fff]{2,4}季$"
    r"|(?:试点|实施|施行|成立|开[馆园航]|通车|运行|开放|回归|建成|建校|建市|改革|扶贫|援建)[一二三四五六七八九十百两\d]{1,4}(?:周?年|日|天|个月)$"
    # who does it
    rf"|^(?:{_PLACE}|{_OFFICE}).{{0,16}}(?:部署|召开|举行|出台|启动|开展|推进|推出|发布|实施)"
    # what the paper had told before
    r"|^本报.{0,24}(?:一文|报道|刊发).{0,8}(?:引[起发]|后续|追踪|反响)|引[起发](?:热议|关注|反响)$"
    r"|^纪念.{2,}(?:诞辰|逝世|周年|年)$"
    # the name of a series
    r"|^(?:深入)?学习(?:宣传)?贯彻|系列(?:报道|评论)|进行时|特别报道|之[一二三四五六七八九十]+$|[①-⑳]$"
    r"|^[\u4e00-\u9fff]{2,8}[·•|｜丨][\u4e00-\u9fff]{2,8}$"
)
"""How a 引题 looks: it gives the occasion, and leaves the news to the line below."""
OCCASION = re.compile(r"[^，,]{2,10}(?:前夕|之际|以来|期间|来临|临近|将至)[，,][^？?]+")
"""教师节前夕，…: opens with the occasion, as only a 引题 or a text does."""
DETAIL = re.compile(
    r"[\d一二三四五六七八九十百千万亿两]+(?:[个名人万亿元天年月日公里米吨亩户所家座条台倍%％处次件项]|成(?![为立功长员绩就交熟果本效型分全人都不])|余|多)"
    r"|过半$|占比|\d[站层辆场部岁折度道支门级班]|\d{1,2}[:：]\d{2}|答(?:读者|记者|网友)问$|^[\u4e00-\u9fff]{2,8}[：:]|^(?:预计|首[批日]|其中|将|主要|最高|最低|(?:市民|居民|游客|乘客|行人|车辆|旅客|用户|读者|学生|考生|家长|企业)可|记者|专家|包括|涉及|要求|强调|所幸|目前|此前|已|暂|可(?![爱乐能是])|均|无|全部|仍|尚|正)"
)
"""What a 副题 adds: figures and particulars."""
AT_ONCE = re.compile(r"首[日批]|其中|预计|最[高低长短大小早晚]|所幸|目前|此前")
"""首日查处…: no second half of a headline opens so."""
REPORTED = re.compile(r"要求|强调|[\u4e00-\u9fff]{2,4}(?:主持|出席|讲话|致辞)")
"""What was said, and who spoke, at what the line above names: no 主题 begins so."""
DEALT = re.compile(r"(?:研究)?部署|听取|审议|传达|讨论|总结")
"""What a meeting did, under a line that names it."""
CONTINUES = re.compile(
    r"[今明后][明后]?天|[今明]起|未来[一二三四五六七两几\d]|可(?![爱乐能是])|将|仍|已|并|还|均|预计|最高|最低|其中"
)
"""How a line begins that says more of what the line above named: no 主题 under a 引题 does."""
SHARE = re.compile(r"单[个户家]|每[个户人家名亩]|[人户]均|最[高低](?=[可补奖达\d])")
"""What each gets of what the line above gives out: a particular."""
ADVICE = re.compile(r"不必|无需|无须|切勿|切莫|请(?:提前|注意|及时|绕行|错峰|谨慎)")
"""What the reader is to do: it follows the news, as a 副题."""
OF_WHOM = re.compile(
    r"(?:本报记者(?:对话|专访|走访)|记(?!者)|访(?!问)|追记|走近|写在|读《)[\u4e00-\u9fff《]{3}"
)
"""记木雕艺人老聂: what follows a dash otherwise."""
ANSWER = re.compile(r"[\u4e00-\u9fff]{2,8}[：:](?=.)")
"""Who says it, and what: a line whole in itself, never the second half of a headline."""
ACTS = re.compile(
    r"(?:[省市县区州旗][\u4e00-\u9fff]{1,3}[局委办指院部会厅]|[\u4e00-\u9fff]{1,4}(?:[省市县区旗州镇乡村局]|街道|社区|小学|中学|大学|医院|法院|公司|集团)"
    r"|[我全][省市县区])[\u4e00-\u9fff]{0,6}"
    r"(?:探索|打造|推进|推行|开展|推动|推出|启动|建成|举办|实施|助力|深化|创新|完善|优化|提升|破解|构建|建立|搭台|试行|落实|发力)"
)
"""青山区探索基层议事新路径: who does what (实题), beside a line that puts it vividly (虚题)."""
_BODY = (
    "公司|集团|[局委办]|中心|学校|大学|[小中]学|幼儿园|医院|保健院|[法检]院|检察院|银行|街道|社区|协会"
    "|[大支]队"
)
ACTOR = re.compile(
    rf"(?P<office>[\u4e00-\u9fff·]{{2,14}}(?:{_BODY}))|[\u4e00-\u9fff·]{{2,14}}[县区镇乡村]"
)
ACTION = re.compile(
    r"开展|启动|举[办行]|推[出行进]|发布|出台|实施|建[成立]|打造|组织|召开|新增|上线"
)
"""江州供电公司 / 开展秋季检修: who, and on the next line what."""
PRONOUN = re.compile(r"[他她它]们?(?!乡)")
"""他背出十一名乘客: tells whom the line above leaves out, so is no particular of that."""
PREDICATE = re.compile(
    r"更(?![多新换名])|却|该(?=\S*(?:哪|谁|何|怎|咋))|荣?获(?!悉)|夺|摘|赢得|斩获|入选|当选|登上|亮相|跻身|晋级|问鼎|折桂|(?:怎[样么]|如何|为何|咋)\S{2,4}$"
)
"""What somebody won, whom only the line above names: one sentence on two lines."""
SOMEBODY = re.compile(r"[一两三四五六七八九十][个对位群家支名座把根条本棵][\u4e00-\u9fff]{1,4}")
"""一对母子: who or what, of which the next line tells."""
HELPS = re.compile(r"[扶帮救送捡背抱陪劝追拦](?!者)")
"""公交司机停车两分钟 / 扶盲人过马路: what somebody did, whom the line above names."""
RESULT = re.compile(
    r"(?:增长|增加|提高|上升|上涨|下降|下跌|减少|突破|达到?|超过?)(?:百分之|[\d一二三四五六七八九十百千万亿两])|(?:接待|办结|查处|实现|新增|建成|发放)\S{0,8}[\d一二三四五六七八九十百千万亿]"
)
"""Figures that are the news itself, which no 引题 tells."""
COMPARED = re.compile(
    r"[同环]比|[比较]上?[去今前本年月周]|(?:首次|继续|双双)?(?:实现|保持|迎来)\S{0,8}(?:增长|开门红)"
)
"""同比上涨0.3%: what grew stands on the line above, so both are one sentence."""
QUESTION = re.compile(r"[？?吗呢]$")
COUNTED = re.compile("[一两三半百千万][张片亩座条把碗杯口根朵棵头群盏滴束缕](?!之)")
"""一片叶子: how many of what, as a sentence opens and no column is called."""
COLUMN = re.compile(r"[\u4e00-\u9fff]{2,4}|[A-Z]{2,5}")
WHEN = re.compile(r"(?:以来|之际|之后|之前|期间|来临|临近|将至|在即|时节|首日|前[夕夜])$")
"""入春以来 says when, as a 引题 does: no column is named so."""
EDITION = re.compile(r"[\u4e00-\u9fff]{2,5}(?:周刊|特刊|专刊|副刊|专辑|专版|专栏|回音)")
ROOM = re.compile(
    r"[\u4e00-\u9fff]{1,3}(?:新鲜事|那些事|直通车|会客厅|面对面|大家谈|风景线|万花筒|风采录|瞭望台|加油站|显微镜|与实践|小词典|小百科)"
)
"""校园新鲜事: where in the paper it stands, as columns are called."""
OF_WRITERS = re.compile(
    r"[\u4e00-\u9fff]{2}(?:回忆|讲述|[日札手笔]记|[随漫走]笔|故事|[漫杂闲]谈|[絮物心]语|[夜闲]话|茶座)|诗[苑笺页抄窗林廊]"
)
"""荷塘絮语: columns of a 副刊 say what kind of writing they bring."""
CAMPAIGN = re.compile(
    r"(?:高质量发展|乡村振兴|共同富裕)(?:看|在)[\u4e00-\u9fff]{2,3}|(?:高质量发展)?调研行"
    r"|(?:[\u4e00-\u9fff]{0,4}"
    r"(?:新(?:时代|征程|伟业|作为|篇章|气象|担当)|百年路|全面小康|脱贫攻坚|复兴梦)[ 　]?){2,3}"
)
"""奋进新征程　建功新时代: what party papers call their columns of a year."""
FRAGMENT = re.compile(
    r"(?:[今去前]年|上半年|下半年|[一二三四1-4]季度|\d{1,2}月份?|年来|期间|[元春五十]一?[旦节假]|周末|[^，。]{0,8}[我全本][市省县区国])$"
)
"""A line that only says when or where: the headline goes on under it."""
OPEN = re.compile(r"(?:[，,、]|(?<!目)的|(?<!参)(?<!赋)[和与及跟]|为何|如何|怎样|怎么)$")
"""A line that ends in the midst of its sentence, which no part of a head does."""
LATIN_TIGHT = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%％][\u4e00-\u9fff]")
LATIN_BLANK = re.compile(r" (?=[A-Za-z0-9])|(?<=[A-Za-z0-9%％]) ")
PLACE = re.compile(
    "(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东"
    "|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|《|中国"
    "|石家庄|太原|沈阳|大连|长春|哈尔滨|南京|苏州|杭州|宁波|合肥|福州|厦门|南昌|济南|青岛|郑州|武汉|长沙"
    "|广州|深圳|南宁|海口|成都|贵阳|昆明|拉萨|西安|兰州|西宁|银川|乌鲁木齐|呼和浩特"
    "|(?!全)[\u4e00-\u9fff]{1,3}[省市县州](?!场|民|政|级|委|长|容)|[我本][国省市县区](?!各界))"
)
"""Where it happened, at the beginning of a line that tells it."""
PURPOSE = re.compile(
    "(?:实施|实行|推[进动广行]|深化|加[强大快]|强化|改[善造变进]|变(?=.+为)|把|以(?=.+为)|建(?:立|设(?![部处局厅委]))|构建|打[造破通]"
    "|破[解除]|拓[宽展]|扩大|提[高升]|优化|完善|规范|整[顿治]|治理|清[理扫]|维护|保[护障]|捍卫|[支扶]持"
    "|促进|发[展挥扬]|弘扬|传[承播]|展[示现]|活跃|丰富|贯彻|落实|立足|依[托靠法]|[利运]用|借助|集中|缩短"
    "|控制|培[养育]|关[心注爱]|倾听|走进|点亮|激活|守护|服务|满足|增强|夯实|筑牢|凝聚|汇聚|迎接|慰问"
    "|祝愿|坚持|聚力|锚定|紧扣|敞开|采取|担心|探索|突出|严[格厉打惩防]|狠抓|抢?抓住|抢抓|瞄准|面向|[植扎]根|[心情]系|[牢铭]记|追寻|重温|唱响|擦亮"
    "|跑出|按下|架起|搭[建起]|铺[平就]|织密|补[齐足]|挖[掘潜]|盘活|节约|减[轻少]|降低|缓解|防[止范治]|杜绝|避免|遏制"
    "|告别|走出|摆脱|冲[刺破]|历经|饱[受含]|忍痛|开启|踏上|奔[赴向]|迈[向入]|驶[向入]|融入|对[接标]|遵[循守]|尊重|致敬"
    "|告慰|缅怀|庆祝|欢度|备战|[不无][惧畏]|不[负等甘]|敢于|勇[于挑]|甘[当做于]|乐[做当于]|争[当做创]"
    "|商讨|注意|反对|既要|[让迎](?=.{4})|向(?=.+迈)"
    "|[扩稳促惠兴](?=.+ )|涉嫌|不[顾忘]|按照|不让"
    "|[循沿迎顺怀冒顶伴趁]着|曾(?!经)|[\u4e00-\u9fff][好稳牢](?![处的]))"
)
"""What is done and to what end, without who does it."""
FOLLOWS = re.compile(
    "(?:要求|强调|指出|呼吁|敦促|希望|勉励|讨论|讲述|介绍|展[望现]|拒绝|谴责|同意|祝愿|引导|力争|公布|用于|涉及|创(?=.+(?:[新之][高低最]|纪录))|专家(?:提醒|呼吁|建议)|并|将|向.+(?:致|表示)"
    "|去年|今年|其中|总[数量]|累计|比[上去]年|较[上去]年)"
)
"""How a line opens whose subject stands above it."""
GUESTS = re.compile(
    r"(?:出席|参加)\S{0,12}$|(?:揭牌|题词|剪彩|授[牌旗]|颁[奖证]|致[辞信电贺]|祝贺|贺[信电词]|讲话|主持|看望\S{0,10}|致贺\S{0,10})(?:[并、]\S{2,4})?$"
)
"""Who came, spoke or sent word."""
MEETING = re.compile(r"(?:会议?|举行|召开|[闭开]幕|会[见谈])$")
SPEAKS = re.compile(r"[\u4e00-\u9fff]{2,4}(?:强调|指出|要求|表示|希望|主持)")
SKETCH = re.compile(r"(?:盛况|掠影|走笔|巡礼|见闻|纪实|侧记)$")
"""What kind of report it is, as a 副题 says without its dash."""
SAYS = re.compile(
    "(?:强调|指出|要求|建议|呼吁|提出|表示|说|称|宣布|重申|警告|确认|认为|声明|评论|报道|提醒|发现|显示|表明|透露|决定|[致祝贺][词辞])$"
)
"""Who speaks, and what is said stands below."""
DONE = re.compile("(?:施行|实施|开通|投用|落地|上线|着陆|开工|通水)$")
"""It is done: a sentence that the next line does not go on with."""
SINCE = re.compile(
    "(?:[一二三四]季度|[上下]半年|[今去前本]年|[今昨前]天|[本上]周|[本上]月|首[日批]|\\d)"
)
"""When or how many: what such a line tells belongs to the one above."""
AMOUNT = re.compile(
    r"[\u4e00-\u9fff]{2}[\u4e00-\u9fff“”]*[\d.一二三四五六七八九十百千万亿两]+"
    r"(?:[元斤吨里倍%％班趟次年天家个套件人名户]|公[里斤]|小时|分钟|人次|百年一遇)\S{0,4}$"
)
"""每周往返共11班: ends in how many, as a 副题 does."""
