// A verifier of EKDR-1 written from docs/draw.md alone. Reads questions on standard input, one a line: {"text": …}, a
// transcript as text, and what it is to be compared with, "published" and "beacon"; writes for each a line: the list of
// the JSON Pointers of what does not hold, empty when everything does.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { read } from "./read.mjs";

const schema = JSON.parse(readFileSync(new URL("../../schemas/1.0/draw.schema.json", import.meta.url), "utf8"));
const LARGEST = 256 * 1024 * 1024;

const sha = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const u32 = (n) => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
const utf8 = (s) => Buffer.from(s.normalize("NFC"), "utf8");
const LP = (x) => { const b = typeof x === "string" ? utf8(x) : x; return Buffer.concat([u32(b.length), b]); };
const hex = (s) => Buffer.from(s, "hex");
const order = (a, b) => Buffer.compare(utf8(a), utf8(b));
const by = (...keys) => (a, b) => keys.reduce((found, key) => found || order(a[key], b[key]), 0);
const sorted = (list, ...keys) => [...(list ?? [])].sort(by(...keys));
const nfc = (s) => s.normalize("NFC");
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const plain = (s) => [s.object, s.ticket, s.team ?? [], s.unfilled?.qualification, s.unfilled?.missing];

function MTH(leaves) {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.from([0]), leaves[0]);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return sha(Buffer.from([1]), MTH(leaves.slice(0, k)), MTH(leaves.slice(k)));
}

const leaf = {
  objects: (o) => [LP("obj"), LP(o.id), LP(o.stratum), u32(o.weight ?? 1)],
  officers: (o) => {
    const names = [...(o.qualifications ?? [])].sort(order);
    return [LP("off"), LP(o.id), LP(o.agency), u32(names.length), ...names.map(LP), u32(o.cap)];
  },
  recusals: (r) => [LP("rec"), LP(r.object), LP(r.officer)],
  strata: (s) => {
    const roles = s.roles ?? [];
    return [LP("str"), LP(s.id), u32(s.size), u32(roles.length), ...roles.flatMap((r) => [LP(r.qualification), u32(r.officers)])];
  },
  participants: (p) => [LP("par"), LP(p.id), LP(p.phase)],
};

// Form: the part of JSON Schema that the schema of a draw uses; another keyword is an error, so that none is passed over.
const KINDS = {
  object: (v) => v !== null && typeof v === "object" && !Array.isArray(v),
  array: Array.isArray,
  string: (v) => typeof v === "string",
  integer: Number.isInteger,
};
const NOTES = new Set(["$schema", "$id", "$defs", "$comment", "title", "description", "examples", "additionalProperties", "patternProperties"]);
const real = (day) => {
  const [year, month, date] = day.slice(0, 10).split("-").map(Number);
  return year > 0 && month > 0 && month < 13 && date > 0 && date <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
};
const CHECKS = {
  $ref: (v, ref, at) => form(v, schema.$defs[ref.slice("#/$defs/".length)], at),
  type: (v, kind, at) => (KINDS[kind](v) ? [] : [at]),
  const: (v, one, at) => (v === one ? [] : [at]),
  enum: (v, many, at) => (many.includes(v) ? [] : [at]),
  pattern: (v, pattern, at) => (new RegExp(pattern, "u").test(v) ? [] : [at]),
  not: (v, { pattern }, at) => (new RegExp(pattern, "u").test(v) ? [at] : []),
  format: (v, _, at) => (real(v) ? [] : [at]),
  maxLength: (v, most, at) => ([...v].length <= most ? [] : [at]),
  minimum: (v, least, at) => (v >= least ? [] : [at]),
  maximum: (v, most, at) => (v <= most ? [] : [at]),
  minItems: (v, least, at) => (v.length >= least ? [] : [at]),
  minProperties: (v, least, at) => (Object.keys(v).length >= least ? [] : [at]),
  required: (v, keys, at) => keys.filter((key) => !Object.hasOwn(v, key)).map((key) => `${at}/${key}`),
  items: (v, each, at) => v.flatMap((entry, i) => form(entry, each, `${at}/${i}`)),
  propertyNames: (v, each, at) => Object.keys(v).flatMap((key) => form(key, each, `${at}/${key}`)),
  properties: (v, own, at, { additionalProperties: more, patternProperties: others = {} }) =>
    Object.entries(v).flatMap(([key, value]) => {
      const [, named] = Object.entries(others).find(([pattern]) => new RegExp(pattern, "u").test(key)) ?? [];
      const each = Object.hasOwn(own, key) ? own[key] : (named ?? more);
      return each === false ? [`${at}/${key}`] : form(value, each ?? {}, `${at}/${key}`);
    }),
};
function form(value, rules, at) {
  const wrong = rules.type ? CHECKS.type(value, rules.type, at) : [];
  if (wrong.length) return wrong;
  return Object.entries({ ...rules, properties: rules.properties ?? (rules.type === "object" ? {} : undefined) })
    .filter(([name, rule]) => !NOTES.has(name) && rule !== undefined)
    .flatMap(([name, rule]) => CHECKS[name](value, rule, at, rules));
}
const composed = (value) => {
  if (typeof value === "string") return nfc(value);
  if (Array.isArray(value)) return value.map(composed);
  return KINDS.object(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, composed(each)])) : value;
};

