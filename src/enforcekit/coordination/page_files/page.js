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
  const layerName = (row) => row[lang === "zh" ? 1 : 2];
  const colour = (variable) => getComputedStyle(document.documentElement).getPropertyValue(variable).trim();

  function draw() {
    const many = data.edges.length > 1500;
    const across = data.nodes.map((row) => row[5]);
    const width = across.reduce((most, x) => Math.max(most, x), 0) - across.reduce((least, x) => Math.min(least, x), 0);
    const afar = Math.min(72, Math.max(16, width / 60));
    const elements = data.nodes.map((row, number) => ({
      data: { id: "n" + number, label: name(row), big: row[7] },
      position: { x: row[5], y: row[6] },
    }));
    data.edges.forEach((row, number) => {
      const layer = data.layers[row[2]];
      elements.push({
        data: {
          id: "e" + number, source: "n" + row[0], target: "n" + row[1], layer: row[2],
          colour: layer ? layer[3] : "#888888", width: 1 + Math.log2(1 + Math.max(0, row[3])) / 2,
        },
      });
    });
    return cytoscape({
      container: document.getElementById("graph"),
      elements, layout: { name: "preset", padding: 24 },
      hideEdgesOnViewport: many, textureOnViewport: many, pixelRatio: many ? 1 : "auto", minZoom: 0.05, maxZoom: 6,
      style: [
        { selector: "node", style: {
          label: "data(label)", width: 9, height: 9, "font-size": 9, "min-zoomed-font-size": 7,
          "background-color": colour("--body"), color: colour("--ink"), "text-valign": "top", "text-margin-y": -2,
          "text-outline-width": 1.5, "text-outline-color": colour("--back"),
        } },
        { selector: "node[big > 0]", style: {
          width: 18, height: 18, "font-size": `mapData(big, 1, 30, 14, ${afar})`, "min-zoomed-font-size": 6, "font-weight": "bold", "z-index": 9,
        } },
        { selector: "edge", style: {
          width: "data(width)", "line-color": "data(colour)", opacity: many ? 0.35 : 0.6,
          "curve-style": many ? "haystack" : "bezier", "haystack-radius": 0,
          "target-arrow-shape": many ? "none" : "triangle", "target-arrow-color": "data(colour)", "arrow-scale": 0.7,
        } },
        { selector: ".off", style: { display: "none" } },
        { selector: ".dim", style: { opacity: 0.12 } },
        { selector: "node.found", style: { "background-color": colour("--mark"), width: 20, height: 20, "font-size": 16 } },
        { selector: "edge.found", style: { opacity: 1, "z-index": 8 } },
      ],
    });
  }

  const cy = draw();
  const shown = new Set(data.layers.map((_, number) => number));

  function holds(row) {
    const within = !day.value || ((!row[5] || row[5] <= day.value) && (!row[6] || day.value < row[6]));
    return within && (row[2] < 0 || shown.has(row[2]));
  }

  function sift() {
    let left = 0;
    cy.batch(() => data.edges.forEach((row, number) => {
      const here = holds(row);
      left += here ? 1 : 0;
      cy.getElementById("e" + number).toggleClass("off", !here);
    }));
    document.getElementById("count").textContent =
      data.nodes.length + word("shown").replace("{edges}", String(left));
  }

  function mark(found) {
    cy.batch(() => {
      cy.elements().removeClass("found dim");
      if (found && found.length) {
        cy.elements().addClass("dim");
        found.addClass("found").removeClass("dim");
        found.connectedEdges().addClass("found").removeClass("dim").connectedNodes().removeClass("dim");
      }
    });
  }

  function tell(number) {
    const row = data.nodes[number];
    const card = document.getElementById("card");
    const ties = data.edges.filter((each) => (each[0] === number || each[1] === number) && holds(each));
    const list = make("ul", null, ...ties.slice(0, 60).map((each) => {
      const out = each[0] === number;
      const other = out ? each[1] : each[0];
      const layer = data.layers[each[2]];
      const days = each[5] || each[6] ? ` [${each[5]}, ${each[6]})` : "";
      const jump = make("button", name(data.nodes[other]));
      jump.addEventListener("click", () => show(other));
      return make("li", null, `${layer ? layerName(layer) : ""} ${each[4]} ×${each[3]} ${out ? "→" : "←"} `, jump, days);
    }));
    card.replaceChildren(
      make("h2", name(row)), make("p", [row[0], row[3], row[4]].filter(Boolean).join(" · ")), list,
      ties.length > 60 ? make("p", `… ${ties.length - 60}`) : "",
    );
  }

  function show(number) {
    mark(cy.getElementById("n" + number));
    tell(number);
  }

  function search(text) {
    const wanted = text.trim().toLowerCase();
    const hits = wanted ? data.nodes.map((row, number) => [row, number])
      .filter(([row]) => row.slice(0, 3).some((each) => each.toLowerCase().includes(wanted))) : [];
    const ids = new Set(hits.map(([, number]) => "n" + number));
    const found = cy.nodes().filter((node) => ids.has(node.id()));
    mark(found);
    if (hits.length) {
      cy.animate({ fit: { eles: found.closedNeighborhood(), padding: 60 }, duration: 200 });
      tell(hits[0][1]);
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
      boxes.append(make("label", null, box, swatch, layerName(row), total));
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
  cy.on("tap", "node", (event) => show(Number(event.target.id().slice(1))));
  cy.on("tap", (event) => { if (event.target === cy) { mark(null); document.getElementById("card").replaceChildren(); } });
  cy.one("render", () => { document.documentElement.dataset.ready = String(Math.round(performance.now())); });
}());
