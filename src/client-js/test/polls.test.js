import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as onnxRuntime from 'onnxruntime-node';
import { SnapshotAssembler } from '../src/assembler.js';
import { DEFAULT_LIMITS, limitsOf } from '../src/limits.js';
import { LiveModel } from '../src/live-model.js';
import { checkOnnx } from '../src/onnx-check.js';
import { filesIn } from '../src/node/folder.js';
import { readSnapshot } from '../src/source.js';
import { NO_FIXTURES, folderOf, polls } from './fixtures.js';

/** Why each poll is refused; the others bring a snapshot. The same records are given to the sample in Python. */
const REFUSED = {
  'other digests of chunks': ['DIGEST_MISMATCH', /chunk 2 of 3 of version 2 is damaged/],
  'other digest of the whole': ['DIGEST_MISMATCH', /the payload of version 3 has another digest/],
  'other length': ['WRONG_LENGTH', /3 chunks of version 4 came with \d+ bytes; its manifest says 3 with \d+/],
  'other format': ['UNREADABLE', /payloadFormat is 'onnx2'; this version reads 'onnx'/],
  'other bytes of the manifest': ['DIGEST_MISMATCH', /the manifest's own digest is not that of its bytes/],
  'a chunk is missing': ['MISSING_CHUNK', /chunk 0 of 3 of version 7 did not come/],
  'a chunk too many': ['WRONG_LENGTH', /4 chunks of version 8 came/],
  'a damaged chunk': ['UNREADABLE', /this is no SnapshotChunk/],
  'another model': ['UNREADABLE', /the record's key is 'fashion', its model is 'other'/],
  'more than a payload may have': ['TOO_LARGE', /payload are announced; the limit maxPayloadBytes/],
  'no snapshot': ['UNKNOWN_SCHEMA', /update headwater-client/],
  'no onnx': ['UNREADABLE', /the payload is no ONNX/],
  'external data': ['FOREIGN', /in a TensorProto, which no exporter of Headwater writes/],
  'another domain': ['FOREIGN', /in a NodeProto, which no exporter of Headwater writes/],
  'an unknown operator': ['FOREIGN', /the operator 'Loop'/],
  'other tasks': ['OTHER_THAN_MANIFEST', /outputs are .*; by the manifest they must be/],
  'weights that are no numbers': ['NO_NUMBERS', /are not all finite/],
  'predictions that are no numbers': ['NO_NUMBERS', /for a test image; it must be/],
  'predictions of pairs that are no numbers': ['NO_NUMBERS', /output 'same' is NaN for a test image/],
};

describe('records of a topic', { skip: NO_FIXTURES }, () => {
  test('what is damaged or not to be run is not served', async () => {
    const assembler = new SnapshotAssembler('fashion', DEFAULT_LIMITS);
    const live = new LiveModel({ runtime: onnxRuntime, decodeJpeg: null });
    const outcomes = {};
    for (const [name, values] of await polls()) {
      const served = live.manifest?.version;
      try {
        for (const value of values) {
          const snapshot = await assembler.add(new Uint8Array(value));
          if (snapshot !== null) {
            await live.swap(snapshot);
          }
        }
        outcomes[name] = `serves ${live.manifest.version}`;
      } catch (error) {
        assert.equal(error.name, 'RefusedSnapshotError', `${name}: ${error.stack}`);
        assert.match(error.message, REFUSED[name]?.[1] ?? /^$/, name);
        outcomes[name] = error.reason;
        assert.equal(live.manifest.version, served);
      }
    }
    const refused = Object.entries(REFUSED).map(([name, [reason]]) => [name, reason]);
    assert.deepEqual(outcomes, {
      good: 'serves 1',
      ...Object.fromEntries(refused),
      'good again': 'serves 100',
      'of another lineage': 'serves 200',
    });
    await live.close();
    await assert.rejects(async () => live.predict(null), /the model is closed/);
  });

  test('chunks beyond the limits are let go', async () => {
    const good = (await polls()).get('good').map((value) => new Uint8Array(value));
    for (const limits of [{ maxPayloadBytes: 2000 }, { maxChunks: 2 }]) {
      const assembler = new SnapshotAssembler('fashion', limitsOf(limits));
      await assert.rejects(
        async () => {
          for (const value of good) {
            await assembler.add(value);
          }
        },
        { reason: 'TOO_LARGE' },
      );
    }
  });

  test('the same snapshot twice is one', async () => {
    const good = (await polls()).get('good').map((value) => new Uint8Array(value));
    const assembler = new SnapshotAssembler('fashion', DEFAULT_LIMITS);
    const found = [];
    for (const value of [...good, ...good]) {
      found.push(await assembler.add(value));
    }
    assert.equal(found.filter((each) => each !== null).length, 1);
  });

  test('whatever byte of a payload is damaged, it is refused or still has all that the manifest names', async () => {
    const { manifest, payload } = await readSnapshot(filesIn(folderOf('maps')), DEFAULT_LIMITS);
    const reasons = new Set();
    for (let at = 0; at < payload.length; at++) {
      const damaged = new Uint8Array(payload);
      damaged[at] ^= 1 << (at % 8);
      try {
        checkOnnx({ manifest, payload: damaged }, DEFAULT_LIMITS);
      } catch (error) {
        assert.equal(error.name, 'RefusedSnapshotError', `byte ${at}: ${error.stack}`);
        reasons.add(error.reason);
      }
    }
    assert.deepEqual([...reasons].sort(), ['FOREIGN', 'OTHER_THAN_MANIFEST', 'UNREADABLE']);
  });
});
