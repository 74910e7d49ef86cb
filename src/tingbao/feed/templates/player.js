// Without this script the page still plays and reads; with it, the text follows the sound.
"use strict";

function follow(sound) {
  const cues = [...document.querySelectorAll(".cue")];
  const begins = cues.map((cue) => Number(cue.dataset.begin));
  const key = "tingbao:" + sound.dataset.episode;
  let now = null;

  const at = (seconds) => {
    let low = 0, high = begins.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (begins[middle] <= seconds) low = middle + 1; else high = middle;
    }
    return cues[low - 1] || null;
  };
  const light = window.CSS && CSS.highlights && window.Highlight;
  const word = (cue, seconds) => {
    if (!light) return;
    CSS.highlights.delete("word");
    if (!cue || !cue.dataset.words || seconds > Number(cue.dataset.end)) return;
    const words = cue.dataset.words.split(" ").map((pair) => pair.split(":").map(Number));
    const place = words.findLastIndex((pair) => pair[1] <= seconds);
    if (place < 0) return;
    const range = new Range();
    range.setStart(cue.firstChild, words[place][0]);
    range.setEnd(cue.firstChild, place + 1 < words.length ? words[place + 1][0] : cue.firstChild.length);
    CSS.highlights.set("word", new Highlight(range));
  };
  const show = () => {
    const seconds = sound.currentTime + 0.02;
    const cue = at(seconds);
    word(cue, seconds);
    if (cue === now) return;
    if (now) now.classList.remove("now");
    now = cue;
    if (!now) return;
    now.classList.add("now");
    const box = now.getBoundingClientRect();
    if (!sound.paused && (box.bottom > innerHeight || box.top < 160)) now.scrollIntoView({ block: "center" });
  };
  const frame = () => { show(); if (!sound.paused) requestAnimationFrame(frame); };
  const go = (seconds) => { sound.currentTime = Math.max(0, seconds); show(); };
  const remember = (value) => { try { localStorage.setItem(key, value); } catch { /* private window */ } };

  sound.addEventListener("play", frame);
  sound.addEventListener("seeked", show);
  sound.addEventListener("timeupdate", () => remember(sound.currentTime));
  sound.addEventListener("loadedmetadata", () => {
    let place = 0;
    try { place = Number(localStorage.getItem(key)) || 0; } catch { /* private window */ }
    if (place > 5 && place < sound.duration - 5) go(place);
  }, { once: true });

  for (const element of document.querySelectorAll("[data-begin]")) {
    element.addEventListener("click", (event) => {
      event.preventDefault();
      go(Number(element.dataset.begin));
      sound.play();
    });
  }
  document.querySelector(".controls").hidden = false;
  for (const button of document.querySelectorAll("[data-skip]")) {
    button.addEventListener("click", () => go(sound.currentTime + Number(button.dataset.skip)));
  }
  document.getElementById("speed").addEventListener("change", (event) => {
    sound.playbackRate = Number(event.target.value);
  });
  addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, button, audio, a") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === " ") { event.preventDefault(); if (sound.paused) sound.play(); else sound.pause(); }
    else if (event.key === "ArrowLeft") go(sound.currentTime - 15);
    else if (event.key === "ArrowRight") go(sound.currentTime + 15);
    else if (event.key === "j" || event.key === "k") {
      const step = cues.indexOf(now) + (event.key === "j" ? -1 : 1);
      if (cues[step]) go(begins[step]);
    }
  });
}

const sound = document.getElementById("sound");
if (sound) follow(sound);
