// Starts the console and shows the page that the address names.

import { accountMenu } from './account-menu.js';
import { session } from './api.js';
import { auditPage } from './audit-page.js';
import { comparePage } from './compare-page.js';
import { complain } from './dialogs.js';
import { fill, h } from './dom.js';
import * as live from './live.js';
import { loginPage } from './login-page.js';
import { newRunPage } from './new-run-page.js';
import { overviewPage } from './overview-page.js';
import { pluginsPage } from './plugins-page.js';
import { runPage } from './run-page.js';
import { runsPage } from './runs-page.js';
import { studiesPage } from './studies-page.js';
import { studyPage } from './study-page.js';
import { systemPage } from './system-page.js';
import { tokensPage } from './tokens-page.js';
import { usersPage } from './users-page.js';

const content = document.getElementById('content');
let leave = () => {};

/** Each page fills its element and returns what ends it. */
const ROUTES = [
  [/^#\/$/, 'overview', overviewPage],
  [/^#\/new(?:\/(recipe|run)\/([^/]+))?$/, 'new', newRunPage],
  [/^#\/runs$/, 'runs', runsPage],
  [/^#\/runs\/([^/]+)$/, 'runs', runPage],
  [/^#\/compare\/([^/]+)$/, 'runs', comparePage],
  [/^#\/studies$/, 'studies', studiesPage],
  [/^#\/studies\/([^/]+)(?:\/(quick))?$/, 'studies', studyPage],
  [/^#\/plugins$/, 'plugins', pluginsPage],
  [/^#\/system$/, 'system', systemPage],
  [/^#\/tokens$/, 'tokens', tokensPage],
  [/^#\/users$/, 'users', usersPage],
  [/^#\/audit$/, 'audit', auditPage],
];

function show() {
  const address = location.hash || '#/';
  leave();
  leave = () => {};
  document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());
  document.body.dataset.known = String(session.visitor !== null);
  if (session.visitor === null) {
    const element = h('div.page.login');
    fill(content, element);
    loginPage(element);
    return;
  }
  for (const [pattern, name, page] of ROUTES) {
    const match = address.match(pattern);
    if (!match) continue;
    for (const link of document.querySelectorAll('nav a')) {
      if (link.dataset.page === (name === 'new' ? 'runs' : name)) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    const element = h(`div.page.${name}`);
    fill(content, element);
    scrollTo(0, 0);
    live.show('away');
    leave = page(element, ...match.slice(1).map((part) => part && decodeURIComponent(part)));
    return;
  }
  fill(content, h('p.empty', 'There is no such page. ', h('a', { href: '#/' }, 'Overview')));
}

/** A link with a one-time code logs in; the code leaves the address at once, and the history with it. */
async function begin() {
  const code = location.hash.match(/^#\/login\?code=([\w-]+)$/)?.[1];
  if (code) {
    history.replaceState(null, '', '#/');
    try {
      await session.enter({ code });
    } catch (error) {
      complain(error);
    }
  } else if (location.hash.startsWith('#/login')) {
    history.replaceState(null, '', '#/');
  }
  if (session.visitor === null) await session.load();
  show();
}

accountMenu(document.getElementById('account'), document.getElementById('account-menu'));
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  content.focus();
});
session.watch(show);
addEventListener('hashchange', () => (location.hash.startsWith('#/login') ? begin() : show()));
addEventListener('unhandledrejection', (event) => complain(event.reason));
begin();
