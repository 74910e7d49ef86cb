// Without this script the page still plays and reads; with it, the text follows the sound.
"use strict";

const STEP = 15; // seconds
const AHEAD = 0.02; // seconds: what a frame takes to reach the screen

const kept = { // where a private window lets nothing be kept, nothing is
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); } catch { /* see above */ } },
};

// 2:16, and 1:02:16 from an hour on, as the page has it.
const shown = (seconds) => {
  const [hours, minutes, rest] = [seconds / 3600, (seconds / 60) % 60, seconds % 60].map(Math.floor);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
};

// The last of `items` that has begun at `seconds`; they are in order of their beginning.
function last(items, seconds) {
  let low = 0, high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle].begin <= seconds) low = middle + 1; else high = middle;
  }
  return low - 1;
}

function timed(selector) {
  return [...document.querySelectorAll(selector)]
    .map((element) => ({ element, begin: Number(element.dataset.begin), end: Number(element.dataset.end) }))
    .sort((one, other) => one.begin - other.begin);
}

// The word being said, marked without changing the text: a reader's selection stays.
function markWord(cue, seconds) {
  if (!window.Highlight || !CSS.highlights) return;
  CSS.highlights.delete("word");
  if (!cue?.element.dataset.words || seconds > cue.end) return;
  cue.words ??= cue.element.dataset.words.split(" ").map((pair) => {
    const [offset, begin] = pair.split(":").map(Number);
    return { offset, begin };
  });
  const place = last(cue.words, seconds);
  if (place < 0) return;
  const text = cue.element.firstChild;
  const range = new Range();
  range.setStart(text, cue.words[place].offset);
  range.setEnd(text, cue.words[place + 1]?.offset ?? text.length);
  CSS.highlights.set("word", new Highlight(range));
}

function visible(element) {
  const box = element.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight - document.querySelector(".bar").offsetHeight;
}

function follow(sound) {
  const cues = timed(".cue");
  const chapters = timed(".chapters a");
  const part = (id) => document.getElementById(id);
  const [place, gone, here, play, speed] = ["place", "gone", "here", "play", "speed"].map(part);
  const key = "tingbao:" + sound.dataset.episode;
  let now = -1, chapter = -1, second = -1;

  const turn = (items, from, to) => {
    items[from]?.element.removeAttribute("aria-current");
    items[to]?.element.setAttribute("aria-current", "true");
    return to;
  };
  const showSentence = (seconds) => {
    const next = last(cues, seconds);
    if (next === now) return;
    // Only a reader who is where the voice is gets taken along; who looks elsewhere stays.
    const along = !sound.paused && (now < 0 || visible(cues[now].element));
    now = turn(cues, now, next);
    if (along && now >= 0 && !visible(cues[now].element)) cues[now].element.scrollIntoView({ block: "center" });
  };
  const showTime = (seconds) => {
    if (Math.floor(seconds) === second) return;
    second = Math.floor(seconds);
    place.value = second;
    place.style.setProperty("--done", `${(100 * seconds) / (place.max || 1)}%`);
    place.setAttribute("aria-valuetext", `${shown(seconds)}，共 ${shown(Number(place.max))}`);
    gone.textContent = shown(seconds);
    const next = last(chapters, seconds);
    if (next !== chapter) {
      chapter = turn(chapters, chapter, next);
      here.textContent = chapters[chapter]?.element.querySelector("span").textContent ?? sound.dataset.title;
    }
  };
  const show = () => {
    const seconds = sound.currentTime + (sound.paused ? 0 : AHEAD * sound.playbackRate);
    showSentence(seconds);
    markWord(cues[now], seconds);
    showTime(sound.currentTime);
  };
  const frame = () => { show(); if (!sound.paused) requestAnimationFrame(frame); };
  const remember = () => {
    if (sound.readyState > 0) kept.set(key, sound.ended ? 0 : sound.currentTime.toFixed(1));
  };
  const go = (seconds) => {
    sound.currentTime = Math.min(Math.max(0, seconds), sound.duration || Infinity);
    show();
  };
  const toggle = () => { if (sound.paused) sound.play(); else sound.pause(); };
  const sentence = (step) => {
    show(); // the sound may have moved since the last frame
    if (cues[now + step]) go(cues[now + step].begin);
  };

  sound.addEventListener("play", frame);
  for (const event of ["play", "pause", "ended"]) {
    sound.addEventListener(event, () => {
      play.setAttribute("aria-label", sound.paused ? "播放" : "暂停");
      remember();
    });
  }
  sound.addEventListener("seeked", show);
  sound.addEventListener("timeupdate", () => { show(); remember(); }); // in a tab behind others too
  addEventListener("pagehide", remember);

  const start = () => {
    const asked = /^#t=([\d.]+)$/.exec(location.hash);
    const before = Number(asked ? asked[1] : kept.get(key)) || 0;
    if (asked || (before > 5 && before < sound.duration - 5)) go(before);
  };
  if (sound.readyState > 0) start();
  else sound.addEventListener("loadedmetadata", start, { once: true });

  for (const { element, begin } of [...cues, ...chapters]) {
    element.addEventListener("click", (event) => {
      if (!getSelection().isCollapsed) return; // who marks text does not want to jump
      event.preventDefault();
      go(begin);
      sound.play();
    });
  }
  for (const button of document.querySelectorAll("[data-skip]")) {
    button.addEventListener("click", () => go(sound.currentTime + Number(button.dataset.skip)));
  }
  play.addEventListener("click", toggle);
  place.addEventListener("input", () => go(Number(place.value)));
  here.addEventListener("click", (event) => {
    if (now < 0) return;
    event.preventDefault();
    cues[now].element.scrollIntoView({ block: "center" });
  });
  const pace = () => { sound.playbackRate = sound.defaultPlaybackRate = Number(speed.value); };
  speed.value = kept.get("tingbao:speed") ?? "1";
  if (!speed.value) speed.value = "1";
  speed.addEventListener("change", () => { pace(); kept.set("tingbao:speed", speed.value); });
  pace();

  const keys = {
    " ": toggle,
    ArrowLeft: () => go(sound.currentTime - STEP),
    ArrowRight: () => go(sound.currentTime + STEP),
    j: () => sentence(-1),
    k: () => sentence(1),
  };
  addEventListener("keydown", (event) => {
    const pressed = event.key.length > 1 ? event.key : event.key.toLowerCase();
    if (!keys[pressed] || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    // What has the focus keeps the keys that it knows itself.
    if (event.target.closest("select, textarea, audio, input:not([type=range])")) return;
    if (pressed === " " && event.target.closest("button, a, summary")) return;
    event.preventDefault();
    keys[pressed]();
  });
  onLockScreen(sound, go);

  sound.controls = false;
  document.querySelector(".bar").hidden = false;
  document.body.classList.add("following");
  show();
}

// The keys of headphones and of a phone's lock screen.
function onLockScreen(sound, go) {
  if (!navigator.mediaSession) return;
  const { title, show, cover } = sound.dataset;
  const artwork = cover ? [{ src: new URL(cover, location.href).href }] : [];
  navigator.mediaSession.metadata = new MediaMetadata({ title, artist: show, artwork });
  navigator.mediaSession.setActionHandler("seekbackward", () => go(sound.currentTime - STEP));
  navigator.mediaSession.setActionHandler("seekforward", () => go(sound.currentTime + STEP));
  navigator.mediaSession.setActionHandler("seekto", (event) => go(event.seekTime));
}

const sound = document.getElementById("sound");
if (sound) follow(sound);
