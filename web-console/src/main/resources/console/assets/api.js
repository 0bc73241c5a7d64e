// Asks the REST API. Who is logged in is told by a cookie that no script sees; changes carry the session's token in a
// header besides, so that no other page can make them.

import { Keys } from './keys.js';

const ROOT = '/api/v1';
const KEY = 'Idempotency-Key';
const RANKS = ['VIEWER', 'OPERATOR', 'ADMIN'];
/** After so many milliseconds a change whose answer was lost is asked for again. */
const AGAIN = [300, 1000, 3000];
const keys = new Keys();
const watchers = new Set();

/** What the API refused, with its code, path and message. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.path ? `${problem.path}: ${problem.message}` : problem.message);
    this.status = status;
    this.problem = problem;
  }
}

export const session = {
  /** Who is logged in, or null. */
  visitor: null,
  csrf: null,
  /** Whether the session ended by itself. */
  ended: false,
  watch: (watcher) => watchers.add(watcher),
  may: (role) => session.visitor !== null && RANKS.indexOf(session.visitor.role) >= RANKS.indexOf(role),
  /** Asks the server who is logged in. */
  async load() {
    become(await ask('GET', '/session'));
  },
  /** @param proof name and password, or token, or code */
  async enter(proof) {
    become(await ask('POST', '/session', proof));
  },
  async leave() {
    await ask('DELETE', '/session');
    become({ visitor: null, csrf: null });
  },
};

function become({ visitor, csrf }) {
  const before = JSON.stringify(session.visitor);
  session.ended = session.visitor !== null && visitor === null;
  session.visitor = visitor;
  session.csrf = csrf;
  if (JSON.stringify(visitor) !== before) watchers.forEach((watcher) => watcher());
}

function ask(method, path, body) {
  return send(method, path, body === undefined ? undefined : JSON.stringify(body), 'application/json');
}

async function send(method, path, body, type) {
  const headers = { Accept: 'application/json' };
  if (session.csrf && method !== 'GET') headers['X-CSRF-Token'] = session.csrf;
  if (body !== undefined) headers['Content-Type'] = type;
  const request = { method, headers, body };
  const { response, answer } = method === 'GET' ? await reach(ROOT + path, request) : await once(ROOT + path, request);
  if (response.status === 401 && path !== '/session') become({ visitor: null, csrf: null });
  if (!response.ok) throw new Refusal(response.status, problemOf(answer, response.status));
  return answer ? JSON.parse(answer) : null;
}

/** Pages that trust no text as markup can take a picture from the network alone, where it is a document of its own. */
function picture(path) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('GET', ROOT + path);
    request.responseType = 'document';
    const refuse = () => reject(new Refusal(request.status, { code: 'RESOURCE', path: '', message: 'the picture cannot be read' }));
    request.addEventListener('error', refuse);
    request.addEventListener('load', () => (request.status === 200 && request.response ? resolve(request.response.documentElement) : refuse()));
    request.send();
  });
}

/** What the server says of a file before its first byte; a refusal is one of the API. */
async function notesOf(path) {
  const { response } = await reach(ROOT + path, { method: 'HEAD' });
  if (!response.ok) throw await send('GET', path).then(() => new Refusal(response.status, problemOf('', response.status)), (refusal) => refusal);
  return response.headers.get('Polycritic-Note') ?? '';
}

/**
 * Asks for a change that is made once, however often it is sent: it has a key, by which the server answers as it did
 * before. It is sent again as long as its answer is lost, or the first one that was sent is still being carried out.
 */
