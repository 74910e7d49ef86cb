"""From stories to segments: the parts, the voices, the pauses, and golden scripts.

The golden scripts are made anew, to be read before they are committed, with

    python -m tests.script.test_writing
"""

import dataclasses
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.helpers.cost import takes_at_most
from tingbao.content.pages import read_page
from tingbao.content.stories import cut
from tingbao.errors import ScriptError, SettingsError
from tingbao.model import Label, Narration, Part, Role, Script, Segment, Story
from tingbao.script.lexicon import EMPTY, Lexicon, read_lexicon
from tingbao.script.lines import apply
from tingbao.script.writing import write

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "scripts"
BARE = Narration(opening="", headlines="", closing="", label=Label(place="none"))


def a_story(*paragraphs: str, **fields: object) -> Story:
    story = Story(
        id="2022-12-12/04/1", day=date(2022, 12, 12), page="04", place=1, headline="小区里的灯"
    )
    return dataclasses.replace(story, paragraphs=paragraphs, **fields)  # type: ignore[arg-type]


def script(
    *stories: Story, narration: Narration = BARE, lexicon: Lexicon = EMPTY
) -> tuple[Segment, ...]:
    return write("e", "小区里的灯", stories, "听报", narration, lexicon).segments


def body(segments: Sequence[Segment]) -> list[Segment]:
    return [segment for segment in segments if segment.paragraph >= 0]


# ------------------------------------------------------------------------------ the frame


def test_an_episode_opens_with_show_date_and_notice_and_closes() -> None:
    segments = script(a_story("天亮了。"), narration=Narration())
    assert [segment.part for segment in segments] == [
        Part.OPENING,
        Part.NOTICE,
        Part.HEADLINE,
        Part.BODY,
        Part.CLOSING,
    ]
    assert segments[0].written == "听报，12月12日，星期一。"
    assert segments[0].spoken == "听报，十二月十二日，星期一。"
    assert segments[1].pace == 140


@pytest.mark.parametrize(
    ("label", "places"),
    [
        (Label(place="start"), [1]),
        (Label(place="end"), [4]),
        (Label(place="both"), [1, 5]),
        (Label(place="none"), []),
        (Label(form="rhythm"), [1]),
        (Label(form="rhythm", place="both"), [1, 5]),
    ],
)
def test_the_notice_stands_where_the_label_asks(label: Label, places: list[int]) -> None:
    segments = script(a_story("天亮了。"), narration=Narration(label=label))
    assert [n for n, segment in enumerate(segments) if segment.part is Part.NOTICE] == places


def test_the_frame_is_of_templates_that_the_show_may_override() -> None:
    narration = Narration(
        opening="{{ date }}{{ weekday }}，{{ show }}为您读报。",
        closing="{{ title }}就到这里。",
        label=Label(spoken="{{ show }}的语音由AI生成。"),
    )
    opening, notice, *_, closing = script(a_story("天亮了。"), narration=narration)
    assert opening.written == "12月12日星期一，听报为您读报。"
    assert notice.written == "听报的语音由AI生成。"
    assert closing.written == "小区里的灯就到这里。"


@pytest.mark.parametrize("field", ["opening", "headlines", "bridge", "closing"])
def test_a_template_that_does_not_work_is_named(field: str) -> None:
    narration = dataclasses.replace(BARE, **{field: "{{ nobody }}"})
    with pytest.raises(SettingsError, match=rf"narration\.{field}.*nobody"):
        script(a_story("天亮了。"), a_story("天黑了。"), narration=narration)


@pytest.mark.parametrize(
    "template", ["{{ show", "{% for %}", "{{ date + 1 }}", "{{ 1 / 0 }}", "{{ show.no.more }}"]
)
def test_a_template_that_cannot_be_filled_in_is_named_with_file_and_remedy(template: str) -> None:
    narration = dataclasses.replace(BARE, closing=template)
    with pytest.raises(SettingsError, match=r"tingbao\.toml: narration\.closing") as caught:
        script(a_story("天亮了。"), narration=narration)
    assert "date, headlines, show, title, weekday: mend it" in str(caught.value)


def test_several_stories_are_announced_and_bridged_by_the_anchor() -> None:
    narration = dataclasses.replace(
        BARE, headlines="有：{{ headlines | join('；') }}。", bridge="再听一篇。"
    )
    one, two = a_story("天亮了。"), a_story("天黑了。", id="2022-12-12/04/2", headline="夜里")
    segments = script(one, two, narration=narration)
    assert segments[0].written == "有：小区里的灯；夜里。"
    assert [segment.written for segment in segments if segment.part is Part.BRIDGE] == [
        "再听一篇。"
    ]
    assert segments[2].pause == narration.pauses.story


