"use strict";
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const day = { value: "" };
  let lang = data.lang;

  const make = (tag, text, ...children) => {
    const element = document.createElement(tag);
    if (text !== null) element.textContent = text;
    element.append(...children);
    return element;
  };
  const word = (key) => data.words[lang][key];
  const name = (row) => row[lang === "zh" ? 1 : 2];
  const numberOf = (node) => Number(node.id().slice(1));
  const colour = (variable) => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();

  const across = data.nodes.map((row) => row[5]);
  const width = across.reduce((most, x) => Math.max(most, x), 0) - across.reduce((least, x) => Math.min(least, x), 0);
  const afar = Math.min(72, Math.max(16, width / 60));
  const sheet = make("canvas", null);
  const stage = make("div", null);
  document.getElementById("graph").append(sheet, stage);

  const cy = cytoscape({
    container: stage,
    elements: data.nodes.map((row, number) => ({
      data: { id: "n" + number, label: name(row), big: row[7] },
      position: { x: row[5], y: row[6] },
    })),
    layout: { name: "preset", padding: 24 }, minZoom: 0.05, maxZoom: 6,
    style: [
      { selector: "node", style: {
        label: "data(label)", width: 9, height: 9, "font-size": 9, "min-zoomed-font-size": 7,
        "background-color": colour("--body"), color: colour("--ink"), "text-valign": "top", "text-margin-y": -2,
        "text-outline-width": 1.5, "text-outline-color": colour("--back"),
      } },
      { selector: "node[big > 0]", style: {
        width: 18, height: 18, "font-size": `mapData(big, 1, 30, 14, ${afar})`, "min-zoomed-font-size": 6,
        "font-weight": "bold", "z-index": 9,
      } },
      { selector: ".dim", style: { opacity: 0.15 } },
      { selector: ".found", style: {
        "background-color": colour("--mark"), width: 20, height: 20, "font-size": 16, "min-zoomed-font-size": 0,
        "font-weight": "bold", "z-index": 10,
      } },
    ],
  });

  // Cytoscape draws thousands of edges too slowly to open at once: the bodies are its own, the edges one canvas below.
  const shown = new Set(data.layers.map((_, number) => number));
  const points = data.nodes.map((row) => ({ x: row[5], y: row[6] }));
  let ties = [];
  let chosen = null;

  function middle(row) {
    const from = points[row[0]];
    const to = points[row[1]];
    const bend = 0.04 + 0.025 * Math.max(0, row[2]);
    return { from, to, x: (from.x + to.x) / 2 + (to.y - from.y) * bend, y: (from.y + to.y) / 2 + (from.x - to.x) * bend };
  }

  function stroke(pen, rows, arrows, zoom) {
    pen.beginPath();
    for (const row of rows) {
      const { from, to, x, y } = middle(row);
      pen.moveTo(from.x, from.y);
      pen.quadraticCurveTo(x, y, to.x, to.y);
      if (!arrows) continue;
      const length = Math.hypot(to.x - x, to.y - y) || 1;
      const along = { x: (to.x - x) / length, y: (to.y - y) / length };
      const tip = { x: to.x - along.x * 9, y: to.y - along.y * 9 };
      const size = 5 / Math.max(zoom, 0.4);
      for (const side of [0.5, -0.5]) {
        pen.moveTo(tip.x, tip.y);
        pen.lineTo(tip.x - size * (along.x + side * along.y), tip.y - size * (along.y - side * along.x));
      }
    }
    pen.stroke();
  }

  function paint() {
    const ratio = window.devicePixelRatio || 1;
    const [wide, high] = [stage.clientWidth * ratio, stage.clientHeight * ratio];
    if (sheet.width !== wide || sheet.height !== high) Object.assign(sheet, { width: wide, height: high });
    const pen = sheet.getContext("2d");
    const zoom = cy.zoom();
    const pan = cy.pan();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, wide, high);
    pen.setTransform(ratio * zoom, 0, 0, ratio * zoom, ratio * pan.x, ratio * pan.y);
    const arrows = ties.length <= 2500;
    for (const near of chosen ? [false, true] : [true]) {
      const rows = chosen ? ties.filter((row) => (chosen.has(row[0]) || chosen.has(row[1])) === near) : ties;
      const groups = new Map();
      for (const row of rows) {
        const key = row[2] + ":" + (row[3] > 20 ? 2 : row[3] > 3 ? 1 : 0);
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(row);
      }
      for (const [key, same] of groups) {
        const [layer, thick] = key.split(":").map(Number);
        pen.strokeStyle = data.layers[layer] ? data.layers[layer][3] : "#888888";
        pen.globalAlpha = !near ? 0.06 : chosen ? 0.9 : arrows ? 0.5 : 0.3;
        pen.lineWidth = (0.7 + 0.6 * thick) / Math.max(zoom, 0.3);
        stroke(pen, same, arrows || (chosen && near), zoom);
      }
    }
  }

  function holds(row) {
    const within = !day.value || ((!row[5] || row[5] <= day.value) && (!row[6] || day.value < row[6]));
    return within && (row[2] < 0 || shown.has(row[2]));
  }

  function sift() {
    ties = data.edges.filter(holds);
    document.getElementById("count").textContent =
      data.nodes.length + word("shown").replace("{edges}", String(ties.length));
    paint();
  }

  function mark(numbers) {
    chosen = numbers && numbers.size ? numbers : null;
    const near = new Set(chosen || []);
    for (const row of chosen ? ties : []) {
      if (chosen.has(row[0])) near.add(row[1]);
      if (chosen.has(row[1])) near.add(row[0]);
    }
    cy.batch(() => data.nodes.forEach((_, number) => {
      const node = cy.getElementById("n" + number);
      node.toggleClass("found", Boolean(chosen && chosen.has(number)));
      node.toggleClass("dim", Boolean(chosen && !near.has(number)));
    }));
    paint();
    return near;
  }

  function tell(number) {
    const row = data.nodes[number];
    const card = document.getElementById("card");
    const own = ties.filter((each) => each[0] === number || each[1] === number);
    const list = make("ul", null, ...own.slice(0, 60).map((each) => {
      const out = each[0] === number;
      const other = out ? each[1] : each[0];
      const layer = data.layers[each[2]];
      const days = each[5] || each[6] ? ` [${each[5] || "…"},\u00a0${each[6] || "…"})` : "";
      const jump = make("button", name(data.nodes[other]));
      jump.addEventListener("click", () => show(other));
      return make("li", null, `${layer ? name(layer) : ""} ${each[4]} ×${each[3]} ${out ? "→" : "←"} `, jump, days);
    }));
    card.replaceChildren(
      make("h2", name(row)), make("p", [row[0], row[3], row[4]].filter(Boolean).join(" · ")), list,
      own.length > 60 ? make("p", `… ${own.length - 60}`) : "",
    );
  }

  function show(number) {
    mark(new Set([number]));
    tell(number);
  }

  function search(text) {
    const wanted = text.trim().toLowerCase();
    const hits = wanted ? data.nodes.flatMap((row, number) =>
      row.slice(0, 3).some((each) => each.toLowerCase().includes(wanted)) ? [number] : []) : [];
    const near = mark(new Set(hits));
    if (hits.length) {
      cy.animate({ fit: { eles: cy.nodes().filter((node) => near.has(numberOf(node))), padding: 60 }, duration: 200 });
      tell(hits[0]);
    }
  }

  function build() {
    const find = make("input", null);
    Object.assign(find, { type: "search", id: "find", placeholder: word("search") });
    find.setAttribute("aria-label", word("search"));
    find.addEventListener("input", () => search(find.value));
    const boxes = make("fieldset", null, make("legend", word("layers")));
    data.layers.forEach((row, number) => {
      const count = data.edges.filter((each) => each[2] === number).length;
      if (!count) return;
      const box = make("input", null);
      Object.assign(box, { type: "checkbox", checked: shown.has(number), name: row[0] });
      box.addEventListener("change", () => { box.checked ? shown.add(number) : shown.delete(number); sift(); });
      const swatch = make("span", null);
      swatch.className = "swatch";
      swatch.style.background = row[3];
      const total = make("span", String(count));
      total.className = "number";
      boxes.append(make("label", null, box, swatch, name(row), total));
    });
    const days = [...new Set(data.edges.flatMap((row) => [row[5], row[6]]))].filter(Boolean).sort();
    const slider = make("input", null);
    const said = make("output", day.value || word("always"));
    Object.assign(slider, { type: "range", id: "day", min: 0, max: days.length, step: 1 });
    slider.value = day.value ? days.indexOf(day.value) : days.length;
    slider.setAttribute("aria-label", word("time"));
    slider.addEventListener("input", () => {
      day.value = days[Number(slider.value)] || "";
      said.textContent = day.value || word("always");
      sift();
    });
    const fit = make("button", word("fit"));
    fit.addEventListener("click", () => { mark(null); cy.animate({ fit: { padding: 24 }, duration: 200 }); });
    const other = make("button", word("lang"));
    other.id = "lang";
    other.addEventListener("click", () => {
      lang = lang === "zh" ? "en" : "zh";
      cy.batch(() => data.nodes.forEach((row, number) => cy.getElementById("n" + number).data("label", name(row))));
      build();
      sift();
    });
    const card = make("div", null);
    card.id = "card";
    card.setAttribute("aria-live", "polite");
    panel.replaceChildren(find, boxes, make("label", null, word("time"), said), slider, make("p", null, fit, " ", other), card);
  }

  build();
  sift();
  cy.on("tap", "node", (event) => show(numberOf(event.target)));
  cy.on("tap", (event) => { if (event.target === cy) { mark(null); document.getElementById("card").replaceChildren(); } });
  cy.on("drag", "node", (event) => { points[numberOf(event.target)] = { ...event.target.position() }; });
  let closeness = null;
  cy.on("zoom", () => {
    const now = Math.round(2 * Math.log2(cy.zoom()));
    if (now === closeness) return;
    closeness = now;
    // Names that are read from afar would cover everything from near.
    const largest = Math.max(13, Math.min(afar, 16 / cy.zoom()));
    cy.style().selector("node[big > 0]").style("font-size", `mapData(big, 1, 30, 12, ${largest})`)
      .selector(".found").style("font-size", Math.max(16, 15 / cy.zoom())).update();
  });
  cy.on("render", paint);
  cy.one("render", () => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });
}());
