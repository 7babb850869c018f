// node race.mjs chrono|wink FILE.jsonl PASSES: the time a peer takes for all texts of a file, pass by pass.
import { readFileSync } from "node:fs";

const [peer, file, passes] = process.argv.slice(2);
const texts = readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
const kWarmPasses = 2;

// Dates only; chrono-node has no quantities.
async function chrono() {
  const { parse } = await import("chrono-node");
  const reference = new Date(2023, 1, 18);
  return (text) => parse(text, reference).length;
}

// Everything it has: tokens, sentences, tags, entities (dates, money, numbers ...), negation, sentiment.
async function wink() {
  const { default: winkNLP } = await import("wink-nlp");
  const { default: model } = await import("wink-eng-lite-web-model");
  const nlp = winkNLP(model);
  return (text) => {
    const document = nlp.readDoc(text);
    return document.tokens().length() + document.entities().length();
  };
}

const annotate = await { chrono, wink }[peer]();
const seconds = [];
const cpu = [];
let made = 0;
for (let pass = -kWarmPasses; pass < Number(passes); ++pass) {
  const start = process.hrtime.bigint();
  const cpuStart = process.cpuUsage();
  for (const text of texts) made += annotate(text);
  const taken = Number(process.hrtime.bigint() - start) / 1e9;
  const used = process.cpuUsage(cpuStart);
  if (pass < 0) continue;
  seconds.push(taken);
  cpu.push((used.user + used.system) / 1e6);
}
console.log(JSON.stringify({ program: peer, seconds, cpu, made }));
