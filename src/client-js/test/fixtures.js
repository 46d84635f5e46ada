/** What a test of the module src/snapshots writes (JavaScriptClientTest): snapshots, and what the Java client says of them. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
export const PUBLISHED = path.join(PACKAGE, '../../schemas/src/published');
export const FIXTURES = path.join(PACKAGE, '../snapshots/target/client-js');

const MAKE = 'make it with mvn -pl src/snapshots -am -Dtest=JavaScriptClientTest -Dsurefire.failIfNoSpecifiedTests=false test';

/** Why tests that need them are to be skipped; false if they are there. */
export const NO_FIXTURES = existsSync(path.join(FIXTURES, 'polls.json')) ? false : `there is no ${FIXTURES}: ${MAKE}`;

/** Of a real broker, which that test starts. */
export const BROKER = process.env.HEADWATER_KAFKA;

/** Likewise. */
export const NO_BROKER = BROKER === undefined ? `HEADWATER_KAFKA names no broker: ${MAKE}` : NO_FIXTURES;

/** Snapshots that were exported as folders. */
export const MODELS = ['lenet', 'age', 'maps', 'residual'];

/** @param {string} model */
export function folderOf(model) {
  return path.join(FIXTURES, model);
}

/** @param {string} model */
export async function expectedOf(model) {
  return JSON.parse(await readFile(path.join(folderOf(model), 'expected.json'), 'utf8'));
}

/** Names of polls, and the values of the records that each brings. */
export async function polls() {
  const named = JSON.parse(await readFile(path.join(FIXTURES, 'polls.json'), 'utf8'));
  return new Map(Object.entries(named).map(([name, values]) => [name, values.map((value) => Buffer.from(value, 'base64'))]));
}
