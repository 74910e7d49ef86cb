"""What the rules are called before an editor: in Chinese beside their English names."""

from tingbao.wording import say

CHINESE = {
    "e-mail": "邮箱", "address": "网址", "emoji": "表情符号", "picture": "图片标注",
    "plate": "车牌", "account": "账号名",
    "masked number": "隐去的号码", "telephone": "电话号码", "identity": "身份证号",
    "internet address": "网络地址", "labelled code": "编号", "service number": "服务电话",
    "code": "长编号", "document": "文号年份", "road stake": "公路桩号",
    "quoted code": "引号里的数字",
    "occasion": "纪念日", "room": "房间、线路", "share": "股票代码", "answer": "应答码",
    "house": "楼门牌", "ordinal": "序数", "institution": "单位名中的数字", "arms": "装备型号",
    "blood pressure": "血压", "standard": "标准号", "version": "版本号", "model": "型号",
    "range sign": "起止号", "per": "每", "dates": "起止年月", "date": "日期", "years": "起止年份",
    "year": "年份", "era": "公元", "decade": "年代", "generation": "几零后", "reign": "年号",
    "months": "起止月日", "month": "月份", "day": "日子", "numbered": "编次",
    "item": "条目序号", "frequency": "频率", "clock": "钟点", "lasting": "用时",
    "stop-watch": "秒表", "ratio": "比", "figure": "图表编号", "formation": "阵型", "score": "比分",
    "percent": "百分数", "money": "金额", "angle": "角度、经纬度", "temperature": "温度",
    "unit": "计量单位", "power": "乘方", "beat": "节拍", "fraction": "分数", "equation": "算式",
    "sum": "加乘号", "range": "数的范围", "acronym": "缩略语", "to": "字母缩写里的2",
    "product": "产品名", "Roman numeral": "罗马数字", "price": "整数价", "negative": "负数",
    "decimal": "小数", "number": "数", "hundredths": "百分秒", "count": "数量",
    "numeral": "数字符号",
    "ellipsis": "省略号", "dash": "破折号", "hyphen": "连接号", "zero": "圆圈零", "arrow": "箭头",
    "rate": "汇率", "ampersand": "和号", "so-and-so": "代某字的叉", "slash": "斜线", "sign": "符号",
    "ornament": "花饰", "lexicon": "词典", "gap": "标题里的空格", "byline": "署名",
    "caption": "图注",
}  # fmt: skip


def label(rule: str) -> str:
    """The name of ``rule`` in the language of the person."""
    return say(CHINESE.get(rule, rule), rule)
