package io.headwater.snapshots;

import static org.assertj.core.api.Assertions.assertThat;

import io.headwater.snapshots.Assembly.Reason;
import org.junit.jupiter.api.Test;

class LineageFilterTest {
  private static final Snapshot FIRST = snapshot("first", 7);
  private static final Snapshot SECOND = snapshot("second", 8);

  @Test
  void theNewestIsFollowedFromThenOn() {
    LineageFilter filter = new LineageFilter(new LineageChoice.Newest());
    assertThat(filter.passes(FIRST)).isTrue();
    assertThat(filter.passes(SECOND)).isTrue();
    filter.follow(FIRST);
    filter.follow(SECOND);
    assertThat(filter.passes(FIRST)).isTrue();
    assertThat(filter.passes(SECOND)).isFalse();
    assertThat(filter.refusal(SECOND).reason()).isEqualTo(Reason.OTHER_LINEAGE);
    assertThat(filter.refusal(SECOND).message())
        .startsWith(
            "snapshot version 8 is of lineage 'second', the one that is followed is 'first'");
  }

  @Test
  void oneThatIsKnownIsFollowedWhateverIsThere() {
    LineageFilter filter = new LineageFilter(new LineageChoice.Only("second"));
    assertThat(filter.passes(FIRST)).isFalse();
    filter.follow(FIRST);
    assertThat(filter.passes(FIRST)).isFalse();
    assertThat(filter.passes(SECOND)).isTrue();
  }

  @Test
  void anyIsAny() {
    LineageFilter filter = new LineageFilter(new LineageChoice.Any());
    filter.follow(FIRST);
    assertThat(filter.passes(FIRST)).isTrue();
    assertThat(filter.passes(SECOND)).isTrue();
  }

  private static Snapshot snapshot(String lineageId, long version) {
    return Models.snapshot(Models.provenance(lineageId, version), new byte[] {1});
  }
}
