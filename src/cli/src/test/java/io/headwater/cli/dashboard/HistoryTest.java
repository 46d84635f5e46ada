package io.headwater.cli.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final long SECONDS_OF_THREE_WEEKS = 3 * 7 * 24 * 3600;

  private final History history = new History();

  @Test
  void threeWeeksOfSecondsStayInBounds() {
    for (long second = 0; second < SECONDS_OF_THREE_WEEKS; second++) {
      history.add(new Point("loss/garment", 1000 * second, second));
    }

    List<Point> points = history.points();
    assertThat(points).hasSizeBetween(History.MOST, 2 * History.MOST);
    assertThat(points).isSortedAccordingTo((one, other) -> Long.compare(one.time(), other.time()));
    assertThat(points.get(0).time()).as("the beginning is still there").isZero();
    assertThat(points.get(points.size() - 1).value()).isEqualTo(SECONDS_OF_THREE_WEEKS - 1);
    assertThat(longestGap(points)).as("evenly spread").isLessThan(2 * 3600 * 1000);
  }

  @Test
  void timeDoesNotGoBack() {
    assertThat(history.add(new Point("loss/garment", 2, 1))).isTrue();
    assertThat(history.add(new Point("loss/garment", 2, 3))).isFalse();
    assertThat(history.add(new Point("loss/garment", 1, 3))).isFalse();
    assertThat(history.points()).containsExactly(new Point("loss/garment", 2, 1));
  }

  private static long longestGap(List<Point> points) {
    long longest = 0;
    for (int i = 1; i < points.size(); i++) {
      longest = Math.max(longest, points.get(i).time() - points.get(i - 1).time());
    }
    return longest;
  }
}
