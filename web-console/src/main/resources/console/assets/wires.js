// The lines between the slots of a run: an arrow from each part to those that it uses. They are drawn behind the buttons
// of the slots, from where those stand, and pass other columns between their rows.

import { s } from './dom.js';

const ARROW = 5;
/** Lines leave above the middle of a button and arrive below it, so that those of both directions are told apart. */
const LEAVES = 0.38;
const ARRIVES = 0.62;

export class Wires {
  #uses = [];
  #buttons = new Map();
  #lines = [];
  #drawn = '';

  /** @param area what the buttons stand in; the picture covers it */
  constructor(area) {
    this.area = area;
    this.element = s('svg.wires', { role: 'img' });
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(area);
  }

  /** @param buttons the button of each slot, by path */
  set(slots, buttons) {
    this.#uses = slots.flatMap((slot) => slot.uses.filter((use) => isShown(slot, use, slots)).map((use) => ({ from: slot.path, to: use.slot, calls: use.calls, fields: use.fields })));
    this.#buttons = buttons;
    this.element.setAttribute('aria-label', `Wiring: ${slots.length} slots. ${slots.filter((one) => one.uses.length).map((one) => `${one.path} uses ${one.uses.map((use) => use.slot).join(', ')}`).join('. ')}`);
    this.draw();
  }

  /** Draws anew where something has moved or the wiring is another one. */
  draw() {
    const { offsetWidth: width, offsetHeight: height } = this.area;
    if (width === 0 || getComputedStyle(this.element).display === 'none') return;
    const boxes = new Map([...this.#buttons].map(([path, button]) => [path, box(button, this.area)]));
    const now = JSON.stringify([width, height, this.#uses, [...boxes.values()]]);
    if (now === this.#drawn) return;
    this.#drawn = now;
    this.element.setAttribute('viewBox', `0 0 ${width} ${height}`);
    this.element.setAttribute('width', width);
    this.element.setAttribute('height', height);
    const columns = columnsOf([...boxes.values()]);
    this.#lines = this.#uses.filter((use) => boxes.has(use.to)).map((use) => line(use, boxes, columns));
    this.element.replaceChildren(...this.#lines);
  }

  /** Brings the lines of one slot forward, or none for null. */
  light(path) {
    const uses = this.#uses.filter((use) => this.#buttons.has(use.to));
    this.element.classList.toggle('lit', path !== null && uses.some(({ from, to }) => from === path || to === path));
    this.#lines.forEach((each, index) => {
      const { from, to } = uses[index];
      each.classList.toggle('lit', from === path || to === path);
      if (from === path || to === path) this.element.append(each);
    });
    for (const [other, button] of this.#buttons) {
      button.classList.toggle('joined', path !== null && uses.some(({ from, to }) => (from === path && to === other) || (to === path && from === other)));
    }
  }

  destroy() {
    this.observer.disconnect();
  }
}

/** A part that is called is handed the batch by its caller; that it reads the caller's fields goes without saying. */
function isShown(slot, use, slots) {
  const back = slots.find((one) => one.path === use.slot)?.uses.find((other) => other.slot === slot.path);
  return use.calls || !back?.calls;
}

function box(button, area) {
  const at = button.getBoundingClientRect();
  const origin = area.getBoundingClientRect();
  const left = Math.round(at.left - origin.left);
  const top = Math.round(at.top - origin.top);
  return { left, top, right: left + Math.round(at.width), bottom: top + Math.round(at.height) };
}

/** The boxes by their left edge, each column from top to bottom. */
function columnsOf(boxes) {
  const columns = new Map();
  for (const each of boxes) columns.set(each.left, [...(columns.get(each.left) ?? []), each].sort((a, b) => a.top - b.top));
  return [...columns.values()].sort((a, b) => a[0].left - b[0].left);
}

function line(use, boxes, columns) {
  const from = boxes.get(use.from);
  const to = boxes.get(use.to);
  const forward = to.left > from.left;
  const same = to.left === from.left;
  const start = { x: forward || same ? from.right : from.left, y: within(from, LEAVES) };
  const end = { x: forward ? to.left : same ? to.right : to.right, y: within(to, ARRIVES) };
  const tip = { x: forward ? end.x - ARROW : end.x + ARROW, y: end.y };
  const d = same ? arc(start, tip) : path(start, tip, passed(from, to, columns), forward);
  const point = forward ? end.x - ARROW : end.x + ARROW;
  return s(
    use.calls ? 'g.wire' : 'g.wire.reads',
    { 'data-from': use.from, 'data-to': use.to },
    s('path', { d }),
    s('polygon', { points: `${end.x},${end.y} ${point},${end.y - ARROW * 0.8} ${point},${end.y + ARROW * 0.8}` }),
  );
}

const within = (one, share) => one.top + share * (one.bottom - one.top);

/** The columns between two boxes, in the order in which a line meets them. */
function passed(from, to, columns) {
  const [least, most] = [Math.min(from.left, to.left), Math.max(from.left, to.left)];
  const between = columns.filter(([first]) => first.left > least && first.left < most);
  return to.left > from.left ? between : between.reverse();
}

function arc(start, end) {
  const out = start.x + 12 + Math.min(24, Math.abs(end.y - start.y) / 6);
  return `M${start.x},${start.y}C${out},${start.y} ${out},${end.y} ${end.x},${end.y}`;
}

/** A curve that runs level where it leaves, where it arrives, and between the rows of each column that it passes. */
function path(start, end, columns, forward) {
  let d = `M${start.x},${start.y}`;
  let at = start;
  columns.forEach((column, index) => {
    const straight = at.y + (end.y - at.y) / (columns.length - index + 1);
    const y = gap(column, straight);
    const [near, far] = forward ? [column[0].left, column[0].right] : [column[0].right, column[0].left];
    d += curve(at, { x: near, y }) + `H${far}`;
    at = { x: far, y };
  });
  return d + curve(at, end);
}

function curve(from, to) {
  const middle = (from.x + to.x) / 2;
  return `C${middle},${from.y} ${middle},${to.y} ${to.x},${to.y}`;
}

/** The place between two rows of a column, or beyond its ends, that is nearest to a height. */
function gap(column, y) {
  const places = [column[0].top - 9, column[column.length - 1].bottom + 9];
  for (let i = 1; i < column.length; i++) places.push((column[i - 1].bottom + column[i].top) / 2);
  return places.reduce((best, place) => (Math.abs(place - y) < Math.abs(best - y) ? place : best));
}
