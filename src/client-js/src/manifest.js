import { RefusedSnapshotError } from './errors.js';
import { nameOf, readRecord } from './records.js';
import { hex, sha256 } from './sha256.js';

/**
 * @typedef {'classification' | 'edges' | 'location' | 'similarity' | 'regression'} TaskKind
 *
 * @typedef {object} Task
 * @property {string} name also of its output in the ONNX graph
 * @property {TaskKind} kind
 * @property {number} lossWeight
 * @property {string[]} classes names in the order of the output; empty but for classifications
 *
 * @typedef {object} Shape
 * @property {number} channels 1 (grey) or 3 (red, green, blue)
 * @property {number} height
 * @property {number} width
 *
 * @typedef {object} Manifest what a snapshot is; all that the record has, described in SnapshotManifest.avsc
 * @property {string} model
 * @property {string} lineageId empty: from a job that did not name lineages yet
 * @property {number} version
 * @property {number | null} parentVersion
 * @property {Date} createdAt
 * @property {number} step
 * @property {number} examples learned from
 * @property {number} payloadBytes
 * @property {string} payloadSha256
 * @property {string[]} chunkSha256
 * @property {string} architectureFingerprint
 * @property {Shape} input to which images are brought
 * @property {Task[]} tasks
 * @property {Array<{ task: string, headline: string, values: Record<string, number> }>} metrics
 * @property {string} digest of the manifest itself
 */

const DIGEST_BYTES = 32;
const DIGEST = /^[0-9a-f]{64}$/;
const TASK_NAME = /^[A-Za-z0-9_-]+$/;
const KINDS = ['classification', 'edges', 'location', 'similarity', 'regression'];

/**
 * @param {Uint8Array} bytes the record's value
 * @param {import('./limits.js').Limits} limits
 * @returns {Promise<Readonly<Manifest>>}
 * @throws {RefusedSnapshotError} if it is damaged, can't be, or describes what is beyond the limits
 */
export async function readManifest(bytes, limits) {
  if (bytes.length > limits.maxManifestBytes) {
    throw new RefusedSnapshotError(
      'TOO_LARGE',
      `a manifest, or whatever it is, has ${bytes.length} bytes; the limit maxManifestBytes is ${limits.maxManifestBytes}`,
    );
  }
  if (nameOf(bytes) !== 'SnapshotManifest') {
    throw new RefusedSnapshotError('UNREADABLE', 'a manifest is expected, this is a chunk of a payload');
  }
  const digest = hex(bytes.subarray(-DIGEST_BYTES));
  if ((await sha256(bytes.subarray(0, -DIGEST_BYTES))) !== digest) {
    throw new RefusedSnapshotError('DIGEST_MISMATCH', "the manifest's own digest is not that of its bytes");
  }
  const record = readRecord(bytes);
  requireSense(record);
  requireWithin(record, limits);
  const { inputChannels: channels, inputHeight: height, inputWidth: width, ...rest } = record;
  return Object.freeze({
    lineageId: '',
    ...rest,
    createdAt: new Date(record.createdAt),
    input: { channels, height, width },
    digest,
  });
}

/** @param {any} it */
function requireSense(it) {
  require(it.model !== '', 'model is empty');
  require(it.version >= 1, `version is ${it.version}; it must be over 0`);
  require(it.payloadFormat === 'onnx', `payloadFormat is '${it.payloadFormat}'; this version reads 'onnx'`);
  require(it.payloadBytes >= 1, `payloadBytes is ${it.payloadBytes}; it must be over 0`);
  require(it.chunkSha256.length >= 1, 'there is no chunk');
  for (const digest of [it.payloadSha256, ...it.chunkSha256]) {
    require(DIGEST.test(digest), `digest '${digest}' must have 64 lower-case hexadecimal digits`);
  }
  require([1, 3].includes(it.inputChannels), `inputChannels is ${it.inputChannels}; it must be 1 or 3`);
  require(it.inputHeight >= 1 && it.inputWidth >= 1, `the input is ${it.inputWidth} x ${it.inputHeight} pixels`);
  require(it.tasks.length >= 1, 'there is no task');
  require(new Set(it.tasks.map(nameOfTask)).size === it.tasks.length, `tasks have one name: ${it.tasks.map(nameOfTask)}`);
  it.tasks.forEach(requireTask);
}

/** @param {Task} task */
function requireTask({ name, kind, classes }) {
  require(TASK_NAME.test(name), `task name '${name}' must be of letters, digits, '-' and '_'`);
  require(KINDS.includes(kind), `task '${name}' is of kind '${kind}'; this version knows ${KINDS.join(', ')}`);
  require(kind === 'classification'
    ? classes.length >= 2
    : classes.length ===
        0, `task '${name}' of kind ${kind} has ${classes.length} classes; a classification has 2 or more, any other kind none`);
}

/**
 * @param {any} it
 * @param {import('./limits.js').Limits} limits
 */
function requireWithin(it, limits) {
  const classes = it.tasks.reduce((/** @type {number} */ sum, /** @type {Task} */ task) => sum + task.classes.length, 0);
  const values = it.inputChannels * it.inputHeight * it.inputWidth;
  requireAtMost(it.payloadBytes, limits.maxPayloadBytes, 'maxPayloadBytes', 'bytes of payload');
  requireAtMost(it.chunkSha256.length, limits.maxChunks, 'maxChunks', 'chunks');
  requireAtMost(values, limits.maxInputValues, 'maxInputValues', "values of the model's input");
  requireAtMost(it.tasks.length, limits.maxTasks, 'maxTasks', 'tasks');
  requireAtMost(classes, limits.maxClasses, 'maxClasses', 'classes');
}

/**
 * @param {number} value
 * @param {number} limit
 * @param {string} name
 * @param {string} what
 */
function requireAtMost(value, limit, name, what) {
  if (value > limit) {
    throw new RefusedSnapshotError('TOO_LARGE', `${value} ${what} are announced; the limit ${name} is ${limit}`);
  }
}

/** @param {Task} task */
function nameOfTask(task) {
  return task.name;
}

/**
 * @param {boolean} holds
 * @param {string} otherwise
 */
function require(holds, otherwise) {
  if (!holds) {
    throw new RefusedSnapshotError('UNREADABLE', `the manifest can't be: ${otherwise}`);
  }
}
