import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { chromium } from 'playwright-core';
import { MODELS, NO_FIXTURES, PACKAGE, PUBLISHED, FIXTURES } from './fixtures.js';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const NO_CHROMIUM = existsSync(CHROMIUM) ? false : `there is no ${CHROMIUM}: apt-get install chromium, or set CHROMIUM`;
const TYPES = { '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.html': 'text/html' };

describe('in Chromium', { skip: NO_CHROMIUM || NO_FIXTURES }, () => {
  const complaints = [];
  let server;
  let browser;
  let page;

  before(async () => {
    server = createServer(serve);
    await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage();
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`http://127.0.0.1:${server.address().port}/page.html`);
  });

  after(async () => {
    await browser?.close();
    await new Promise((resolve) => server.close(resolve));
    assert.deepEqual(complaints, []);
  });

  for (const name of MODELS) {
    test(`predicts as the Java client does: ${name}`, async () => {
      const most = await page.evaluate(async (model) => {
        const { open } = await import('headwater-client');
        const { difference } = await import('/node_modules/headwater-client/test/parity.js');
        const opened = await open(`/fixtures/${model}`);
        const expected = await (await fetch(`/fixtures/${model}/expected.json`)).json();
        const found = await difference(opened, expected);
        await opened.close();
        return found;
      }, name);
      assert.ok(most < 1e-4, `off by ${most}`);
    });
  }

  test('images come to the published pixels', async () => {
    const errors = await page.evaluate(async () => {
      const { goldenErrors } = await import('/node_modules/headwater-client/test/golden.js');
      const { decodeJpeg } = await import('/node_modules/headwater-client/src/browser/decode-jpeg.js');
      const read = async (file) => new Uint8Array(await (await fetch(`/published/${file}`)).arrayBuffer());
      return goldenErrors(read, decodeJpeg);
    });
    assert.ok(errors.length > 40);
    assert.deepEqual(
      errors.filter(({ error, tolerance }) => error > tolerance),
      [],
    );
  });

  test('a snapshot that is damaged or not there is refused with a sentence', async () => {
    const messages = await page.evaluate(async () => {
      const { open } = await import('headwater-client');
      const message = (folder, options) => open(folder, options).catch((error) => `${error.name}: ${error.message}`);
      return [
        await message('/fixtures/damaged'),
        await message('/fixtures/lenet', { limits: { maxPayloadBytes: 9 } }),
        await message('/nowhere'),
      ];
    });
    assert.match(messages[0], /^RefusedSnapshotError: the payload of version \d+ has another digest/);
    assert.match(messages[1], /^RefusedSnapshotError: \d+ bytes of payload are announced; the limit maxPayloadBytes is 9/);
    assert.match(messages[2], /^UnreachableError: http.*\/nowhere\/manifest\.bin can't be fetched: the server says 404/);
    complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes('404')));
  });

  test('the page in the README predicts what is in a chosen file', async () => {
    await page.setInputFiles('input[type=file]', path.join(PUBLISHED, 'preprocessing/v1/baseline-420.jpg'));
    await page.waitForFunction(() => document.querySelector('output').textContent.includes('garment'));
    assert.match(await page.textContent('output'), /^garment: (T-shirt\/top|bag|boot), \d+ %/);
  });

  async function serve(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost');
    try {
      response.setHeader('content-type', TYPES[path.extname(pathname)] ?? 'application/octet-stream');
      response.end(pathname === '/page.html' ? await pageOfReadme() : await readFile(fileOf(pathname)));
    } catch {
      response.writeHead(404).end();
    }
  }
});

async function pageOfReadme() {
  const readme = await readFile(path.join(PACKAGE, 'README.md'), 'utf8');
  return readme.split('```html\n')[1].split('```')[0];
}

/** As if the package were installed where the page is. */
function fileOf(pathname) {
  const [, root, ...rest] = pathname.split('/');
  const roots = {
    node_modules: rest[0] === 'headwater-client' ? path.join(PACKAGE, '..', 'client-js') : path.join(PACKAGE, 'node_modules', rest[0]),
    fixtures: path.join(FIXTURES, rest[0]),
    published: path.join(PUBLISHED, 'preprocessing/v1', rest[0]),
    snapshot: path.join(FIXTURES, 'lenet', rest[0]),
    'favicon.ico': '',
  };
  return path.join(roots[root], ...rest.slice(1));
}