async function once(address, request) {
  const asked = keys.take(address, request);
  const options = { ...request, headers: { ...request.headers, [KEY]: asked.key } };
  for (const wait of [...AGAIN, null]) {
    try {
      const told = await reach(address, options);
      const decided = !isUnderWay(told);
      if (decided) keys.answered(asked);
      if (decided || wait === null) return told;
    } catch (lost) {
      if (wait === null) throw lost;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

const isUnderWay = ({ response, answer }) => response.status === 409 && problemOf(answer, 409).path === KEY && /is being carried out/.test(answer);

/** Sends a request: the answer, with its text. */
async function reach(address, options) {
  try {
    const response = await fetch(address, options);
    if (isPassing(response)) throw new TypeError('the API is away');
    return { response, answer: await response.text() };
  } catch {
    throw new Refusal(0, { code: 'RESOURCE', path: '', message: 'the server does not answer' });
  }
}

/** While a server comes or goes, it knows no address for a moment; the API says itself what it does not have. */
const isPassing = (response) => response.status === 404 && !response.headers.get('Content-Type')?.startsWith('application/problem+json');

function problemOf(answer, status) {
  try {
    const problem = JSON.parse(answer);
    if (problem.message) return problem;
  } catch {
    // not a problem document: somebody else answered
  }
  return { code: 'INTERNAL', path: '', message: `the server answers with status ${status}` };
}

/** All items of a list, which comes in parts. */
async function whole(path) {
  const items = [];
  for (let next = ''; next !== null; ) {
    const part = await ask('GET', next ? `${path}${path.includes('?') ? '&' : '?'}cursor=${next}` : path);
    items.push(...part.items);
    next = part.next ?? null;
  }
  return items;
}

const study = (name, quick) => `/studies/${encodeURIComponent(name)}?quick=${quick}`;
const file = (id, format, more) => `${run(id)}/export?${new URLSearchParams({ format, ...more })}`;
const run = (id) => `/runs/${encodeURIComponent(id)}`;

export const api = {
  runs: () => whole('/runs'),
  run: (id) => ask('GET', run(id)),
  studies: async () => (await ask('GET', '/studies')).items,
  study: (name, quick) => ask('GET', study(name, quick)),
  studyLink: (name, quick) => ROOT + study(name, quick),
  /** The root element of an SVG document. */
  plot: (name, quick, metric, plot) => picture(`/studies/${encodeURIComponent(name)}/plots/${plot}?quick=${quick}&metric=${encodeURIComponent(metric)}`),
  studyJobs: async () => (await ask('GET', '/study-jobs')).items,
  beginStudy: (name, request) => ask('POST', `/studies/${encodeURIComponent(name)}`, request),
  cancelStudy: (name, quick) => ask('POST', `/studies/${encodeURIComponent(name)}/cancel?quick=${quick}`),
  plugins: () => whole('/plugins'),
  bundles: async () => (await ask('GET', '/bundles')).items,
  install: (jar) => send('POST', '/bundles', jar, 'application/java-archive'),
  remove: (name, version, force) => ask('DELETE', `/bundles/${encodeURIComponent(name)}/${encodeURIComponent(version)}?force=${force}`),
  /** The newest, oldest first, and how many there are: `{items, total}`. */
  swaps: (id, limit) => ask('GET', `${run(id)}/swaps?limit=${limit}`),
  /** All of it, in no order. */
  wholeJournal: (id) => whole(`${run(id)}/journal`),
  journal: (id, limit) => ask('GET', `${run(id)}/journal?limit=${limit}`),
  metrics: async (id, maxPoints, names = []) =>
    (await ask('GET', `${run(id)}/metrics?maxPoints=${maxPoints}&names=${encodeURIComponent(names.join(','))}`)).items,
  candidates: async (id, slot) => (await ask('GET', `${run(id)}/candidates?slot=${encodeURIComponent(slot)}`)).items,
  snapshots: async (id) => (await ask('GET', `${run(id)}/snapshots`)).items,
  deleteRun: (id) => ask('DELETE', run(id)),
  act: (id, action) => ask('POST', `${run(id)}/${action}`),
  proceed: (id) => ask('POST', '/runs', { run: id }),
  swap: (id, request) => ask('POST', `${run(id)}/swaps`, request),
  preview: (id, request) => ask('POST', `${run(id)}/preview`, request),
  rollBack: (id, ticket) => ask('POST', `${run(id)}/swaps/${ticket}/rollback`),
  commit: (id, ticket) => ask('POST', `${run(id)}/swaps/${ticket}/commit`),
  promote: (id, ticket) => ask('POST', `${run(id)}/swaps/${ticket}/promote`),
  episodes: async (id) => (await ask('GET', `${run(id)}/episodes`)).items,
  episode: (id, episode) => ask('GET', `${run(id)}/episodes/${encodeURIComponent(episode)}`),
  episodeLink: (id, episode) => `${ROOT}${run(id)}/episodes/${encodeURIComponent(episode)}`,
  guards: async (id, slot) => (await ask('GET', `${run(id)}/guards?slot=${encodeURIComponent(slot)}`)).items,
  fork: (id, request) => ask('POST', `${run(id)}/forks`, request),
  replay: (id) => ask('POST', `${run(id)}/replay`),
  replayed: (id) => ask('GET', `${run(id)}/replay`),
  set: (id, request) => ask('POST', `${run(id)}/settings`, request),
  users: () => whole('/users'),
  addUser: (request) => ask('POST', '/users', request),
  changeUser: (name, change) => ask('PATCH', `/users/${encodeURIComponent(name)}`, change),
  tokens: () => whole('/tokens'),
  addToken: (request) => ask('POST', '/tokens', request),
  revokeToken: (id) => ask('DELETE', `/tokens/${encodeURIComponent(id)}`),
  /** @param filters names and values; the newest entries first */
  audit: async (filters) => (await ask('GET', `/audit?${new URLSearchParams(filters)}`)).items,
  system: () => ask('GET', '/system'),
  settings: async () => (await ask('GET', '/settings')).items,
  exportLink: (id, format, more) => ROOT + file(id, format, more),
  exportNotes: (id, format, more) => notesOf(file(id, format, more)),
  spec: (id) => ask('GET', file(id, 'spec')),
  recipes: async () => (await ask('GET', '/recipes')).items,
  recipe: (name) => ask('GET', `/recipes/${encodeURIComponent(name)}`),
  start: (request) => ask('POST', '/runs', request),
  check: (spec) => ask('POST', '/check', spec),
  eventsOf: (id) => (id ? `${ROOT}${run(id)}/events` : `${ROOT}/events`),
  metricsOf: (id, names) => `${ROOT}${run(id)}/metrics?names=${encodeURIComponent(names.join(','))}`,
};
