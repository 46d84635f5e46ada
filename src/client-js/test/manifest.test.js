import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { test } from 'node:test';
import avsc from 'avsc';
import { contracts } from '../scripts/contracts.js';
import { RefusedSnapshotError } from '../src/errors.js';
import { DEFAULT_LIMITS, limitsOf } from '../src/limits.js';
import { readManifest } from '../src/manifest.js';
import { readRecord } from '../src/records.js';
import { PACKAGE, PUBLISHED } from './fixtures.js';

const VERSIONS = [1, 2, 3, 4];
const published = (version, file) => readFile(path.join(PUBLISHED, `v${version}`, file));
const sample = async (version) => new Uint8Array(await published(version, 'SnapshotManifest.bin'));

test('contracts.js is made from the published schemas', async () => {
  const file = await readFile(path.join(PACKAGE, 'src/contracts.js'), 'utf8');
  assert.equal(file, await contracts(), 'out of date; make it anew with: npm run contracts');
});

test('records are read as another implementation of Avro reads them', async () => {
  const records = VERSIONS.map((version) => [version, 'SnapshotManifest']);
  for (const [version, record] of [[1, 'SnapshotChunk'], ...records]) {
    const type = avsc.Type.forSchema(JSON.parse(await published(version, `${record}.avsc`)));
    const bytes = await published(version, `${record}.bin`);
    assert.deepEqual(plain(readRecord(new Uint8Array(bytes))), plain(type.fromBuffer(bytes.subarray(10))));
  }
});

test('manifests of all published versions are read', async () => {
  for (const version of VERSIONS) {
    const manifest = await readManifest(withDigest(await sample(version)), DEFAULT_LIMITS);
    assert.equal(manifest.model, 'fashion');
    assert.equal(manifest.version, 2);
    assert.equal(manifest.lineageId, version === 1 ? '' : '0f8b2c44-6a57-4a0e-9d5b-7d8f5c1e2a90');
    assert.equal(manifest.createdAt.getTime(), 1_767_225_600_123);
    assert.deepEqual(manifest.input, { channels: 1, height: 28, width: 28 });
    assert.deepEqual(plain(manifest.tasks[0].classes), ['shirt', 'trousers']);
    assert.equal(manifest.metrics[0].values.accuracy, 0.5);
  }
});

test('a manifest whose digest is not that of its bytes is refused', async () => {
  await assert.rejects(readManifest(await sample(4), DEFAULT_LIMITS), { reason: 'DIGEST_MISMATCH' });
});

test('a record of an unknown schema is refused, and says what to do', async () => {
  const bytes = await sample(4);
  bytes[4] ^= 1;
  await assert.rejects(readManifest(bytes, DEFAULT_LIMITS), { reason: 'UNKNOWN_SCHEMA', message: /update headwater-client$/ });
});

test('a manifest that can not be is refused, and says why', async () => {
  const type = avsc.Type.forSchema(JSON.parse(await published(4, 'SnapshotManifest.avsc')));
  const bytes = await published(4, 'SnapshotManifest.bin');
  const changed = (change) => {
    const value = type.fromBuffer(bytes.subarray(10));
    change(value);
    return readManifest(withDigest(new Uint8Array(Buffer.concat([bytes.subarray(0, 10), type.toBuffer(value)]))), DEFAULT_LIMITS);
  };
  await assert.rejects(
    changed((it) => (it.payloadFormat = 'onnx2')),
    /payloadFormat is 'onnx2'; this version reads 'onnx'/,
  );
  await assert.rejects(
    changed((it) => (it.payloadSha256 = 'A'.repeat(64))),
    /must have 64 lower-case hexadecimal digits/,
  );
  await assert.rejects(
    changed((it) => (it.chunkSha256 = [])),
    /there is no chunk/,
  );
  await assert.rejects(
    changed((it) => (it.inputChannels = 2)),
    /inputChannels is 2; it must be 1 or 3/,
  );
  await assert.rejects(
    changed((it) => (it.tasks[0].kind = 'poetry')),
    /of kind 'poetry'; this version knows classification/,
  );
  await assert.rejects(
    changed((it) => (it.tasks[0].classes = ['one'])),
    /has 1 classes; a classification has 2 or more/,
  );
  await assert.rejects(
    changed((it) => (it.tasks[0].name = '__proto__.x')),
    /must be of letters/,
  );
  await assert.rejects(
    changed((it) => (it.payloadBytes = 2 ** 40)),
    { reason: 'TOO_LARGE', message: /the limit maxPayloadBytes is/ },
  );
  await assert.rejects(
    changed((it) => (it.inputHeight = 2 ** 30)),
    { reason: 'TOO_LARGE', message: /the limit maxInputValues is/ },
  );
});

test('a long manifest is refused before it is read', async () => {
  await assert.rejects(readManifest(await sample(4), limitsOf({ maxManifestBytes: 100 })), { reason: 'TOO_LARGE' });
});

test('damaged records are refused as such, whatever is damaged', async () => {
  for (const record of ['SnapshotChunk', 'SnapshotManifest']) {
    const bytes = new Uint8Array(await published(1, `${record}.bin`));
    for (let length = 0; length < bytes.length; length++) {
      assert.throws(() => readRecord(bytes.subarray(0, length)), RefusedSnapshotError);
    }
    for (let at = 0; at < 8 * bytes.length; at++) {
      const damaged = new Uint8Array(bytes);
      damaged[at >> 3] ^= 1 << (at & 7);
      try {
        readRecord(damaged);
      } catch (error) {
        assert.ok(error instanceof RefusedSnapshotError, `bit ${at}: ${error}`);
      }
    }
    assert.throws(() => readRecord(Uint8Array.of(...bytes, 0)), { message: /1 bytes are left over/ });
  }
});

test('an unknown limit is an error', () => {
  assert.throws(() => limitsOf({ maxPayload: 5 }), /there is no limit 'maxPayload'/);
  assert.throws(() => limitsOf({ maxTasks: 0 }), /the limit maxTasks is 0; it must be a whole number over 0/);
});

function withDigest(bytes) {
  bytes.set(createHash('sha256').update(bytes.subarray(0, -32)).digest(), bytes.length - 32);
  return bytes;
}

/** Without prototypes and kinds of arrays, which two readers need not have in common. */
function plain(value) {
  return JSON.parse(
    JSON.stringify(value, (_, each) => (each instanceof Uint8Array ? [...each] : each?.type === 'Buffer' ? each.data : each)),
  );
}
