package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.learning.learner.Lineage;
import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.Assembly.Verified;
import io.headwater.snapshots.Assembly.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotAssemblerTest {
  private static final byte[] PAYLOAD = Models.randomBytes(250, 1);

  @ParameterizedTest
  @CsvSource({"1, 100, 1", "99, 100, 1", "100, 100, 1", "101, 100, 2", "200, 100, 2", "7, 1, 7"})
  void payloadsComeBackWholeWhereverTheyAreCut(int length, int chunkBytes, int chunks) {
    byte[] payload = Models.randomBytes(length, 2);
    List<SnapshotRecord> records = Models.records(chunkBytes, Models.provenance(3), payload);
    assertThat(records).hasSize(chunks + 1);
    Snapshot snapshot = onlySnapshot(addAll(records));
    assertThat(snapshot.payload()).isEqualTo(payload);
    assertThat(snapshot.manifest().provenance()).isEqualTo(Models.provenance(3));
    assertThat(snapshot.manifest().payload().bytes()).isEqualTo(length);
  }

  @Test
  void aPayloadMayBeWrittenByteByByte() throws IOException {
    List<SnapshotRecord> records = new ArrayList<>();
    new SnapshotEncoder(100)
        .encode(
            Models.provenance(1),
            out -> {
              for (byte each : PAYLOAD) {
                out.write(each);
              }
            },
            records::add);
    assertThat(onlySnapshot(addAll(records)).payload()).isEqualTo(PAYLOAD);
  }

  @Test
  void manifestsKeepTheLineage() {
    Lineage lineage = Lineage.EMPTY.including(Models.examples(4, 1));
    Provenance provenance = Models.provenance("fashion", 2, Models.LENET, lineage);
    Snapshot snapshot = onlySnapshot(addAll(Models.records(100, provenance, PAYLOAD)));
    assertThat(snapshot.manifest().provenance()).isEqualTo(provenance);
  }

  @Test
  void aSnapshotWithAnyByteFlippedIsNeverAccepted() {
    List<SnapshotRecord> whole = records(1);
    for (int damaged = 0; damaged < whole.size(); damaged++) {
      byte[] value = whole.get(damaged).value();
      for (int at = 0; at < value.length; at++) {
        for (int flip : new int[] {0x01, 0x80, 0xFF}) {
          List<SnapshotRecord> records = new ArrayList<>(whole);
          byte[] flipped = value.clone();
          flipped[at] ^= (byte) flip;
          records.set(damaged, new SnapshotRecord(whole.get(damaged).key(), flipped));
          List<Assembly> assemblies = addAll(records);
          assertThat(assemblies)
              .as("record %d, byte %d, flip %02x", damaged, at, flip)
              .noneMatch(Verified.class::isInstance)
              .anyMatch(Refused.class::isInstance);
        }
      }
    }
  }

  @Test
  void aMissingChunkIsRefused() {
    for (int missing = 0; missing < 3; missing++) {
      List<SnapshotRecord> records = new ArrayList<>(records(1));
      records.remove(missing);
      assertThat(reason(addAll(records))).isEqualTo(Reason.MISSING_CHUNK);
    }
  }

  @Test
  void aChunkOfOtherBytesIsRefused() {
    List<SnapshotRecord> records = new ArrayList<>(records(1));
    records.set(1, encode(1, Models.randomBytes(250, 9)).get(1));
    assertThat(reason(addAll(records))).isEqualTo(Reason.DIGEST_MISMATCH);
  }

  @Test
  void aManifestWithAnotherLengthIsRefused() {
    PayloadDigest right = digest(records(1));
    assertThat(reason(addAll(withManifest(251, right.sha256(), right.chunkSha256()))))
        .isEqualTo(Reason.WRONG_LENGTH);
    assertThat(reason(addAll(withManifest(250, right.sha256(), right.chunkSha256().subList(0, 2)))))
        .isEqualTo(Reason.WRONG_LENGTH);
  }

  @Test
  void aManifestWithAnotherDigestOfTheWholeIsRefused() {
    List<String> chunks = digest(records(1)).chunkSha256();
    assertThat(reason(addAll(withManifest(250, "0".repeat(64), chunks))))
        .isEqualTo(Reason.DIGEST_MISMATCH);
  }

  @Test
  void aManifestWithAnotherDigestOfAChunkIsRefusedThoughTheWholeIsRight() {
    PayloadDigest right = digest(records(1));
    for (int chunk = 0; chunk < 3; chunk++) {
      List<String> chunks = new ArrayList<>(right.chunkSha256());
      chunks.set(chunk, "0".repeat(64));
      Refused refused = refused(addAll(withManifest(250, right.sha256(), chunks)));
      assertThat(refused.reason()).isEqualTo(Reason.DIGEST_MISMATCH);
      assertThat(refused.message())
          .isEqualTo("snapshot version 1: chunk %d of 3 is damaged", chunk);
    }
  }

  @Test
  void aManifestWithMoreChunksThanCameIsRefusedThoughTheWholeIsRight() {
    PayloadDigest right = digest(records(1));
    List<String> chunks = new ArrayList<>(right.chunkSha256());
    chunks.add(chunks.get(2));
    assertThat(reason(addAll(withManifest(250, right.sha256(), chunks))))
        .isEqualTo(Reason.MISSING_CHUNK);
  }

  @Test
  void theManifestOfAnotherVersionDoesNotVouchForTheChunks() {
    List<SnapshotRecord> records = new ArrayList<>(records(1));
    records.set(3, records(2).get(3));
    Refused refused = refused(addAll(records));
    assertThat(refused.reason()).isEqualTo(Reason.MISSING_CHUNK);
    assertThat(refused.message()).isEqualTo("snapshot version 2: chunk 0 of 3 did not come");
  }

  @Test
  void chunksOfTwoVersionsAreNotMixed() {
    List<SnapshotRecord> records = new ArrayList<>(records(1));
    records.set(1, records(2).get(1));
    assertThat(reason(addAll(records))).isEqualTo(Reason.MISSING_CHUNK);
  }

  @Test
  void chunksAreOrderedByTheirIndexNotByTheirPlaceInTheTopic() {
    List<SnapshotRecord> records = records(1);
    List<SnapshotRecord> shuffled =
        List.of(records.get(2), records.get(0), records.get(1), records.get(3));
    assertThat(onlySnapshot(addAll(shuffled)).payload()).isEqualTo(PAYLOAD);
  }

  @Test
  void aManifestBeyondTheLimitIsRefusedUnread() {
    int length = records(1).get(3).value().length;
    SnapshotLimits defaults = SnapshotLimits.DEFAULT;
    SnapshotLimits enough = new SnapshotLimits(1000, 10, length, defaults.model());
    assertThat(onlySnapshot(addAll(new SnapshotAssembler("fashion", enough), records(1))).payload())
        .isEqualTo(PAYLOAD);
    SnapshotLimits less = new SnapshotLimits(1000, 10, length - 1, defaults.model());
    assertThat(reason(addAll(new SnapshotAssembler("fashion", less), records(1))))
        .isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aManifestOfAModelBeyondTheLimitsIsRefused() {
    ModelLimits noClasses = new ModelLimits(1_000_000, 10, 2, 1 << 20, 1 << 20, 1 << 30);
    SnapshotLimits limits = new SnapshotLimits(1000, 10, 1 << 20, noClasses);
    Refused refused = refused(addAll(new SnapshotAssembler("fashion", limits), records(1)));
    assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
    assertThat(refused.message())
        .isEqualTo("snapshot version 1: there are 3 classes; the limit is 2");
  }

  @Test
  void whatIsUnfinishedInSeveralPartitionsIsBoundedTogether() {
    SnapshotLimits limits = limits(400, 100);
    ChunkBudget budget = new ChunkBudget(limits);
    SnapshotAssembler first = new SnapshotAssembler("fashion", limits, budget);
    SnapshotAssembler second = new SnapshotAssembler("fashion", limits, budget);
    addAll(first, records(1).subList(0, 2));
    List<SnapshotRecord> whole = records(2);
    addAll(second, whole.subList(0, 3));
    assertThat(reason(addAll(first, records(1).subList(2, 4)))).isEqualTo(Reason.TOO_LARGE);
    assertThat(onlySnapshot(addAll(second, whole.subList(3, 4))).payload()).isEqualTo(PAYLOAD);
    assertThat(onlySnapshot(addAll(first, records(3))).payload()).isEqualTo(PAYLOAD);
  }

  @Test
  void anUnfinishedSnapshotThatGaveWayTakesNothingFromTheNext() {
    SnapshotLimits limits = limits(250, 3);
    SnapshotAssembler assembler = new SnapshotAssembler("fashion", limits);
    for (long version = 1; version < 5; version++) {
      addAll(assembler, records(version).subList(0, 2));
    }
    assertThat(onlySnapshot(addAll(assembler, records(5))).payload()).isEqualTo(PAYLOAD);
    assertThat(onlySnapshot(addAll(assembler, records(6))).payload()).isEqualTo(PAYLOAD);
  }

  @Test
  void whatAMessageQuotesIsCut() {
    byte[] key = records(1).get(0).key();
    Provenance named = Models.provenance("other\n".repeat(20_000), 1, Models.LENET, Lineage.EMPTY);
    SnapshotRecord manifest = Models.records(100, named, PAYLOAD).get(3);
    Refused refused = refused(addAll(List.of(new SnapshotRecord(key, manifest.value()))));
    assertThat(refused.message())
        .hasSize(Excerpt.MAX_LENGTH)
        .startsWith("the record's key is 'fashion', its model is 'other?other?")
        .endsWith("... (120,046 characters)");
  }

  @Test
  void snapshotsBeyondTheLimitsAreRefusedAndTheNextOneIsServed() {
    assertTooLarge(limits(249, 100));
    assertTooLarge(limits(1000, 2));
  }

  @Test
  void aManifestThatAnnouncesTooMuchIsRefused() {
    List<String> chunks = digest(records(1)).chunkSha256();
    SnapshotAssembler assembler = new SnapshotAssembler("fashion", limits(1000, 10));
    List<Assembly> assemblies =
        addAll(assembler, withManifest(Long.MAX_VALUE, "0".repeat(64), chunks));
    assertThat(reason(assemblies)).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void recordsOfOtherModelsMayComeInBetween() {
    List<SnapshotRecord> other =
        Models.records(100, Models.provenance("digits", 1, Models.LENET, Lineage.EMPTY), PAYLOAD);
    List<SnapshotRecord> mixed = new ArrayList<>();
    for (int i = 0; i < other.size(); i++) {
      mixed.add(other.get(i));
      mixed.add(records(1).get(i));
    }
    assertThat(onlySnapshot(addAll(mixed)).manifest().model()).isEqualTo("fashion");
  }

  @Test
  void repeatedRecordsChangeNothing() {
    List<SnapshotRecord> repeated = new ArrayList<>();
    for (SnapshotRecord record : records(1)) {
      repeated.add(record);
      repeated.addAll(records(1).subList(0, 2));
      repeated.add(record);
    }
    repeated.addAll(records(1));
    assertThat(onlySnapshot(addAll(repeated)).payload()).isEqualTo(PAYLOAD);
  }

  @Test
  void anUnfinishedSnapshotGivesWayToTheNext() {
    List<SnapshotRecord> records = new ArrayList<>(records(1).subList(0, 2));
    records.addAll(records(2));
    assertThat(onlySnapshot(addAll(records)).manifest().version()).isEqualTo(2);
  }

  @Test
  void aSnapshotThatIsWrittenAgainWithOtherBytesIsTheOneThatCounts() {
    byte[] again = Models.randomBytes(180, 5);
    List<SnapshotRecord> records = new ArrayList<>(records(1).subList(0, 3));
    records.addAll(encode(1, again));
    assertThat(onlySnapshot(addAll(records)).payload()).isEqualTo(again);
  }

  @Test
  void anOlderVersionThatComesLaterIsServed() {
    List<SnapshotRecord> records = new ArrayList<>(records(7));
    records.addAll(records(5));
    assertThat(addAll(records))
        .filteredOn(Verified.class::isInstance)
        .extracting(assembly -> ((Verified) assembly).snapshot().manifest().version())
        .containsExactly(7L, 5L);
  }

  @Test
  void recordsThatAreNeitherChunkNorManifestAreRefused() {
    byte[] key = records(1).get(0).key();
    SnapshotRecord garbage = new SnapshotRecord(key, "not Avro at all".getBytes(UTF_8));
    assertThat(reason(addAll(List.of(garbage)))).isEqualTo(Reason.UNREADABLE);
    SnapshotRecord empty = new SnapshotRecord(key, new byte[0]);
    assertThat(reason(addAll(List.of(empty)))).isEqualTo(Reason.UNREADABLE);
  }

  @Test
  void recordsUnderAnotherModelsKeyAreRefused() {
    SnapshotAssembler digits = new SnapshotAssembler("digits", SnapshotLimits.DEFAULT);
    for (SnapshotRecord record : records(1)) {
      SnapshotRecord misplaced = new SnapshotRecord("digits".getBytes(UTF_8), record.value());
      assertThat(reason(List.of(digits.add(misplaced)))).isEqualTo(Reason.UNREADABLE);
    }
  }

  private static void assertTooLarge(SnapshotLimits limits) {
    SnapshotAssembler assembler = new SnapshotAssembler("fashion", limits);
    assertThat(reason(addAll(assembler, records(1)))).isEqualTo(Reason.TOO_LARGE);
    byte[] small = Models.randomBytes(150, 6);
    assertThat(onlySnapshot(addAll(assembler, encode(2, small))).payload()).isEqualTo(small);
  }

  private static List<SnapshotRecord> withManifest(
      long bytes, String sha256, List<String> chunkSha256) {
    Manifest manifest =
        new Manifest(
            Models.provenance(1),
            new PayloadDigest(PayloadDigest.ONNX, bytes, sha256, chunkSha256));
    List<SnapshotRecord> records = new ArrayList<>(records(1));
    records.set(3, new SnapshotRecord(records.get(3).key(), ManifestCodec.encode(manifest)));
    return records;
  }

  private static PayloadDigest digest(List<SnapshotRecord> records) {
    return onlySnapshot(addAll(records)).manifest().payload();
  }

  private static List<SnapshotRecord> records(long version) {
    return encode(version, PAYLOAD);
  }

  private static List<SnapshotRecord> encode(long version, byte[] payload) {
    return Models.records(100, Models.provenance(version), payload);
  }

  private static List<Assembly> addAll(List<SnapshotRecord> records) {
    return addAll(new SnapshotAssembler("fashion", SnapshotLimits.DEFAULT), records);
  }

  private static List<Assembly> addAll(SnapshotAssembler assembler, List<SnapshotRecord> records) {
    return records.stream().map(assembler::add).toList();
  }

  private static Snapshot onlySnapshot(List<Assembly> assemblies) {
    assertThat(assemblies).noneMatch(Refused.class::isInstance);
    List<Assembly> told =
        assemblies.stream().filter(assembly -> !(assembly instanceof Waiting)).toList();
    assertThat(told).hasSize(1);
    return ((Verified) told.get(0)).snapshot();
  }

  private static SnapshotLimits limits(int bytes, int chunks) {
    return SnapshotLimits.DEFAULT.withPayload(bytes, chunks);
  }

  private static Reason reason(List<Assembly> assemblies) {
    return refused(assemblies).reason();
  }

  private static Refused refused(List<Assembly> assemblies) {
    List<Assembly> told =
        assemblies.stream().filter(assembly -> !(assembly instanceof Waiting)).toList();
    assertThat(told).hasSize(1);
    return (Refused) told.get(0);
  }
}
