package io.headwater.snapshots;

import io.headwater.learning.digest.Sha256;
import io.headwater.learning.learner.Lineage;
import io.headwater.learning.learner.SkipReason;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Task;
import io.headwater.schema.OffsetRange;
import io.headwater.schema.SkippedExamples;
import io.headwater.schema.SnapshotManifest;
import io.headwater.schema.TaskDescription;
import io.headwater.schema.wire.Decoded;
import io.headwater.schema.wire.Decoded.Malformed;
import io.headwater.schema.wire.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A manifest's bytes, whose last 32 are the SHA-256 of all before them. */
final class ManifestCodec {
  private ManifestCodec() {}

  static byte[] encode(Manifest manifest) {
    byte[] bytes = Wire.SNAPSHOT_MANIFEST.encode(toWire(manifest));
    int end = bytes.length - Sha256.BYTES;
    System.arraycopy(digest(bytes, end), 0, bytes, end, Sha256.BYTES);
    return bytes;
  }

  static Decoded<Manifest> decode(byte[] bytes) {
    Decoded<SnapshotManifest> decoded = Wire.SNAPSHOT_MANIFEST.decode(bytes);
    if (decoded instanceof Malformed<SnapshotManifest> malformed) {
      return new Malformed<>(malformed.fault(), malformed.message());
    }
    int end = bytes.length - Sha256.BYTES;
    if (!Arrays.equals(digest(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
      return new Malformed<>(
          Decoded.Fault.BAD_BODY, "the manifest's own digest is not that of its bytes");
    }
    try {
      return new Decoded.Value<>(fromWire(decoded.orElseThrow()));
    } catch (IllegalArgumentException e) {
      return new Malformed<>(Decoded.Fault.BAD_BODY, "the manifest can't be: " + e.getMessage());
    }
  }

  private static byte[] digest(byte[] bytes, int end) {
    return Sha256.of(ByteBuffer.wrap(bytes, 0, end));
  }

  private static SnapshotManifest toWire(Manifest manifest) {
    Provenance from = manifest.provenance();
    PayloadDigest payload = manifest.payload();
    return SnapshotManifest.newBuilder()
        .setModel(from.model())
        .setLineageId(from.lineageId())
        .setVersion(from.version())
        .setParentVersion(
            from.parentVersion().isPresent() ? from.parentVersion().getAsLong() : null)
        .setCreatedAt(from.createdAt())
        .setStep(from.step())
        .setExamples(from.lineage().examples())
        .setPayloadFormat(payload.format())
        .setPayloadBytes(payload.bytes())
        .setPayloadSha256(payload.sha256())
        .setChunkSha256(payload.chunkSha256())
        .setArchitectureFingerprint(from.architectureFingerprint())
        .setInputChannels(from.input().channels())
        .setInputHeight(from.input().height())
        .setInputWidth(from.input().width())
        .setTasks(from.tasks().stream().map(ManifestCodec::toWire).toList())
        .setLineage(from.lineage().ranges().stream().map(ManifestCodec::toWire).toList())
        .setSkipped(from.lineage().skipped().stream().map(ManifestCodec::toWire).toList())
        .setMetrics(
            from.scores().stream()
                .map(score -> TaskScoreCodec.toWire(from.model(), score))
                .toList())
        .setConfigDigest(from.configDigest())
        .setEngine(from.engine())
        .setDevice(from.device())
        .setDigest(new io.headwater.schema.Sha256(new byte[Sha256.BYTES]))
        .build();
  }

  private static Manifest fromWire(SnapshotManifest wire) {
    Lineage lineage =
        new Lineage(
            wire.getLineage().stream().map(ManifestCodec::range).toList(),
            wire.getSkipped().stream().map(ManifestCodec::skipped).toList());
    if (lineage.examples() != wire.getExamples()) {
      throw new IllegalArgumentException(
          "examples is " + wire.getExamples() + "; the lineage has " + lineage.examples());
    }
    Long parent = wire.getParentVersion();
    Provenance provenance =
        new Provenance(
            wire.getModel(),
            wire.getLineageId(),
            wire.getVersion(),
            parent == null ? OptionalLong.empty() : OptionalLong.of(parent),
            wire.getCreatedAt(),
            wire.getStep(),
            wire.getArchitectureFingerprint(),
            new ImageShape(wire.getInputChannels(), wire.getInputHeight(), wire.getInputWidth()),
            wire.getTasks().stream().map(ManifestCodec::task).toList(),
            lineage,
            wire.getMetrics().stream().map(TaskScoreCodec::fromWire).toList(),
            wire.getConfigDigest(),
            wire.getEngine(),
            wire.getDevice());
    return new Manifest(
        provenance,
        new PayloadDigest(
            wire.getPayloadFormat(),
            wire.getPayloadBytes(),
            wire.getPayloadSha256(),
            wire.getChunkSha256()));
  }

  private static TaskDescription toWire(Task task) {
    return new TaskDescription(
        task.name(), task.kind().id(), task.lossWeight(), List.copyOf(task.classes()));
  }

  private static Task task(TaskDescription wire) {
    return new Task(
        wire.getName(),
        TaskScoreCodec.kind(wire.getKind()),
        wire.getLossWeight(),
        wire.getClasses());
  }

  private static OffsetRange toWire(Lineage.Range range) {
    return new OffsetRange(
        range.topic(),
        range.partition(),
        range.firstOffset(),
        range.lastOffset(),
        range.examples());
  }

  private static SkippedExamples toWire(Lineage.Skipped skipped) {
    return new SkippedExamples(
        skipped.topic(), skipped.partition(), skipped.reason().name(), skipped.examples());
  }

  private static Lineage.Skipped skipped(SkippedExamples wire) {
    return new Lineage.Skipped(
        wire.getTopic(), wire.getPartition(), reason(wire.getReason()), wire.getExamples());
  }

  private static SkipReason reason(String name) {
    return Stream.of(SkipReason.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElse(SkipReason.OTHER);
  }

  private static Lineage.Range range(OffsetRange wire) {
    return new Lineage.Range(
        wire.getTopic(),
        wire.getPartition(),
        wire.getFirstOffset(),
        wire.getLastOffset(),
        wire.getExamples());
  }
}
