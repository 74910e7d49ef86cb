// Lists work without this script; with it they are searched, and addresses copied.
"use strict";

const tingbao = {}; // what the files of search/ bring
const AT_ONCE = 4;
const ENOUGH = 50;

const loads = {};
function load(name) {
  loads[name] ||= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `search/${name}.js`;
    script.onload = () => resolve(tingbao[name]);
    script.onerror = () => { delete loads[name]; script.remove(); reject(new Error(name)); };
    document.head.append(script);
  });
  return loads[name];
}

const plain = (text) => text.normalize("NFKC").toLowerCase();

async function places(name, shards, pair) {
  const shard = String(pair.codePointAt(0) % shards).padStart(2, "0");
  const found = await load(`${name}-${shard}`);
  if ([...pair].length > 1) return found[pair] || [];
  return Object.keys(found).filter((key) => key.startsWith(pair)).flatMap((key) => found[key]);
}

async function hits([name, , shards], words) {
  let left = null;
  for (const word of words) {
    const letters = [...word];
    const pairs = letters.length > 1 ? letters.slice(1).map((letter, i) => letters[i] + letter) : letters;
    for (const pair of pairs) {
      const found = new Set(await places(name, shards, pair));
      left = left ? left.intersection?.(found) ?? new Set([...left].filter((place) => found.has(place))) : found;
      if (!left.size) return [];
    }
  }
  const rows = await load(name);
  const titled = (row) => Number(words.every((word) => plain(row[1]).includes(word)));
  return [...left].sort((a, b) => b - a).map((place) => rows[place]).sort((a, b) => titled(b) - titled(a));
}

function entry([slug, title, day, section, summary]) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  const meta = document.createElement("span");
  const text = document.createElement("p");
  item.className = "episode";
  link.href = `episodes/${slug}.html`;
  link.textContent = title;
  meta.className = "meta";
  const date = day.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
  meta.textContent = section ? `${date} · ${section}` : date;
  text.textContent = summary;
  item.append(link, " ", meta, text);
  return item;
}

function searching(input) {
  const lists = document.getElementById("lists");
  const results = document.getElementById("results");
  const found = document.getElementById("found");
  const more = document.getElementById("more");
  let run = 0;
  let wait = 0;

  async function* volumes(words) {
    const catalogue = await load("catalogue");
    for (let at = 0; at < catalogue.length; at += AT_ONCE) {
      const some = catalogue.slice(at, at + AT_ONCE).map((volume) => hits(volume, words));
      for (const volume of await Promise.all(some)) yield volume;
    }
  }

  async function go(mine, source, count) {
    more.hidden = true;
    const enough = count + ENOUGH;
    for (;;) {
      const next = await source.next();
      if (mine !== run) return;
      if (next.done) break;
      results.append(...next.value.map(entry));
      count += next.value.length;
      found.textContent = `${count} 篇，还在找…`;
      if (count >= enough) {
        found.textContent = `${count} 篇，还有更早的`;
        more.hidden = false;
        more.onclick = () => go(mine, source, count).catch(failed);
        return;
      }
    }
    found.textContent = count ? `${count} 篇` : "没有找到";
  }

  const failed = () => { found.textContent = "搜索的数据没有取到，请稍后再试"; };
  const begin = () => {
    const mine = ++run;
    const words = plain(input.value).match(/[\p{L}\p{N}]+/gu);
    results.replaceChildren();
    more.hidden = true;
    found.textContent = "";
    lists.hidden = Boolean(words);
    if (words) go(mine, volumes(words), 0).catch(failed);
  };
  document.querySelector(".search").hidden = false;
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(begin, 150); });
  if (input.value) begin(); // after going back
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
    button.textContent = "已复制";
  });
}
const input = document.getElementById("search");
if (input) searching(input);
