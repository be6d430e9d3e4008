// A verifier of EKDR-1 written from docs/draw.md alone. Reads transcripts on standard input, one JSON document a line;
// writes for each a line: the list of the JSON Pointers of what does not hold, empty when everything does.
import { createHash } from "node:crypto";

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

function verify(draw) {
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
  for (const [name, list] of Object.entries(lists)) {
    const root = MTH(list.map((each) => Buffer.concat(leaf[name](each))));
    expect(root.toString("hex"), draw.roots?.[name], name === "objects" || name === "officers" ? `/${name}` : `/rule/${name}`);
  }
  const roots = Object.keys(lists).map((name) => hex(draw.roots?.[name] ?? ""));
  expect(sha(LP("EKDR1/plan"), LP(draw.id), ...roots, LP(rule.beacon_spec)).toString("hex"), draw.plan_hash, "/plan_hash");

  // Phases
  const plan = hex(draw.plan_hash ?? "");
  const committed = new Map((draw.commitments ?? []).map((c) => [nfc(c.participant), c.commitment]));
  const secrets = new Map((draw.reveals ?? []).map((r) => [nfc(r.participant), r.secret]));
  const opens = (p) => {
    const r = secrets.get(nfc(p.id));
    return r !== undefined && sha(LP("EKDR1/commit"), plan, LP(p.id), hex(r)).toString("hex") === committed.get(nfc(p.id));
  };
  const closed = (phase) => lists.participants.filter((p) => p.phase === phase && !opens(p)).map((p) => nfc(p.id));
  if (!draw.beacon) {
    if (draw.seed || draw.results || draw.outcome) wrong.push("/outcome");
    return wrong;
  }
  const [early, late] = [closed("early"), closed("late")];
  const outcome = early.length ? "not_started" : late.length ? "void" : "drawn";
  expect(outcome, draw.outcome, "/outcome");
  if (outcome !== "drawn") {
    expect(early.length ? early : late, draw.missing ?? [], "/missing");
    if (draw.seed || draw.results || draw.substitutions) wrong.push("/seed");
    return wrong;
  }
  const revealed = lists.participants.flatMap((p) => [LP(p.id), hex(secrets.get(nfc(p.id)))]);
  const seed = sha(LP("EKDR1/seed"), plan, u32(lists.participants.length), ...revealed, LP(hex(draw.beacon.value)));
  expect(seed.toString("hex"), draw.seed, "/seed");

  // Objects and officers
  const strata = new Map(lists.strata.map((s) => [nfc(s.id), s]));
  const left = new Map(lists.officers.map((o) => [nfc(o.id), o.cap]));
  const recused = new Set(lists.recusals.map((r) => JSON.stringify([nfc(r.object), nfc(r.officer)])));
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
      .filter((o) => (o.qualifications ?? []).some((q) => nfc(q) === nfc(role.qualification)))
      .map((o) => nfc(o.id))
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
        return { ...made, team: [], unfilled: { qualification: nfc(role.qualification), missing: role.officers - free.length } };
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
      .filter((o) => nfc(o.stratum) === stratum && (o.weight ?? 1) > 0)
      .map((o) => ({ id: nfc(o.id), ticket: ticketOf(stratum, o) }))
      .sort((a, b) => Buffer.compare(a.ticket, b.ticket) || order(a.id, b.id));
    reserves.set(stratum, tickets.slice(size));
    const selected = tickets.slice(0, size).map((each) => select(stratum, each));
    results.push({ stratum, selected, reserve: tickets.slice(size).map((each) => each.id) });
  }
  const stated = draw.results ?? [];
  expect(results.map((r) => r.stratum), stated.map((r) => r.stratum), "/results");
  const plain = (s) => [s.object, s.ticket, s.team ?? [], s.unfilled?.qualification, s.unfilled?.missing];
  results.forEach((r, i) => {
    expect(r.selected.map(plain), (stated[i]?.selected ?? []).map(plain), `/results/${i}/selected`);
    expect(r.reserve, stated[i]?.reserve ?? [], `/results/${i}/reserve`);
  });

  // Substitutions
  for (const [i, s] of (draw.substitutions ?? []).entries()) {
    const pointer = `/substitutions/${i}`;
    const at = now.get(nfc(s.object));
    let made = {};
    if (!at) { wrong.push(pointer); break; }
    if (s.officer === undefined) {
      move(at.seats.flat(), 1);
      now.delete(nfc(s.object));
      const next = reserves.get(at.stratum).shift();
      if (next) {
        const { object, ...more } = select(at.stratum, next);
        made = { ...more, replacement: object };
      }
    } else {
      const leaver = nfc(s.officer);
      const seat = at.seats.findIndex((role) => role.includes(leaver));
      if (seat < 0) { wrong.push(pointer); break; }
      recused.add(JSON.stringify([nfc(s.object), leaver]));
      const role = strata.get(at.stratum).roles[seat];
      const [next] = candidates(nfc(s.object), role, at.seats.flat());
      if (next === undefined) {
        move(at.seats.flat(), 1);
        at.seats = [];
        made = { unfilled: { qualification: nfc(role.qualification), missing: 1 } };
      } else {
        move([leaver], 1);
        move([next], -1);
        at.seats[seat] = [...at.seats[seat].filter((id) => id !== leaver), next];
        made = { replacement: next, team: at.seats.flat() };
      }
    }
    expect([made.replacement, ...plain({ ...made, object: "" })], [s.replacement, ...plain({ ...s, object: "" })], pointer);
  }
  return wrong;
}

let text = "";
for await (const chunk of process.stdin) text += chunk;
const judge = (draw) => {
  try {
    return verify(draw);
  } catch (error) {
    return [`cannot be computed: ${error.message}`];
  }
};
for (const line of text.split("\n").filter(Boolean)) process.stdout.write(JSON.stringify(judge(JSON.parse(line))) + "\n");
