"""The pages in a real browser: listening, reading along, finding one's way, without a mouse too."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opens

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
LATE = 0.25
"""Seconds by which the highlighted sentence may differ from the sound."""

# Plays from `from` until the sentence that begins at `begin` lights up; the sound's time then.
LIGHTS_UP = """([from, begin]) => new Promise((resolve, reject) => {
  const cue = [...document.querySelectorAll(".cue")].find((one) => +one.dataset.begin === begin);
  if (!cue) return reject(new Error(`no sentence begins at ${begin}`));
  sound.currentTime = from;
  sound.addEventListener("seeked", () => {
    new MutationObserver((_, observer) => {
      if (!cue.hasAttribute("aria-current")) return;
      observer.disconnect();
      resolve(sound.currentTime);
    }).observe(cue, { attributeFilter: ["aria-current"] });
    sound.play().catch(reject);
  }, { once: true });
})"""


# The word that is lit when the sound stands at `at`.
LIT_WORD = """(at) => new Promise((resolve) => {
  sound.addEventListener("seeked", () => requestAnimationFrame(() => {
    resolve([...CSS.highlights.get("word") ?? []].join("|"));
  }), { once: true });
  sound.currentTime = at;
})"""


def time(page: Page) -> float:
    """Where the sound is, in seconds."""
    return float(page.evaluate("sound.currentTime"))


def paused(page: Page) -> bool:
    return bool(page.evaluate("sound.paused"))


def wait_until(page: Page, condition: str) -> None:
    page.wait_for_function(condition)


@pytest.fixture
def episode(opens: Opens, address: str) -> Page:
    """The first episode, reached from the index, its sound ready."""
    page = opens(address)
    page.locator(".episode a").first.click()
    wait_until(page, "sound.readyState > 0")
    return page


def test_plays_and_pauses(episode: Page) -> None:
    episode.get_by_role("button", name="播放", exact=True).click()
    wait_until(episode, "sound.currentTime > 0.5")
    expect(episode.locator(".cue[aria-current]")).to_have_count(1)
    episode.get_by_role("button", name="暂停", exact=True).click()
    stopped = time(episode)
    episode.wait_for_timeout(300)
    assert time(episode) == stopped


def test_a_click_on_a_sentence_plays_from_there(episode: Page) -> None:
    sentence = episode.locator("article .cue").nth(3)
    begin = float(sentence.get_attribute("data-begin") or "nan")
    sentence.click()
    wait_until(episode, "!sound.paused && !sound.seeking")
    assert begin <= time(episode) < begin + 2
    expect(sentence).to_have_attribute("aria-current", "true")


def test_who_marks_text_does_not_jump(episode: Page) -> None:
    box = episode.locator("article .cue").nth(3).bounding_box()
    assert box
    episode.mouse.move(box["x"] + 60, box["y"] + 10)
    episode.mouse.down()
    episode.mouse.move(box["x"] + 140, box["y"] + 10)
    episode.mouse.up()
    assert episode.evaluate("getSelection().toString().length") > 0
    assert paused(episode)
    assert time(episode) == 0


def test_chapters_play_and_show_where_one_is(episode: Page) -> None:
    chapter = episode.locator(".chapters a").last
    begin = float(chapter.get_attribute("data-begin") or "nan")
    assert begin > 0
    chapter.click()
    wait_until(episode, "!sound.paused && !sound.seeking")
    assert begin <= time(episode) < begin + 2
    expect(chapter).to_have_attribute("aria-current", "true")
    expect(episode.locator("#here")).to_have_text(chapter.locator("span").inner_text())


def test_the_lit_sentence_keeps_step_with_the_sound(episode: Page) -> None:
    transcript = episode.evaluate(
        "fetch(location.href.replace(/html$/, 'json')).then((answer) => answer.text())"
    )
    begins = [segment["startTime"] for segment in json.loads(transcript)["segments"]]
    assert len(begins) >= 8
    for begin in begins[1 :: max(1, len(begins) // 6)]:
        at = episode.evaluate(LIGHTS_UP, [begin - 0.6, begin])
        assert abs(at - begin) <= LATE, f"{begin} s lit up at {at} s"


def test_the_lit_word_is_the_one_that_is_said(episode: Page) -> None:
    transcript = episode.evaluate(
        "fetch(location.href.replace(/html$/, 'json')).then((answer) => answer.text())"
    )
    words = [word for one in json.loads(transcript)["segments"] for word in one["words"]]
    assert len(words) > 100
    for word in words[3 :: len(words) // 12]:
        lit = episode.evaluate(LIT_WORD, word["startTime"] + 0.03)
        assert lit == word["body"], word


def test_the_keyboard_does_what_the_mouse_does(episode: Page) -> None:
    press = episode.keyboard.press
    press("Space")
    wait_until(episode, "!sound.paused")
    press("Space")
    wait_until(episode, "sound.paused")
    before = time(episode)
    press("ArrowRight")
    assert time(episode) == pytest.approx(before + 15, abs=0.01)
    press("ArrowLeft")
    assert time(episode) == pytest.approx(before, abs=0.01)
    begins = sorted(float(cue.get_attribute("data-begin") or "nan")
                    for cue in episode.locator(".cue").all())  # fmt: skip
    episode.evaluate("(seconds) => { sound.currentTime = seconds }", begins[2] + 0.1)
    wait_until(episode, "!sound.seeking")
    press("k")
    assert time(episode) == pytest.approx(begins[3], abs=0.01)
    press("j")
    assert time(episode) == pytest.approx(begins[2], abs=0.01)


def test_the_first_tab_leads_past_the_head(episode: Page) -> None:
    episode.keyboard.press("Tab")
    expect(episode.locator(".skip")).to_be_focused()
    episode.keyboard.press("Enter")
    expect(episode.locator("#text")).to_be_focused()
    episode.locator("#play").focus()
    episode.keyboard.press("Space")
    wait_until(episode, "!sound.paused")


def test_place_and_speed_are_remembered(episode: Page) -> None:
    episode.locator("#speed").select_option("1.5")
    episode.evaluate("sound.currentTime = 8.5")
    wait_until(episode, "!sound.seeking")
    episode.reload()
    wait_until(episode, "sound.currentTime > 0")
    assert time(episode) == pytest.approx(8.5, abs=0.5)
    assert episode.evaluate("sound.playbackRate") == 1.5
    assert paused(episode)


def test_without_scripting_it_plays_and_reads(opens: Opens, address: str) -> None:
    page = opens(address, java_script_enabled=False)
    expect(page.locator(".search")).to_be_hidden()
    page.locator(".episode a").first.click()
    sound = page.locator("audio[controls]")
    expect(sound).to_be_visible()
    assert page.request.get(
        page.url.rsplit("/", 1)[0] + "/" + (sound.get_attribute("src") or "")
    ).ok
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.get_by_text("许师傅每天七点开门").or_(page.get_by_text("全长三公里")).first
           ).to_be_visible()  # fmt: skip
    assert "#t=" in (page.locator(".chapters a").last.get_attribute("href") or "")


@pytest.mark.parametrize("where", ["index", "episode", "transcript"])
def test_a_phone_scrolls_down_only(opens: Opens, address: str, where: str) -> None:
    page = opens(address, **PHONE)
    walk(page, where)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("innerWidth") == 390
    wide = "[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility()"
    wide += " && one.getBoundingClientRect().right > 390.5).map((one) => one.outerHTML)"
    assert page.evaluate(wide) == []


@pytest.mark.parametrize("where", ["index", "episode", "transcript"])
def test_dark_is_dark(opens: Opens, address: str, where: str) -> None:
    page = opens(address, color_scheme="dark")
    walk(page, where)
    paper, ink = page.evaluate("""() => {
      const pen = document.createElement("canvas").getContext("2d");
      const style = getComputedStyle(document.body);
      return [style.backgroundColor, style.color].map((colour) => {
        pen.fillStyle = "Canvas"; pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
        return alpha ? red + green + blue : -1;
      });
    }""")
    assert ink > 500
    assert paper < 120  # -1: clear, where the browser's own dark shines through


def walk(page: Page, where: str) -> None:
    """From the index to ``where``, by links that a reader has."""
    if where != "index":
        page.locator(".episode a").first.click()
    if where == "transcript":
        page.get_by_role("link", name="网页").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("words", ["修表铺", "路灯"])
def test_search_finds_headlines_and_text(opens: Opens, address: str, words: str) -> None:
    page = opens(address)
    page.get_by_label("查找标题和正文").fill(words)
    expect(page.locator("#found")).to_have_text("1 篇")
    expect(page.locator("#lists")).to_be_hidden()
    page.locator("#results a").click()
    expect(page.locator("main")).to_contain_text(words)


def test_search_says_when_there_is_nothing(opens: Opens, address: str) -> None:
    page = opens(address)
    page.get_by_label("查找标题和正文").fill("火星")
    expect(page.locator("#found")).to_have_text("没有找到")


@pytest.mark.parametrize("options", [{}, PHONE], ids=["desktop", "phone"])
def test_a_storys_picture_is_seen_whole(
    opens: Opens, address: str, options: dict[str, object]
) -> None:
    page = opens(address, **options)
    page.locator(".episode a", has_text="修表铺").or_(
        page.locator(".episode a", has_text="月")
    ).first.click()
    shown = page.get_by_role("img", name="配图：老桥头的修表铺开了四十年")
    expect(shown).to_have_count(1)
    shown.scroll_into_view_if_needed()
    page.wait_for_function("document.querySelector('.picture img').naturalWidth === 1200")
    box, wide = shown.bounding_box(), page.evaluate("document.documentElement.clientWidth")
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= wide
    assert box["width"] == pytest.approx(box["height"], rel=0.02)
