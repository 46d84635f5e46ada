package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.snapshots.Assembly.Reason;
import io.headwater.snapshots.Assembly.Refused;
import io.headwater.snapshots.Assembly.Verified;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What unfinished snapshots may hold together, and that what is let go of holds nothing. */
class ChunkBudgetTest {
  private static final SnapshotLimits LIMITS = SnapshotLimits.DEFAULT.withPayload(450, 4);

  private final ChunkBudget budget = new ChunkBudget(LIMITS);
  private final PendingChunks first = new PendingChunks(1, LIMITS, budget);
  private final PendingChunks second = new PendingChunks(2, LIMITS, budget);

  @Test
  void theBytesOfAllTogetherAreBoundedToTheLast() {
    first.put(0, chunk(100));
    second.put(0, chunk(350));
    assertThat(first.bytes()).isEqualTo(100);
    second.put(1, chunk(1));
    assertThat(first.bytes()).isZero();
    assertThat(second.bytes()).isEqualTo(351);
  }

  @Test
  void theChunksOfAllTogetherAreBoundedToTheLast() {
    first.put(0, chunk(1));
    first.put(1, chunk(1));
    second.put(0, chunk(1));
    second.put(1, chunk(1));
    assertThat(first.count()).isEqualTo(2);
    second.put(2, chunk(1));
    assertThat(first.count()).isZero();
    assertThat(second.count()).isEqualTo(3);
  }

  @Test
  void aChunkThatComesAgainCountsOnceAsTheLastOne() {
    first.put(0, chunk(100));
    first.put(0, chunk(60));
    assertThat(first.bytes()).isEqualTo(60);
    assertThat(first.count()).isEqualTo(1);
  }

  @Test
  void whatWasDroppedHoldsNothingAndTakesNoMore() {
    first.put(0, chunk(100));
    first.drop();
    assertThat(first.count()).isZero();
    first.put(1, chunk(100));
    assertThat(first.count()).isZero();
    assertThat(first.bytes()).isZero();
  }

  @Test
  void aSnapshotThatIsRefusedLetsGoOfItsChunks() {
    Manifest manifest = Models.snapshot(Models.provenance(1), new byte[20]).manifest();
    first.put(0, chunk(21));
    assertThat(first.complete(manifest)).isInstanceOf(Refused.class);
    assertThat(first.count()).isZero();
    assertThat(first.bytes()).isZero();
  }

  /** Its chunks did not come, so nothing else tells that there are too many. */
  @Test
  void aManifestOfMoreChunksThanTheLimitIsRefused() {
    assertThat(new SnapshotAssembler("fashion", LIMITS).add(last(records(1, 90, 450))))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
    List<Assembly> assemblies =
        records(1, 100, 400).stream().map(new SnapshotAssembler("fashion", LIMITS)::add).toList();
    assertThat(assemblies.get(4)).isInstanceOf(Verified.class);
  }

  @Test
  void aSnapshotThatGaveWayLeavesItsRoomToOtherPartitions() {
    assertLeavesRoom(LIMITS, records(1, 100, 250).subList(0, 3));
  }

  @Test
  void aSnapshotThatCameTwiceLeavesItsRoomToOtherPartitions() {
    List<SnapshotRecord> twice = new ArrayList<>(records(1, 100, 250));
    twice.addAll(records(1, 100, 250));
    assertLeavesRoom(LIMITS, twice);
  }

  @Test
  void aModelBeyondTheLimitsLeavesItsRoomToOtherPartitions() {
    SnapshotLimits noClasses =
        new SnapshotLimits(450, 4, 1 << 20, new ModelLimits(1_000_000, 10, 2, 1, 1, 1));
    assertLeavesRoom(noClasses, records(1, 100, 250));
  }

  /** After these, another partition can hold as much as if they had never been. */
  private static void assertLeavesRoom(SnapshotLimits limits, List<SnapshotRecord> gone) {
    SnapshotLimits chunksByBytes = LIMITS.withPayload(450, 100);
    ChunkBudget shared = new ChunkBudget(chunksByBytes);
    SnapshotAssembler here = new SnapshotAssembler("fashion", limits.withPayload(450, 100), shared);
    SnapshotAssembler elsewhere = new SnapshotAssembler("fashion", chunksByBytes, shared);
    List<SnapshotRecord> whole = records(7, 100, 250);
    elsewhere.add(whole.get(0));
    gone.forEach(here::add);
    records(9, 100, 250).subList(0, 2).forEach(here::add);
    assertThat(whole.subList(1, 4).stream().map(elsewhere::add).toList().get(2))
        .isInstanceOf(Verified.class);
  }

  private static List<SnapshotRecord> records(long version, int chunkBytes, int bytes) {
    return Models.records(
        chunkBytes, Models.provenance(version), Models.randomBytes(bytes, version));
  }

  private static SnapshotRecord last(List<SnapshotRecord> records) {
    return records.get(records.size() - 1);
  }

  private static ByteBuffer chunk(int bytes) {
    return ByteBuffer.allocate(bytes);
  }
}
