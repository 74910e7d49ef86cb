"""``tingbao check``: every mistake is named with its remedy before anything is made."""

from pathlib import Path

import pytest
from PIL import Image

from tests.test_edition import Silent
from tingbao import edition, inspection

PAGE = "雪后的第一趟班车\n\n本报记者●王丹\n\n头班车5点40分出站，车上坐了23个人。\n"
PRODUCER = "001191110000MA00000000X1000"


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A show of one page in which nothing is grave."""
    monkeypatch.setenv("LANGUAGE", "en")
    edition.init(tmp_path, "小城晚报")
    put(tmp_path, "show", address="https://paper.example/t/")
    put(tmp_path, "label", producer=PRODUCER)
    put(tmp_path, "speech", engine="tone")
    page = tmp_path / "content" / "2022-12-12" / "04.txt"
    page.parent.mkdir()
    page.write_text(PAGE, encoding="utf-8")
    return tmp_path


def put(root: Path, table: str, **values: str) -> None:
    """Write ``values`` into [``table``] of tingbao.toml, in place of what it says there."""
    toml = root / "tingbao.toml"
    lines = [
        row
        for row in toml.read_text("utf-8").splitlines()
        if row.partition("=")[0].strip() not in values
    ]
    at = lines.index(f"[{table}]") + 1
    lines[at:at] = [f'{key} = "{value}"' for key, value in values.items()]
    toml.write_text("\n".join(lines) + "\n", encoding="utf-8")


def grave(root: Path) -> list[str]:
    return [f"{one.where}: {one.sentence}" for one in inspection.check(root) if one.grave]


def hints(root: Path) -> list[str]:
    return [f"{one.where}: {one.sentence}" for one in inspection.check(root) if not one.grave]


def test_a_good_show_has_nothing_to_mend(show: Path) -> None:
    assert inspection.check(show) == []


@pytest.mark.parametrize(
    ("values", "allowed"),
    [
        ({"language": "chinese"}, "zh-cn"),
        ({"license": "my own"}, "cc-by-nc-sa-4.0"),
        ({"license": "CC-BY-4.0"}, "cc-by-4.0"),
        ({"license": "my own", "license_url": "http://paper.example/l"}, "https://"),
        ({"address": "ftp://paper.example/"}, "https://"),
        ({"new_address": "https://paper.example/feed.xml"}, "end with /"),
        ({"colour": "red"}, "#8c1c13"),
        ({"cover": "../cover.jpg"}, "inside the show's folder"),
    ],
)
def test_what_directories_refuse_is_refused_with_what_they_take(
    show: Path, values: dict[str, str], allowed: str
) -> None:
    put(show, "show", **values)
    [found] = grave(show)
    assert allowed in found
    assert f"show.{next(iter(values))}" in found


def test_an_unknown_category_is_refused_with_the_categories(show: Path) -> None:
    toml = show / "tingbao.toml"
    text = toml.read_text("utf-8").replace("[show]", '[show]\ncategory = ["Newspaper"]')
    toml.write_text(text, encoding="utf-8")
    [found] = grave(show)
    assert "News, Religion & Spirituality" in found


def test_a_licence_of_ones_own_with_its_address_is_taken(show: Path) -> None:
    put(show, "show", license="北方日报转载许可", license_url="https://paper.example/licence")
    assert grave(show) == []
    edition.make(show, Silent())
    tag = '<podcast:license url="https://paper.example/licence">北方日报转载许可</podcast:license>'
    assert tag in (show / "feed" / "feed.xml").read_text("utf-8")


@pytest.mark.parametrize("key", ["address", "link", "hub", "new_address", "license_url"])
def test_http_is_refused(show: Path, key: str) -> None:
    put(show, "show", **{key: "http://paper.example/"})
    [found] = grave(show)
    assert f"show.{key} must begin with https://" in found


# ------------------------------------------------------------------------------ pictures


@pytest.mark.parametrize(
    ("mode", "size", "said"),
    [
        ("RGB", (4000, 4000), "1400 to 3000 px"),
        ("RGB", (800, 800), "1400 to 3000 px"),
        ("RGB", (3000, 1500), "square"),
        ("CMYK", (1400, 1400), "RGB"),
        ("RGBA", (1400, 1400), "transparent"),
    ],
)
def test_a_cover_that_directories_refuse_is_refused(
    show: Path, mode: str, size: tuple[int, int], said: str
) -> None:
    Image.new(mode, size).save(show / "own", "JPEG" if mode == "CMYK" else "PNG")
    put(show, "show", cover="own")
    [found] = grave(show)
    assert "show.cover = own" in found
    assert said in found


@pytest.mark.parametrize("content", [b"no picture", None])
def test_a_cover_that_is_no_picture_is_refused(show: Path, content: bytes | None) -> None:
    if content is not None:
        (show / "own.jpg").write_bytes(content)
    put(show, "show", cover="own.jpg")
    [found] = grave(show)
    assert "own.jpg" in found
    assert "JPEG or PNG" in found


def test_a_storys_bad_picture_is_named_before_the_run(show: Path) -> None:
    page = show / "content" / "2022-12-12" / "04.txt"
    page.write_text(f"---\nimage: gone.jpg\n---\n{PAGE}", encoding="utf-8")
    [found] = grave(show)
    assert "content/2022-12-12/04.txt" in found
    assert "gone.jpg" in found
    assert not list((show / "audio").glob("*.jpg"))


def test_what_the_covers_typeface_lacks_is_named(show: Path) -> None:
    page = show / "content" / "2022-12-12" / "04.txt"
    page.write_text(PAGE.replace("第一趟", "𠮷祥"), encoding="utf-8")
    put(show, "show", title="𪚥报")
    assert grave(show) == []
    assert sum("𠮷" in hint for hint in hints(show)) == 1
    assert sum("𪚥" in hint for hint in hints(show)) == 1


# ------------------------------------------------------------------------------ labels


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"spoken": "虚拟主播播报"}, "label.spoken"),
        ({"spoken": "AI播客"}, "label.spoken"),
        ({"written": ""}, "label.written"),
        ({"written": "合成语音"}, "label.written"),
        ({"producer": "北方日报"}, "label.producer"),
        ({"producer": "a b"}, "label.producer"),
        ({"producer": "００1191110000MA00000000X1000"}, "label.producer"),
        ({"producer": PRODUCER + "\t"}, "label.producer"),
        ({"producer": "\U0001f600"}, "label.producer"),
        ({"form": "song"}, "voice, rhythm"),
        ({"place": "middle"}, "start, end, both, none"),
    ],
)
def test_a_label_against_the_rules_is_refused(
    show: Path, values: dict[str, str], said: str
) -> None:
    put(show, "label", **values)
    [found] = grave(show)
    assert said in found


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"producer": ""}, "27 characters"),
        ({"producer": "paper-7"}, "27 characters"),
        ({"producer": PRODUCER[:-1]}, "27 characters"),
        ({"producer": PRODUCER + "0"}, "27 characters"),
        ({"producer": "01" + PRODUCER[2:]}, "27 characters"),
        ({"place": "none"}, "spoken label"),
        ({"place": "none", "written": ""}, "spoken label"),
    ],
)
def test_a_label_that_is_not_complete_is_pointed_out(
    show: Path, values: dict[str, str], said: str
) -> None:
    put(show, "label", **values)
    assert grave(show) == []
    assert said in "".join(hints(show))


def sound(root: Path) -> Path:
    [path] = (root / "audio").glob("*.mp3")
    return path


def test_labels_of_finished_files_are_read_back(show: Path) -> None:
    edition.make(show, Silent())
    assert inspection.check(show) == []
    put(show, "label", producer=PRODUCER.replace("X", "Y"))
    [found] = grave(show)
    assert "run tingbao make" in found
    edition.make(show, Silent())
    edition.tidy(show, delete=True)
    assert inspection.check(show) == []


def test_a_label_that_was_stripped_and_a_tag_that_is_gone_are_named(show: Path) -> None:
    edition.make(show, Silent())
    whole = sound(show).read_bytes()
    sound(show).write_bytes(whole.replace(b"AIGC", b"XXXX"))
    [found] = grave(show)
    assert "exactly one implicit label" in found
    tag = 10 + int("".join(f"{byte:07b}" for byte in whole[6:10]), 2)
    sound(show).write_bytes(whole[tag:])
    [found] = grave(show)
    assert sound(show).name in found
    assert "make this episode again" in found


def test_a_lexicon_for_a_day_that_is_not_there_is_told(show: Path) -> None:
    text = '[days."1999-01-01"]\n"单县" = "shan4 xian4"\n'
    (show / "content" / "lexicon.toml").write_text(text, encoding="utf-8")
    (told,) = hints(show)
    assert "content/lexicon.toml" in told
    assert "1999-01-01" in told
    assert "tingbao stories" in told