def of_page(page: str, place: int, *paragraphs: str) -> Story:
    return a_story(*paragraphs, id=f"2022-12-12/{page}/{place}", page=page, place=place)


def test_two_reporters_take_turns_on_a_page_and_from_page_to_page() -> None:
    narration = dataclasses.replace(BARE, two_reporters=True)
    stories = [of_page("01", place, "天亮了。") for place in (1, 2, 3)] + [
        of_page(page, 1, "天黑了。") for page in ("02", "03")
    ]
    told = body(script(*stories, narration=narration))
    one, two = Role.REPORTER, Role.REPORTER_2
    assert [segment.role for segment in told] == [one, two, one, two, one]


@pytest.mark.parametrize(
    "lead_id", ["2022-12-12/01/9", "2022-12-12/01/own-id", "2022-12-12/01/" + "9" * 5000]
)
def test_a_lead_inserted_at_the_top_leaves_every_other_story_its_reporter(lead_id: str) -> None:
    narration = dataclasses.replace(BARE, two_reporters=True)
    stories = [of_page("01", place, f"第{place}篇。") for place in (1, 2, 3)]
    lead = a_story("头条。", id=lead_id)
    before = body(script(*stories, narration=narration))
    assert body(script(lead, *stories, narration=narration))[1:] == before


def test_the_reporter_of_the_story_comes_back_after_a_quotation_and_the_anchor_heads_it() -> None:
    narration = dataclasses.replace(BARE, two_reporters=True)
    stories = [
        of_page("01", place, "门开了。武荷香女士说：“天亮就来。”大家笑了。") for place in (1, 2, 3)
    ]
    segments = script(*stories, narration=narration)
    by_story = [[s.role for s in segments[at : at + 4]] for at in range(0, len(segments), 4)]
    woman = by_story[0][2]
    assert woman in (Role.WOMAN, Role.WOMAN_2)
    assert by_story == [
        [Role.ANCHOR, teller, woman, teller]
        for teller in (Role.REPORTER, Role.REPORTER_2, Role.REPORTER)
    ]


# ------------------------------------------------------------------------------ a story


def test_a_byline_stays_as_printed_and_can_be_switched_off() -> None:
    story = a_story("天亮了。", byline="本报记者●王丹")
    (line,) = (segment for segment in script(story) if segment.part is Part.BYLINE)
    assert (line.written, line.spoken) == ("本报记者●王丹", "本报记者王丹报道。")
    silent = script(story, narration=dataclasses.replace(BARE, bylines=False))
    assert Part.BYLINE not in [segment.part for segment in silent]


def test_a_caption_is_introduced_unless_it_says_what_it_is() -> None:
    segments = script(a_story("天亮了。", captions=("3人在送菜。", "上图：大家在送菜。")))
    said = [segment.spoken for segment in segments if segment.part is Part.CAPTION]
    assert said == ["图片说明：三人在送菜。", "上图：大家在送菜。"]
    assert segments[1].written == "3人在送菜。"
    assert segments[1].pinyin.startswith("tu2 pian4 shuo1 ming2 ： san1 ren2")


def test_a_quotation_has_its_own_voice_and_the_reporter_goes_on() -> None:
    told = body(script(a_story("武荷香女士说：“天亮就来。”大家笑了。")))
    assert [(t.part, t.role, t.speaker) for t in told] == [
        (Part.BODY, Role.REPORTER, ""),
        (Part.QUOTE, Role.WOMAN, "武荷香"),
        (Part.BODY, Role.REPORTER, ""),
    ]
    assert [t.pause for t in told] == [250, 250, BARE.pauses.story]


def test_marks_behind_a_quotation_stay_with_it() -> None:
    told = body(script(a_story("“天亮就来，都别等。”……大家笑了。")))
    assert [t.written for t in told] == ["“天亮就来，都别等。”……", "大家笑了。"]


def test_a_lone_pronoun_gives_a_voice_but_no_name() -> None:
    told = body(script(a_story("门开了。他说：“送菜的来了。”")))
    assert told[-1].role in (Role.MAN, Role.MAN_2)
    assert told[-1].speaker == ""


def test_a_single_calm_voice_reads_everything() -> None:
    calm = dataclasses.replace(BARE, quotes=False)
    segments = script(a_story("李磊说：“天亮就来。”大家笑了。"), narration=calm)
    assert {segment.role for segment in segments} == {Role.ANCHOR}
    assert len(body(segments)) == 1


