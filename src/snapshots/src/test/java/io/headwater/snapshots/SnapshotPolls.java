package io.headwater.snapshots;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.headwater.learning.digest.Sha256;
import io.headwater.learning.learner.Lineage;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What may come from a topic, poll by poll, for clients in other languages: of those whose names
 * don't begin with "good", each has something that the contract has them refuse.
 */
final class SnapshotPolls {
  static final String LINEAGE = "first";
  static final String OTHER_LINEAGE = "of another lineage";

  private static final String OTHER_DIGEST = "0".repeat(64);

  private SnapshotPolls() {}

  /** In order; by its version, a snapshot is served once. */
  static Map<String, List<SnapshotRecord>> all() {
    Map<String, List<SnapshotRecord>> polls = new LinkedHashMap<>();
    polls.put("good", records(LINEAGE, 1));
    polls.put("other digests of chunks", described(2, it -> it.setChunkSha256(otherLast(it))));
    polls.put("other digest of the whole", described(3, it -> it.setPayloadSha256(OTHER_DIGEST)));
    polls.put("other length", described(4, it -> it.setPayloadBytes(it.getPayloadBytes() + 1)));
    polls.put("other format", described(5, it -> it.setPayloadFormat("onnx2")));
    polls.put("other bytes of the manifest", damagedManifest(6));
    polls.put("a chunk is missing", records(LINEAGE, 7).subList(1, 4));
    polls.put("a chunk too many", withChunkOfAnother(records(LINEAGE, 8)));
    polls.put("a damaged chunk", withDamagedChunk(records(LINEAGE, 9)));
    polls.put("another model", ofAnotherModel(10));
    polls.put("more than a payload may have", described(11, it -> it.setPayloadBytes(1L << 40)));
    polls.put("no snapshot", List.of(withValue(records(LINEAGE, 12), new byte[50])));
    polls.put("no onnx", ofPayload(13, new byte[] {8}));
    polls.put("external data", changed(14, it -> Payloads.withExternalData(it, "/etc/hostname")));
    polls.put("another domain", changed(15, it -> firstNode(it).setDomain("com.example")));
    polls.put("an unknown operator", changed(16, it -> firstNode(it).setOpType("Loop")));
    polls.put("other tasks", ofOtherTasks(17));
    polls.put("weights that are no numbers", changed(18, SnapshotPolls::withWeightsThatAreNone));
    polls.put("predictions that are no numbers", changed(19, Payloads::withOverflow));
    polls.put(
        "predictions of pairs that are no numbers", changed(20, Payloads::withOverflowOfPairs));
    polls.put("good again", records(LINEAGE, 100));
    polls.put(OTHER_LINEAGE, records("second", 200));
    return polls;
  }

  /** Three chunks and their manifest. */
  static List<SnapshotRecord> records(String lineage, long version) {
    byte[] payload = Models.payload(Models.SMALL, version);
    Provenance provenance =
        Models.provenance("fashion", lineage, version, Models.SMALL, Lineage.EMPTY);
    return Models.records((payload.length + 2) / 3, provenance, payload);
  }

  /** Of a model with all tasks, in chunks of a MiB. */
  private static List<SnapshotRecord> ofPayload(long version, byte[] payload) {
    return Models.records(1 << 20, Models.provenance(LINEAGE, version), payload);
  }

  private static List<SnapshotRecord> changed(long version, Consumer<ModelProto.Builder> change) {
    return ofPayload(version, Payloads.of(change));
  }

  private static NodeProto.Builder firstNode(ModelProto.Builder model) {
    return model.getGraphBuilder().getNodeBuilder(0);
  }

  private static void withWeightsThatAreNone(ModelProto.Builder model) {
    Payloads.setFloats(model.getGraphBuilder(), "garment/", i -> i == 1 ? Float.NaN : 0.5f);
  }

  private static List<SnapshotRecord> ofOtherTasks(long version) {
    Provenance usual = Models.provenance(LINEAGE, version);
    Provenance other = Models.with(usual, usual.model(), usual.step(), Models.TASKS.subList(1, 4));
    return Models.records(1 << 20, other, Payloads.of(model -> {}));
  }

  /** Whose manifest, with a right digest of its own, says something else of the payload. */
  private static List<SnapshotRecord> described(
      long version, UnaryOperator<SnapshotManifest.Builder> otherwise) {
    List<SnapshotRecord> records = new ArrayList<>(records(LINEAGE, version));
    SnapshotRecord last = records.remove(records.size() - 1);
    SnapshotManifest right = Wire.SNAPSHOT_MANIFEST.decode(last.value()).orElseThrow();
    byte[] wrong =
        Wire.SNAPSHOT_MANIFEST.encode(otherwise.apply(SnapshotManifest.newBuilder(right)).build());
    int end = wrong.length - Sha256.BYTES;
    byte[] digest = Sha256.of(ByteBuffer.wrap(wrong, 0, end));
    System.arraycopy(digest, 0, wrong, end, digest.length);
    records.add(new SnapshotRecord(last.key(), wrong));
    return records;
  }

  private static List<String> otherLast(SnapshotManifest.Builder right) {
    List<String> digests = new ArrayList<>(right.getChunkSha256());
    digests.set(digests.size() - 1, OTHER_DIGEST);
    return digests;
  }

  private static List<SnapshotRecord> withChunkOfAnother(List<SnapshotRecord> records) {
    List<SnapshotRecord> more = new ArrayList<>(records);
    more.add(0, Models.records(1 << 10, Models.provenance(LINEAGE, 8), new byte[8 << 10]).get(7));
    return more;
  }

  private static List<SnapshotRecord> withDamagedChunk(List<SnapshotRecord> records) {
    byte[] value = records.get(1).value();
    List<SnapshotRecord> damaged = new ArrayList<>(records);
    damaged.set(1, withValue(records, Arrays.copyOf(value, value.length - 1)));
    return damaged;
  }

  /** Records that only say by their key that they are of the model. */
  private static List<SnapshotRecord> ofAnotherModel(long version) {
    byte[] payload = Models.payload(Models.SMALL, version);
    Provenance other = Models.provenance("other", LINEAGE, version, Models.SMALL, Lineage.EMPTY);
    return Models.records(1 << 20, other, payload).stream()
        .map(record -> withValue(records(LINEAGE, version), record.value()))
        .toList();
  }

  private static SnapshotRecord withValue(List<SnapshotRecord> records, byte[] value) {
    return new SnapshotRecord(records.get(0).key(), value);
  }

  private static List<SnapshotRecord> damagedManifest(long version) {
    List<SnapshotRecord> records = records(LINEAGE, version);
    byte[] manifest = records.get(records.size() - 1).value();
    manifest[manifest.length - 1] ^= 1;
    return records;
  }
}
