// Numbers, durations and names as people read them.

const THIN = '\u202f';
const UNITS = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** The API writes numbers that are not finite as texts. */
export function toNumber(value) {
  return typeof value === 'number' ? value : Number(value);
}

/** 2.32 M, 46.4 k, 812 */
export function count(value) {
  const number = toNumber(value);
  for (const [size, unit] of UNITS) {
    if (Math.abs(number) >= size) return trim((number / size).toPrecision(3)) + THIN + unit;
  }
  return Number.isInteger(number) ? String(number) : trim(number.toPrecision(3));
}

const SIZES = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** 1.5 GiB */
export function bytes(size) {
  if (!(size >= 0)) return '–';
  const power = Math.min(SIZES.length - 1, Math.floor(Math.log2(Math.max(1, size)) / 10));
  return trim((size / 2 ** (10 * power)).toPrecision(3)) + THIN + SIZES[power];
}

/** 12,345 */
export function whole(value) {
  return Math.round(toNumber(value)).toLocaleString('en-US');
}

/** Four significant digits, at the most. */
export function value(given, digits = 4) {
  const number = toNumber(given);
  if (!Number.isFinite(number)) return Number.isNaN(number) ? 'NaN' : number > 0 ? '∞' : '−∞';
  const size = Math.abs(number);
  if (size !== 0 && size < 1e-4) return minus(number.toExponential(2));
  if (size >= 1e5) return minus(count(number));
  return minus(size >= 1000 ? number.toFixed(0) : trim(number.toPrecision(digits)));
}

function trim(digits) {
  return digits.includes('.') && !digits.includes('e') ? digits.replace(/\.?0+$/, '') : digits;
}

function minus(text) {
  return text.replace(/^-/, '−');
}

/** 3 d 4 h, 2 h 05 m, 3 m 07 s, 12 s */
export function duration(seconds) {
  if (!Number.isFinite(seconds) || seconds < 0) return '–';
  const s = Math.round(seconds);
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} m ${two(s % 60)} s`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${two(Math.floor((s % 3600) / 60))} m`;
  return `${Math.floor(s / 86400)} d ${Math.floor((s % 86400) / 3600)} h`;
}

function two(number) {
  return String(number).padStart(2, '0');
}

export function percent(share) {
  return `${(100 * Math.min(1, Math.max(0, share))).toFixed(share < 1 && share > 0.999 ? 2 : 1)} %`;
}

/** policyLoss -> Policy loss, WAITING_FOR_PLUGIN -> Waiting for plugin */
export function words(name) {
  const split = /^[A-Z_]+$/.test(name)
    ? name.toLowerCase().replaceAll('_', ' ')
    : name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').replaceAll(/[-_]/g, ' ').toLowerCase();
  return split.charAt(0).toUpperCase() + split.slice(1);
}

/** critics.reach -> reach */
export function shortName(path) {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(dot + 1);
}

/** critics.reach -> critics */
export function role(path) {
  const dot = path.indexOf('.');
  return dot < 0 ? path : path.slice(0, dot);
}

const CLOCK = { hour: '2-digit', minute: '2-digit', second: '2-digit' };

/** An ISO 8601 instant here: the time of day, with the date unless it is today, with the year unless it is this one. */
export function time(instant) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return instant;
  const now = new Date();
  if (date.toDateString() === now.toDateString()) return date.toLocaleTimeString('en-GB', CLOCK);
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' };
  return date.toLocaleString('en-GB', { day: '2-digit', month: 'short', ...year, ...CLOCK });
}

/**
 * The series that say best how a run does: its return, or each component of it.
 * @returns names, at most three
 */
export function headline(metrics) {
  const names = Object.keys(metrics);
  const exact = names.find((name) => name === 'run/return') ?? names.find((name) => name.endsWith('/return'));
  return exact ? [exact] : names.filter((name) => name.includes('/return.')).slice(0, 3);
}

/** The numbers of some series, short enough for one cell. */
export function brief(metrics, names) {
  const digits = names.length > 1 ? 3 : 4;
  return names.length ? names.map((name) => value(metrics[name], digits)).join(' / ') : '–';
}

/** learner/return.reach -> reach */
export function component(name) {
  return shortName(name.slice(name.lastIndexOf('/') + 1));
}

export function json(value) {
  if (Array.isArray(value)) return value.map(json).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