@pytest.mark.parametrize(
    "mark",
    [
        "[停顿 2秒]",
        "[停顿2秒]",
        "[pause 2s]",
        "［停顿 2 秒］",
        "【停顿 两秒】",
        "[Pause 2.00 S]",
        "[停顿 2秒钟]",
        "【停顿2.0秒】",
        "[停顿：2秒]",
        "[停顿，2s]",
        "[停顿=2]",
        "[停顿2]",
        "[停顿２秒]",
        "[停顿 2 sec]",
        "[停顿 2000毫秒]",
        "[停顿 2000ms]",
        "[暂停 2秒]",
        "［停頓 2秒］",
        "[ 停顿  2 秒 ]",
        "[停顿约2秒]",
        "[停顿 +2秒]",
    ],
)
def test_a_pause_mark_is_kept_and_never_said(mark: str) -> None:
    told = body(script(a_story(f"天亮了，{mark}队伍排好了。", "散会。")))
    assert [(t.written, t.pause) for t in told] == [
        ("天亮了，", 2000),
        ("队伍排好了。", 600),
        ("散会。", 1500),
    ]


@pytest.mark.parametrize(
    ("mark", "ms"),
    [
        ("[停顿]", 1000),
        ("[停顿 半秒]", 500),
        ("[停顿 一秒半]", 1500),
        ("【停顿 1.5秒】", 1500),
        ("[停顿 0秒]", 0),
        ("[停顿 十秒]", 10_000),
        ("[停顿二点五秒]", 2500),
        ("[停顿 零点五秒]", 500),
        ("[停顿 2秒][停顿 1秒]", 3000),
    ],
)
def test_a_pause_mark_is_obeyed_to_the_millisecond_without_a_doubt(mark: str, ms: int) -> None:
    first, *_ = body(script(a_story(f"天亮了。{mark}散会。")))
    assert (first.written, first.pause, first.doubts) == ("天亮了。", ms, ())


@pytest.mark.parametrize(
    ("mark", "ms"),
    [
        ("[停顿 9999秒]", 10_000),
        ("[停顿 100000000秒]", 10_000),
        ("[停顿 十五秒]", 10_000),
        ("[停顿 2分钟]", 10_000),
        ("[停顿 -2秒]", 1000),
        ("[停顿 几秒]", 1000),
        ("[停顿 秒]", 1000),
        ("[停顿 x秒]", 1000),
        ("[停顿 十百秒]", 1000),
        ("[停顿 1分30秒]", 1000),
        ("[停顿2秒左右]", 1000),
        ("[停顿 点五秒]", 1000),
        ("[停顿 片刻]", 1000),
        ("[停顿 1e5秒]", 1000),
        ("[停顿 999999999999999999999秒]", 1000),
    ],
)
def test_a_pause_mark_that_cannot_be_obeyed_is_told_and_never_read(mark: str, ms: int) -> None:
    first, second = body(script(a_story(f"天亮了。{mark}散会。")))
    assert (first.written, first.pause, second.written) == ("天亮了。", ms, "散会。")
    (doubt,) = first.doubts
    assert mark in doubt.reason
    assert "[停顿 2秒]" in doubt.reason


def test_brackets_that_only_begin_like_a_pause_mark_are_print() -> None:
    (told,) = body(script(a_story("【停顿的列车】又开动了。")))
    assert told.written == "【停顿的列车】又开动了。"


def test_a_pause_mark_is_obeyed_within_a_quotation_and_in_every_other_part() -> None:
    story = a_story("李磊说：“天亮了，[停顿]走吧。”", headline="雪[停顿 半秒]停了",
                    captions=("雪[停顿 1.25秒]停了。",))  # fmt: skip
    told = script(story)
    assert [(t.written, t.pause) for t in told if t.pause in (500, 1250, 1000)] == [
        ("雪", 500), ("雪", 1250), ("“天亮了，", 1000),
    ]  # fmt: skip
    assert not any("停顿" in t.written + t.spoken for t in told)


def test_a_pause_mark_before_a_closing_quotation_mark_is_the_speaker_s() -> None:
    told = body(script(a_story("李磊说：“走吧。[停顿 2秒]”他转身就走。")))
    assert [(t.written, t.pause) for t in told][1:] == [("“走吧。”", 2000), ("他转身就走。", 1500)]


def test_a_pause_mark_alone_lengthens_the_pause_before_it() -> None:
    told = body(script(a_story("天亮了。", "[停顿 3秒]", "散会。")))
    assert [(t.written, t.pause) for t in told] == [("天亮了。", 3000), ("散会。", 1500)]


def test_a_long_sentence_pauses_as_a_clause_where_it_is_cut() -> None:
    narration = dataclasses.replace(BARE, longest=20)
    told = body(
        script(a_story("春天来了，花开了；夏天来了，雨多了，路滑了。天晴了。"), narration=narration)
    )
    assert told[0].pause == BARE.pauses.clause
    assert max(len(t.written) for t in told) <= 20


