// Makes elements. Text is always set as text, never parsed as HTML.

/** h('button.primary', {onclick, 'aria-label': 'x'}, 'text', child, [children]) */
export function h(selector, ...rest) {
  const [tag, ...classes] = selector.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length) element.className = classes.join(' ');
  const attributes = isAttributes(rest[0]) ? rest.shift() : {};
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'style') Object.assign(element.style, value);
    else if (key in element && key !== 'list' && key !== 'popover' && typeof value !== 'string') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  append(element, rest);
  return element;
}

function isAttributes(value) {
  return value !== null && typeof value === 'object' && !(value instanceof Node) && !Array.isArray(value);
}

function append(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) append(element, child);
    else if (child !== undefined && child !== null && child !== false) element.append(child);
  }
}

/** Sets text only if it differs, so that a selection survives and nothing is laid out anew. */
export function text(element, value) {
  const next = String(value);
  if (element.textContent !== next) element.textContent = next;
}

/** Replaces all children. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';
const SHAPES = {
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6l7.6-4.8z',
  stop: 'M4 4h8v8H4z',
  swap: 'M3 5.5h9l-2.5-2.5M13 10.5H4l2.5 2.5',
  save: 'M8 2.5v7M5 7l3 3 3-3M3 12.8h10',
  expand: 'M9.5 3H13v3.5M6.5 13H3V9.5M13 3 9 7M3 13l4-4',
  close: 'M4 4l8 8M12 4l-8 8',
  person: 'M8 8a2.7 2.7 0 1 0 0-5.400a2.700 2.700 0 0 0 0 5.400zM3 13.500a5 5 0 0 1 10 0',
  warn: 'M8 2.8 14 13H2zM8 6.8v3M8 11.6v.1',
  copy: 'M5.5 5.5h7v7h-7zM10.5 5.5v-2h-7v7h2',
  fork: 'M4.5 13V3M4.5 9.500c0-2.500 7-2 7-6.500M9.300 5l2.200-2.200L13.700 5',
  undo: 'M6 3.500 3 6.500l3 3M3 6.500h6.500a3.200 3.200 0 0 1 0 6.400H6',
  check: 'M3 8.500 6.500 12 13 4.500',
  down: 'M4.5 6.500 8 10l3.500-3.500',
  more: 'M3.500 8h.1M8 8h.1M12.500 8h.1',
  plus: 'M8 3v10M3 8h10',
  trash: 'M3 4.500h10M6.500 4.500v-2h3v2M4.500 4.500l.6 8.500h5.800l.6-8.500',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  next: 'M6.5 3.5 11 8l-4.500 4.500',
};

/** An element of a drawing: s('g.wire', {attributes}, child, …). */
export function s(selector, attributes = {}, ...children) {
  const [tag, ...classes] = selector.split('.');
  const element = document.createElementNS(SVG, tag);
  if (classes.length) element.setAttribute('class', classes.join(' '));
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  append(element, children);
  return element;
}

/** A line drawing of 16 by 16. */
export function icon(name) {
  return s('svg.icon', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, s('path', { d: SHAPES[name] }));
}
