// Draws the frames of an episode on a canvas: marks in units of the world, y upwards, as large as the canvas allows.

import { css } from './colors.js';

/** What stands still behind everything. */
const GROUND = new Set(['table', 'board', 'road', 'counter', 'ground', 'grid', 'track', 'hill', 'bar', 'axle', 'source', 'label']);
const FILLED_GROUND = { table: '--sunk', board: '--sunk', road: '--sunk', counter: '--edge' };
/** Roles whose name says their colour. */
const NAMED = { goal: '--good', 'gem.red': '--series-6', 'gem.blue': '--series-0', 'gem.green': '--series-2' };
const COUNT = 10;
const MARGIN = 12;
const FONT = '11px system-ui, sans-serif';

export class Stage {
  #frames = [];
  #bounds = null;
  #roles = new Map();

  constructor(canvas) {
    this.canvas = canvas;
  }

  /** Takes the frames of an episode: of each, how many marks it has, and those that have changed. */
  set(frames) {
    let last = [];
    this.#frames = frames.map(({ marks, changed }) => {
      const now = last.slice(0, marks);
      for (const mark of changed) now[mark.place] = mark;
      last = now;
      return now;
    });
    this.#bounds = boundsOf(frames.flatMap((frame) => frame.changed));
    this.#roles.clear();
    for (const mark of this.#frames.flat()) {
      if (!GROUND.has(mark.role) && !(mark.role in NAMED) && !this.#roles.has(mark.role)) this.#roles.set(mark.role, `--series-${this.#roles.size % COUNT}`);
    }
  }

  get count() {
    return this.#frames.length;
  }

  /** Draws a frame. */
  draw(index) {
    const { canvas } = this;
    const ratio = devicePixelRatio;
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || !this.#frames[index]) return;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    const ctx = canvas.getContext('2d');
    ctx.scale(ratio, ratio);
    const { left, right, low, high } = this.#bounds;
    const scale = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / (high - low));
    const x = (at) => width / 2 + scale * (at - (left + right) / 2);
    const y = (at) => height / 2 - scale * (at - (low + high) / 2);
    ctx.lineCap = 'round';
    ctx.lineJoin = 'round';
    for (const mark of this.#frames[index]) this.#mark(ctx, mark, x, y, scale);
    ctx.font = FONT;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    for (const mark of this.#frames[index]) if (mark.text) label(ctx, mark, x(mark.xs[0]), y(mark.ys[0]), scale);
  }

  #mark(ctx, mark, x, y, scale) {
    const ground = GROUND.has(mark.role);
    const color = css(ground ? (FILLED_GROUND[mark.role] ?? '--edge-strong') : (NAMED[mark.role] ?? this.#roles.get(mark.role)));
    ctx.beginPath();
    if (mark.shape === 'CIRCLE') {
      ctx.arc(x(mark.xs[0]), y(mark.ys[0]), mark.radius > 0 ? Math.max(2, scale * mark.radius) : 0, 0, 2 * Math.PI);
    } else {
      mark.xs.forEach((at, i) => (i === 0 ? ctx.moveTo(x(at), y(mark.ys[i])) : ctx.lineTo(x(at), y(mark.ys[i]))));
    }
    if (mark.shape === 'LINE') {
      ctx.strokeStyle = color;
      ctx.lineWidth = mark.role === 'grid' ? 1 : ground ? 2 : 4;
      ctx.stroke();
      return;
    }
    if (mark.shape === 'POLYGON') ctx.closePath();
    ctx.fillStyle = color;
    ctx.globalAlpha = mark.role === 'goal' ? 0.45 : 1;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = css(ground ? '--edge-strong' : '--surface');
    ctx.lineWidth = 1;
    ctx.stroke();
  }
}

/** Text beside a small mark, on a large one where it fits; always on a ground of its own. */
function label(ctx, mark, x, y, scale) {
  const width = ctx.measureText(mark.text).width + 6;
  const radius = scale * mark.radius;
  const inside = mark.radius === 0 || 2 * radius > width;
  const at = inside ? y : y - Math.max(2, radius) - 9;
  ctx.fillStyle = css('--surface');
  ctx.globalAlpha = 0.8;
  ctx.fillRect(x - width / 2, at - 7, width, 14);
  ctx.globalAlpha = 1;
  ctx.fillStyle = css('--text');
  ctx.fillText(mark.text, x, at);
}

/** What all marks together cover, so that nothing is scaled while an episode is played. */
function boundsOf(marks) {
  const bounds = { left: Infinity, right: -Infinity, low: Infinity, high: -Infinity };
  for (const { xs, ys, radius } of marks) {
    xs.forEach((x, i) => {
      bounds.left = Math.min(bounds.left, x - radius);
      bounds.right = Math.max(bounds.right, x + radius);
      bounds.low = Math.min(bounds.low, ys[i] - radius);
      bounds.high = Math.max(bounds.high, ys[i] + radius);
    });
  }
  if (bounds.right - bounds.left < 1e-9) bounds.right = bounds.left + 1;
  if (bounds.high - bounds.low < 1e-9) bounds.high = bounds.low + 1;
  return bounds;
}