def test_the_lexicon_holds_for_its_story_alone() -> None:
    lexicon = read_lexicon(
        '[stories."2022-12-12/04/1"]\n"AQI" = "空气指数"\n', "content/lexicon.toml"
    )
    one, two = a_story("AQI好。"), a_story("AQI好。", id="2022-12-12/04/2")
    told = body(script(one, two, lexicon=lexicon))
    assert told[0].spoken == "空气指数好。"
    assert told[1].spoken != "空气指数好。"


def test_a_story_without_a_word_is_named() -> None:
    story = a_story("……", headline="——", source="content/2022-12-12/04.txt:7")
    with pytest.raises(ScriptError, match=r"content/2022-12-12/04\.txt:7.*2022-12-12/04/1"):
        script(story)


def test_an_episode_without_stories_is_refused() -> None:
    with pytest.raises(ScriptError):
        script()


# ------------------------------------------------------------------------------ any story

PLAIN = st.text(alphabet='天地人说他的，。！？…、（）《》“”‘’"● 12a', max_size=60)
CALM = st.text(alphabet="天地人来去，。！；12", min_size=1, max_size=60)


def _visible(texts: Sequence[str]) -> str:
    return "".join("".join(text.split()) for text in texts if any(map(str.isalnum, text)))


@settings(max_examples=80, deadline=None)
@given(st.lists(PLAIN, min_size=5, max_size=8))
def test_every_character_is_said_once_and_in_order(texts: list[str]) -> None:
    kicker, subtitle, byline, caption, *paragraphs = texts
    story = a_story(
        *paragraphs, kicker=kicker, subtitle=subtitle, byline=byline, captions=(caption,)
    )
    segments = script(story)
    printed = (kicker, story.headline, subtitle, byline, caption, *paragraphs)
    assert _visible([s.written for s in segments]) == _visible(printed)
    assert all(apply(s.written, s.edits) == s.spoken for s in segments)
    assert all(any(map(str.isalnum, s.spoken)) for s in segments)


@settings(max_examples=80, deadline=None)
@given(st.lists(CALM, min_size=3, max_size=5), CALM)
def test_a_change_in_one_paragraph_leaves_the_others_alone(before: list[str], new: str) -> None:
    after = [before[0], new, *before[2:]]

    def others(paragraphs: list[str]) -> list[tuple[str, str, str]]:
        told = body(script(a_story(*paragraphs)))
        return [(t.written, t.spoken, t.pinyin) for t in told if t.paragraph != 1]

    assert others(before) == others(after)


def test_a_hostile_paragraph_is_written_in_time() -> None:
    names = (f"王{chr(0x4E00 + n)}说：“天亮就来了。”他说：“好的，就来。”" for n in range(2000))
    story = a_story("".join(names))
    assert takes_at_most(8, lambda: script(story))


@settings(max_examples=50, deadline=None)
@given(st.lists(CALM, min_size=1, max_size=3), st.integers(20, 60))
def test_no_segment_is_longer_than_the_narration_wants(texts: list[str], longest: int) -> None:
    segments = script(a_story(*texts), narration=dataclasses.replace(BARE, longest=longest))
    assert all(len(segment.written) <= longest for segment in segments)


# ------------------------------------------------------------------------------ golden scripts


def _golden() -> dict[str, Script]:
    lexicon = read_lexicon((ROOT / "content/lexicon.toml").read_text("utf-8"), "lexicon")
    page = cut(read_page(ROOT / "content/2022-12-12/04.txt", ROOT))
    snow = a_story(
        "李磊说：“雪停了就扫。”王丽女士笑着说：“我也来。”",
        "[停顿 1.5秒]气温降到-12℃，AQI为46，K9072次列车晚点2小时。",
        headline="雪后的302室",
        byline="本报记者 张三 通讯员 李四",
        kicker="寒潮来了",
        captions=("12月1日，居民在扫雪。",),
    )
    price = a_story(
        "菜价每斤3.5元，比上周降了12%。", headline="菜价回落", dateline="本报12月11日讯"
    )
    make = {"2022-12-12-04": page, "snow": (snow,), "price": (price,)}
    return {
        name: write(name, stories[0].headline, stories, "听报", Narration(), lexicon)
        for name, stories in make.items()
    }


def _shown(made: Script) -> str:
    return "".join(
        f"{s.part} {s.role} {s.speaker or '-'} {s.pause} | {s.written} | {s.spoken} | {s.pinyin}\n"
        for s in made.segments
    )


@pytest.mark.parametrize("name", ["2022-12-12-04", "snow", "price"])
def test_the_script_is_the_golden_one(name: str) -> None:
    assert _shown(_golden()[name]) == (GOLDEN / f"{name}.txt").read_text("utf-8")


if __name__ == "__main__":
    for name, made in _golden().items():
        (GOLDEN / f"{name}.txt").write_text(_shown(made), "utf-8")
