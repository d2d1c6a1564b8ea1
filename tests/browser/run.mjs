// The desk in a browser: the story of the example by clicks, accessibility of every page, weight, and nothing from elsewhere.
// Called by .ci/browser, which starts the desk: node run.mjs ADDRESS SET-UP-LINK HUSTINGS RECORD
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [desk, setUp, hustings, record] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const RACE = "/race/2020-AL-senate?as_of=2019-11-06T20:00-06:00";

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const faults = [];

// What the page loads, by the bytes that cross the wire; whatever is not the desk's own is a fault.
async function opened(page, path) {
  const loaded = { requests: 0, bytes: 0 };
  const onRequest = (request) => {
    if (request.url().startsWith("data:")) return;
    loaded.requests += 1;
    if (new URL(request.url()).origin !== new URL(desk).origin) faults.push(`${path}: asks ${request.url()}`);
  };
  const sizes = [];
  const onDone = (request) => sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize).catch(() => 0));
  page.on("request", onRequest);
  page.on("requestfinished", onDone);
  const answer = await page.goto(new URL(path, desk).href, { waitUntil: "networkidle" });
  page.off("request", onRequest);
  page.off("requestfinished", onDone);
  loaded.bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  loaded.status = answer.status();
  return loaded;
}

async function accessible(page, path, how) {
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }), WCAG);
  for (const violation of found.violations) {
    faults.push(`${path} (${how}): ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")}`);
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) faults.push(`${path} (${how}): the page scrolls sideways by ${wide} pixels`);
}

// The pages: what the desk's own description of itself lists, each by an address that its pages link to.
async function pages(context) {
  const described = await (await context.request.get(new URL("/openapi.json", desk).href)).json();
  const patterns = Object.keys(described.paths).map((path) => path.replace(/\.json$/, "")).map((path) => (path === "/index" ? "/" : path));
  const found = new Map();
  const seen = new Set(["/"]);
  const waiting = ["/", RACE];
  const page = await context.newPage();
  while (waiting.length > 0 && seen.size < 60) {
    const path = waiting.shift();
    const answer = await page.goto(new URL(path, desk).href);
    if (answer.status() !== 200 || !(answer.headers()["content-type"] ?? "").includes("html")) continue;
    for (const href of await page.$$eval("a[href]", (links) => links.map((link) => link.href))) {
      const url = new URL(href);
      if (url.origin !== new URL(desk).origin || /\.(json|csv|atom|ics)$/.test(url.pathname)) continue;
      const kind = url.pathname.split("/")[1];
      const next = url.pathname + url.search;
      if (!found.has(kind)) {
        found.set(kind, next);
        if (!seen.has(next)) waiting.push(next);
      }
      seen.add(next);
    }
  }
  await page.close();
  for (const pattern of patterns) {
    if (!pattern.includes("{")) found.set(pattern.split("/")[1] ?? "", pattern);
    else if (!found.has(pattern.split("/")[1])) console.log(`  no page of the example is of the kind ${pattern}`);
  }
  found.set("", "/").set("race", RACE).set("none", "/nowhere");
  return [...found.values()];
}

async function everyPage(context, list, how) {
  const page = await context.newPage();
  for (const path of list) {
    await opened(page, path);
    await accessible(page, path, how);
  }
  await page.close();
}

// --- The story, for a reader.
const reader = await browser.newContext();
const page = await reader.newPage();
const loaded = await opened(page, RACE);
assert.equal(loaded.status, 200);
assert.ok(loaded.bytes <= 60_000, `the race page takes ${loaded.bytes} bytes`);
assert.ok(loaded.requests <= 5, `the race page takes ${loaded.requests} requests`);
console.log(`the race page: ${loaded.bytes} bytes, ${loaded.requests} requests`);
assert.match(await page.textContent("main"), /Sessions/);
await page.click("main a[href*='/claim/']");
await page.waitForURL(/\/claim\//);
const quotes = await page.$$eval("main q, main blockquote, main mark", (all) => all.length);
assert.ok(quotes > 0, "a claim shows the words that it was read from");

// --- A report is fed in, and the page changes.
const before = await (await reader.request.get(new URL("/race/2020-AL-senate.json", desk).href)).text();
const story = `${record}.story.txt`;
writeFileSync(story, "title: Jones runs again\npublisher: Hustings Example Desk\npublished: 2020-11-02\n\nSen. Doug Jones, a Democrat, is running for re-election to the U.S. Senate in Alabama in 2020.\n");
execFileSync(hustings, ["-q", "--record", record, "--reader", "rules", "add", story]);
// docs/desk.md promises a fifth of a second: the desk believes what it last asked the record for that long.
await new Promise((done) => setTimeout(done, 200));
const after = await (await reader.request.get(new URL("/race/2020-AL-senate.json", desk).href)).text();
assert.notEqual(after, before, "the page knows the report within a fifth of a second");

// --- An editor signs in by the link and reviews.
const editor = await browser.newContext();
if (setUp) {
  const work = await editor.newPage();
  await opened(work, setUp);
  const secrets = await work.$$("input[type=password]");
  assert.ok(secrets.length > 0, "the link asks for a password");
  const name = await work.$("form input[name=name]");
  if (name !== null && (await name.isEditable())) await name.fill("desk");
  for (const secret of secrets) await secret.fill("a long enough password for 2019");
  await work.click("main form button");
  await work.waitForURL(/\/account$/);
  await opened(work, "/queue");
  assert.match(await work.textContent("h1"), /queue|review/i);
  const item = await work.$("main a[href*='/queue/claim/']");
  if (item !== null) {
    await item.click();
    await work.waitForURL(/\/queue\/claim\//);
    await Promise.all([work.waitForNavigation(), work.click("main button:has-text('Accept')")]);
    await opened(work, "/acts");
    assert.match(await work.textContent("main"), /confirm/i, "what an editor decides is on the page of acts");
  }
} else {
  console.log("no link to set an account up: the desk is not worked at");
}

// --- Every page, light and dark, wide and narrow.
const list = await pages(reader);
console.log(`pages: ${list.join(" ")}`);
const worked = ["/queue", "/queue/people", "/comments", "/acts", "/account"];
for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    const how = `${colorScheme}, ${width} px`;
    const looks = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };
    const public_ = await browser.newContext(looks);
    await everyPage(public_, [...list, "/sign-in"], how);
    await public_.close();
    if (!setUp) continue;
    const inside = await browser.newContext({ ...looks, storageState: await editor.storageState() });
    await everyPage(inside, worked, how);
    await inside.close();
  }
}
await browser.close();
if (faults.length > 0) {
  console.error([...new Set(faults)].join("\n"));
  process.exit(1);
}
console.log("the story holds; no page has a violation of WCAG 2.2 AA, and none asks anybody else");
