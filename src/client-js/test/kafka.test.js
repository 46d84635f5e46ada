import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import kafkajs from 'kafkajs';
import { follow } from '../src/node.js';
import { BROKER, NO_BROKER, PUBLISHED, polls } from './fixtures.js';
import { runReadme } from './readme.js';

const DEADLINE_MILLIS = 20_000;

describe('a topic of snapshots', { skip: NO_BROKER }, () => {
  const kafka = BROKER && new kafkajs.Kafka({ brokers: [BROKER], logLevel: kafkajs.logLevel.NOTHING });
  const told = { served: [], refused: [] };
  let snapshots;
  let admin;
  let producer;
  let topic;

  before(async () => {
    snapshots = await polls();
    admin = kafka.admin();
    await admin.connect();
    producer = await transactional();
  });

  after(async () => {
    await producer.disconnect();
    await admin.disconnect();
  });

  beforeEach(async () => {
    topic = `snapshots-${randomUUID()}`;
    told.served.length = 0;
    told.refused.length = 0;
    await create(1);
  });

  test('the latest snapshot is served first, then each new one', async (context) => {
    await commit('good');
    const model = await followed(context);
    assert.equal(model.manifest.version, 1);
    const image = { channels: 3, height: 18, width: 16, data: Uint8Array.from({ length: 864 }, (_, i) => 7 * i) };
    const { garment } = await model.predict(image);
    await commit('good again');
    await eventually(() => model.manifest.version === 100);
    assert.notEqual((await model.predict(image)).garment.probability, garment.probability);
    assert.deepEqual(told, { served: [1, 100], refused: [] });
  });

  test('an empty topic is followed', async (context) => {
    const model = await followed(context);
    assert.equal(model.manifest, null);
    await assert.rejects(async () => model.predict(null), /there is no model yet/);
    await commit('good');
    await eventually(() => model.manifest?.version === 1);
  });

  test('snapshots of open and aborted transactions are invisible', async (context) => {
    await commit('good');
    await (await begun(producer, 'good again')).abort();
    const other = await transactional();
    context.after(() => other.disconnect());
    const open = await begun(other, 'good again');
    const model = await followed(context);
    assert.equal(model.manifest.version, 1);
    await open.commit();
    await eventually(() => model.manifest.version === 100);
    assert.deepEqual(told, { served: [1, 100], refused: [] });
  });

  test('a good one is found behind many that are not to be used', async (context) => {
    await commit('good');
    for (let i = 0; i < 30; i++) {
      await commit(i % 2 ? 'external data' : 'other digest of the whole');
    }
    const model = await followed(context);
    assert.equal(model.manifest.version, 1);
    assert.equal(told.refused.filter((reason) => reason === 'DIGEST_MISMATCH').length, 15);
    assert.equal(told.refused.filter((reason) => reason === 'FOREIGN').length, 1, 'the same snapshot again is no news');
  });

  test('a model that only shows when it is loaded that it is not to be used is refused', async (context) => {
    await commit('good');
    const model = await followed(context);
    await commit('predictions that are no numbers');
    await eventually(() => told.refused.length === 1);
    assert.deepEqual(told, { served: [1], refused: ['NO_NUMBERS'] });
    assert.equal(model.manifest.version, 1);
  });

  test('an error of who is told of refusals stops nothing', async (context) => {
    await commit('good');
    const errors = [];
    const onRefused = () => {
      throw new Error('nobody listens');
    };
    const model = await followed(context, { onRefused, onError: ({ message }) => errors.push(message) });
    await commit('predictions that are no numbers');
    await commit('other digest of the whole');
    await eventually(() => errors.length === 2);
    await commit('good again');
    await eventually(() => model.manifest.version === 100);
    assert.deepEqual(errors, ['nobody listens', 'nobody listens']);
  });

  test('the lineage of the newest is followed, unless another is chosen', async (context) => {
    await commit('good');
    await commit('of another lineage');
    const newest = await followed(context);
    assert.equal(newest.manifest.version, 200);
    await commit('good again');
    await eventually(() => told.refused.length === 1);
    assert.deepEqual(told.refused, ['OTHER_LINEAGE']);
    assert.equal(newest.manifest.version, 200);
    assert.equal((await followed(context, { lineage: 'any' })).manifest.version, 100);
    assert.equal((await followed(context, { lineage: { id: 'second' } })).manifest.version, 200);
    await assert.rejects(followed(context, { lineage: 'second' }), /lineage is "second"; it must be 'newest', 'any' or/);
  });

  test('the newest of several partitions is served', async (context) => {
    topic = `snapshots-${randomUUID()}`;
    await create(3);
    await commit('good', 2);
    await commit('good again', 0);
    const model = await followed(context);
    assert.equal(model.manifest.version, 100);
  });

  test('the program in the README runs', async () => {
    await commit('good');
    const stdout = await runReadme(1, {
      "'localhost:9092'": BROKER,
      "'headwater-snapshots'": topic,
      "'garments'": 'fashion',
      "'boot.jpg'": path.join(PUBLISHED, 'preprocessing/v1/orientation6.jpg'),
    });
    assert.match(stdout, /^serves version 1$[^]*^(T-shirt\/top|bag|boot)$/m); // Between lines of KafkaJS
  });

  test('what is missing is one sentence', async (context) => {
    await assert.rejects(followed(context, { topic: 'no-such' }), {
      name: 'UnreachableError',
      message: "there is no topic 'no-such', or this user may not see it; create it, or correct its name",
    });
    const nobody = new kafkajs.Kafka({ brokers: ['127.0.0.1:1'], logLevel: kafkajs.logLevel.NOTHING, retry: { retries: 0 } });
    await assert.rejects(followed(context, { kafka: nobody }), {
      name: 'UnreachableError',
      message: /start the broker, or correct the settings/,
    });
  });

  async function followed(context, options) {
    const model = await follow({
      kafka,
      topic,
      model: 'fashion',
      onModel: ({ version }) => told.served.push(version),
      onRefused: ({ reason }) => told.refused.push(reason),
      ...options,
    });
    context.after(() => model.close());
    return model;
  }

  async function create(numPartitions) {
    await admin.createTopics({ topics: [{ topic, numPartitions, replicationFactor: 1 }], waitForLeaders: true });
  }

  async function transactional() {
    const opened = kafka.producer({
      transactionalId: `trainer-${randomUUID()}`,
      maxInFlightRequests: 1,
      idempotent: true,
      createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
    });
    await opened.connect();
    return opened;
  }

  async function begun(by, name, partition = 0) {
    const transaction = await by.transaction();
    await transaction.send({ topic, messages: snapshots.get(name).map((value) => ({ key: 'fashion', value, partition })) });
    return transaction;
  }

  /** Returns when consumers can see it: the broker writes the end of a transaction after it has answered. */
  async function commit(name, partition = 0) {
    const before = await visible(partition);
    await (await begun(producer, name, partition)).commit();
    await eventually(async () => (await visible(partition)) > before + snapshots.get(name).length);
  }

  async function visible(partition) {
    const offsets = await admin.fetchTopicOffsets(topic);
    return Number(offsets.find((each) => each.partition === partition).high);
  }
});

async function eventually(holds) {
  const deadline = Date.now() + DEADLINE_MILLIS;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, `after ${DEADLINE_MILLIS} ms still not: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