// What makes a plan invalid
const twice = (names, pointer) => names.flatMap((name, i) => (names.indexOf(name) < i ? [`${pointer}/${i}`] : []));
const INSTANT = /^[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/;
function announced(spec) {
  const time = /^nist2:chain=[1-9][0-9]{0,8}:time=(.+)$/.exec(spec)?.[1];
  return time !== undefined && INSTANT.test(time) && real(time) ? Date.parse(time) : undefined;
}
function badPlan({ objects, officers, recusals, strata, participants }, spec) {
  const wrong = [
    ...twice(objects.map((o) => o.id), "/objects"),
    ...twice(officers.map((o) => o.id), "/officers"),
    ...twice(strata.map((s) => s.id), "/rule/strata"),
    ...twice(participants.map((p) => p.id), "/rule/participants"),
    ...twice(recusals.map((r) => JSON.stringify([r.object, r.officer])), "/rule/recusals"),
    ...officers.flatMap((o, i) => twice(o.qualifications ?? [], `/officers/${i}/qualifications`)),
  ];
  const [firms, people, homes] = [objects, officers, strata].map((list) => new Set(list.map((each) => each.id)));
  if (recusals.some((r) => !firms.has(r.object) || !people.has(r.officer))) wrong.push("/rule/recusals");
  if (objects.some((o) => !homes.has(o.stratum))) wrong.push("/objects");
  const able = objects.filter((o) => (o.weight ?? 1) > 0);
  if (!able.length) wrong.push("/objects");
  const drawn = new Map(strata.filter((s) => s.size > 0).map((s) => [s.id, s]));
  if (!drawn.size) wrong.push("/rule/strata");
  for (const s of strata) if (s.size > able.filter((o) => o.stratum === s.id).length) wrong.push("/rule/strata");
  if (objects.reduce((sum, o) => sum + (o.weight ?? 1), 0) > 10_000_000) wrong.push("/objects");
  if (!(announced(spec) !== undefined || /^drand:[0-9a-f]{64}:round=[1-9][0-9]{0,17}$/.test(spec) || /^text:./.test(spec))) {
    wrong.push("/rule/beacon_spec");
  }
  if ([...drawn.values()].some((s) => s.roles?.length)) {
    const barred = new Set(recusals.map((r) => JSON.stringify([r.object, r.officer])));
    const going = officers.filter((o) => o.cap > 0);
    const seats = (s) => (s.roles ?? []).reduce((sum, r) => sum.set(r.qualification, (sum.get(r.qualification) ?? 0) + r.officers), new Map());
    const possible = (o) => [...seats(drawn.get(o.stratum))].every(([name, wanted]) =>
      going.filter((p) => (p.qualifications ?? []).includes(name) && !barred.has(JSON.stringify([o.id, p.id]))).length >= wanted);
    if (!going.length || !able.filter((o) => drawn.has(o.stratum)).some(possible)) wrong.push("/officers");
  }
  return wrong;
}

function verify(draw, published, source) {
  const wrong = [];
  const expect = (found, stated, pointer) => { if (!same(found, stated)) wrong.push(pointer); };
  const rule = draw.rule;
  const lists = {
    objects: sorted(draw.objects, "id"),
    officers: sorted(draw.officers, "id"),
    recusals: sorted(rule.recusals, "object", "officer"),
    strata: sorted(rule.strata, "id"),
    participants: sorted(rule.participants, "id"),
  };
  const invalid = badPlan(lists, rule.beacon_spec);
  wrong.push(...invalid);
  if (!draw.roots || !draw.plan_hash) return [...wrong, "/plan_hash"];
  for (const [name, list] of Object.entries(lists)) {
    const root = MTH(list.map((each) => Buffer.concat(leaf[name](each))));
    expect(root.toString("hex"), draw.roots[name], name === "objects" || name === "officers" ? `/${name}` : `/rule/${name}`);
  }
  const roots = Object.keys(lists).map((name) => hex(draw.roots[name]));
  expect(sha(LP("EKDR1/plan"), LP(draw.id), ...roots, LP(rule.beacon_spec)).toString("hex"), draw.plan_hash, "/plan_hash");

  // What is given from elsewhere
  if (published !== undefined) {
    expect(published.plan_hash ?? published, draw.plan_hash, "/plan_hash");
    const shown = (list) => sorted(list, "participant").map((c) => [c.participant, c.commitment]);
    if (published.commitments?.length) expect(shown(published.commitments), shown(draw.commitments), "/commitments");
    const changes = (of) => (of.substitutions ?? []).map((s) => [s.officer, s.reason, s.replacement, ...plain(s)]);
    const before = changes(published);
    expect(before, changes(draw).slice(0, before.length), "/substitutions");
  }
  if (draw.beacon && source !== undefined) expect(source, draw.beacon.value, "/beacon/value");

  // Participants
  const plan = hex(draw.plan_hash);
  const phases = new Map(lists.participants.map((p) => [p.id, p.phase]));
  for (const key of ["commitments", "reveals"]) {
    const names = (draw[key] ?? []).map((each) => each.participant);
    wrong.push(...twice(names, `/${key}`), ...names.flatMap((name, i) => (phases.has(name) ? [] : [`/${key}/${i}`])));
  }
  const committed = new Map((draw.commitments ?? []).map((c) => [c.participant, c.commitment]));
  const secrets = new Map((draw.reveals ?? []).map((r) => [r.participant, r.secret]));
  const opens = (p) => {
    const r = secrets.get(p.id);
    return r !== undefined && sha(LP("EKDR1/commit"), plan, LP(p.id), hex(r)).toString("hex") === committed.get(p.id);
  };
  const closed = (phase) => lists.participants.filter((p) => p.phase === phase && !opens(p)).map((p) => p.id);
  const ended = Boolean(draw.outcome || draw.seed);
  const begun = Boolean(draw.reveals?.length || draw.beacon || draw.outcome);
  for (const p of lists.participants) {
    if (begun && !committed.has(p.id)) wrong.push("/commitments");
    if (secrets.has(p.id) ? !opens(p) : ended || (p.phase === "early" && draw.beacon)) wrong.push("/reveals");
  }

  // Times
  const at = (instant) => (instant === undefined ? undefined : Date.parse(instant));
  const due = announced(rule.beacon_spec) ?? at(draw.beacon?.at);
  if (due !== undefined) {
    if (at(draw.published_at) > due - 24 * 3600 * 1000) wrong.push("/published_at");
    if (draw.beacon?.at !== undefined && at(draw.beacon.at) !== due) wrong.push("/beacon/at");
    for (const [i, r] of (draw.reveals ?? []).entries()) {
      if (r.at !== undefined && at(r.at) < due !== (phases.get(r.participant) === "early")) wrong.push(`/reveals/${i}/at`);
    }
  }

  // Beacon, outcome, seed
  if (draw.beacon) {
    const value = hex(draw.beacon.value);
    const size = { nist2: 64, drand: 32 }[rule.beacon_spec.split(":")[0]] ?? value.length;
    const words = value.toString("utf8");
    const text = Buffer.from(words, "utf8").equals(value) && nfc(words) === words;
    if (value.length !== size || (rule.beacon_spec.startsWith("text:") && !text)) wrong.push("/beacon/value");
  }
  const [early, late] = [closed("early"), closed("late")];
  const outcome = !draw.beacon || !ended ? undefined : early.length ? "not_started" : late.length ? "void" : "drawn";
  expect(outcome, draw.outcome, "/outcome");
  if (outcome !== "drawn") {
    expect(outcome === undefined ? [] : early.length ? early : late, draw.missing ?? [], "/missing");
    if (draw.seed || draw.results?.length || draw.substitutions?.length) wrong.push("/seed");
    return wrong;
  }
  expect([], draw.missing ?? [], "/missing");
  if (invalid.length) return wrong;
  const revealed = lists.participants.flatMap((p) => [LP(p.id), hex(secrets.get(p.id))]);
  const seed = sha(LP("EKDR1/seed"), plan, u32(lists.participants.length), ...revealed, LP(hex(draw.beacon.value)));
  expect(seed.toString("hex"), draw.seed, "/seed");

  // Objects and officers
  const strata = new Map(lists.strata.map((s) => [s.id, s]));
  const left = new Map(lists.officers.map((o) => [o.id, o.cap]));
  const recused = new Set(lists.recusals.map((r) => JSON.stringify([r.object, r.officer])));
  const now = new Map(); // object drawn now → { stratum, seats: a list of officers for each role }
  const reserves = new Map();

  const ticketOf = (stratum, object) => {
    let least = null;
    for (let t = 0; t < (object.weight ?? 1); t++) {
      const found = sha(LP("EKDR1/obj"), seed, LP(stratum), LP(object.id), u32(t));
      if (least === null || Buffer.compare(found, least) < 0) least = found;
    }
    return least;
  };
  const candidates = (object, role, team) =>
    lists.officers
      .filter((o) => (o.qualifications ?? []).includes(role.qualification))
      .map((o) => o.id)
      .filter((id) => left.get(id) > 0 && !team.includes(id) && !recused.has(JSON.stringify([object, id])))
      .map((id) => ({ id, ticket: sha(LP("EKDR1/off"), seed, LP(object), LP(id)) }))
      .sort((a, b) => Buffer.compare(a.ticket, b.ticket) || order(a.id, b.id))
      .map((each) => each.id);
  const move = (team, by) => team.forEach((id) => left.set(id, left.get(id) + by));
  const select = (stratum, { id, ticket }) => {
    const seats = [];
    const made = { object: id, ticket: ticket.toString("hex") };
    now.set(id, { stratum, seats: [] });
    for (const role of strata.get(stratum).roles ?? []) {
      const free = candidates(id, role, seats.flat());
      if (free.length < role.officers) {
        return { ...made, team: [], unfilled: { qualification: role.qualification, missing: role.officers - free.length } };
      }
      seats.push(free.slice(0, role.officers));
    }
    move(seats.flat(), -1);
    now.set(id, { stratum, seats });
    return { ...made, team: seats.flat() };
  };

  const results = [];
  for (const [stratum, { size }] of strata) {
    const tickets = lists.objects
      .filter((o) => o.stratum === stratum && (o.weight ?? 1) > 0)
      .map((o) => ({ id: o.id, ticket: ticketOf(stratum, o) }))
      .sort((a, b) => Buffer.compare(a.ticket, b.ticket) || order(a.id, b.id));
    reserves.set(stratum, tickets.slice(size));
    const selected = tickets.slice(0, size).map((each) => select(stratum, each));
    results.push({ stratum, selected, reserve: tickets.slice(size).map((each) => each.id) });
  }
  const stated = draw.results ?? [];
  expect(results.map((r) => r.stratum), stated.map((r) => r.stratum), "/results");
  results.forEach((r, i) => {
    expect(r.selected.map(plain), (stated[i]?.selected ?? []).map(plain), `/results/${i}/selected`);
    expect(r.reserve, stated[i]?.reserve ?? [], `/results/${i}/reserve`);
  });

  // Substitutions
  for (const [i, s] of (draw.substitutions ?? []).entries()) {
    const pointer = `/substitutions/${i}`;
    const at = now.get(s.object);
    let made = {};
    if (!at) { wrong.push(pointer); break; }
    if (s.officer === undefined) {
      move(at.seats.flat(), 1);
      now.delete(s.object);
      const next = reserves.get(at.stratum).shift();
      if (next) {
        const { object, ...more } = select(at.stratum, next);
        made = { ...more, replacement: object };
      }
    } else {
      const leaver = s.officer;
      const seat = at.seats.findIndex((role) => role.includes(leaver));
      if (seat < 0) { wrong.push(pointer); break; }
      recused.add(JSON.stringify([s.object, leaver]));
      const role = strata.get(at.stratum).roles[seat];
      const [next] = candidates(s.object, role, at.seats.flat());
      if (next === undefined) {
        move(at.seats.flat(), 1);
        at.seats = [];
        made = { unfilled: { qualification: role.qualification, missing: 1 } };
      } else {
        move([leaver], 1);
        move([next], -1);
        at.seats[seat] = [...at.seats[seat].filter((id) => id !== leaver), next];
        made = { replacement: next, team: at.seats.flat() };
      }
    }
    expect([made.replacement, ...plain({ ...made, object: s.object })], [s.replacement, ...plain(s)], pointer);
  }
  return wrong;
}

function judge({ text, published, beacon }) {
  const { value: document, code } = read(text, LARGEST);
  if (code) return [`${code}: no JSON`];
  const wrong = form(document, schema, "");
  if (document?.period?.end <= document?.period?.start) wrong.push("/period/end");
  return wrong.length ? wrong : verify(composed(document), composed(published), beacon);
}

let text = "";
for await (const chunk of process.stdin) text += chunk;
for (const line of text.split("\n").filter(Boolean)) process.stdout.write(JSON.stringify(judge(JSON.parse(line))) + "\n");
