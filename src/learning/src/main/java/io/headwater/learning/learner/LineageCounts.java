package io.headwater.learning.learner;

import io.headwater.learning.learner.Lineage.Range;
import io.headwater.learning.learner.Lineage.Skipped;
import io.headwater.learning.state.UnreadableStateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A lineage as counts by name: of each range "first/PARTITION/TOPIC", "last/PARTITION/TOPIC" and
 * "examples/PARTITION/TOPIC"; of what was skipped "skipped-REASON/PARTITION/TOPIC".
 */
final class LineageCounts {
  private static final String FIRST = "first";
  private static final String LAST = "last";
  private static final String EXAMPLES = "examples";
  private static final String SKIPPED = "skipped-";

  private LineageCounts() {}

  static Map<String, Long> of(Lineage lineage) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (Range range : lineage.ranges()) {
      String place = "/" + range.partition() + "/" + range.topic();
      counts.put(FIRST + place, range.firstOffset());
      counts.put(LAST + place, range.lastOffset());
      counts.put(EXAMPLES + place, range.examples());
    }
    for (Skipped skipped : lineage.skipped()) {
      String reason = SKIPPED + skipped.reason().name().toLowerCase(Locale.ROOT);
      counts.put(reason + "/" + skipped.partition() + "/" + skipped.topic(), skipped.examples());
    }
    return counts;
  }

  /**
   * The lineage with these counts.
   *
   * @throws UnreadableStateException if they are of no lineage
   */
  static Lineage lineage(Map<String, Long> counts) throws UnreadableStateException {
    List<Range> ranges = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      String[] names = entry.getKey().split("/", 3);
      if (names.length == 3 && names[0].equals(FIRST)) {
        String place = "/" + names[1] + "/" + names[2];
        ranges.add(
            new Range(
                names[2],
                partition(names[1]),
                entry.getValue(),
                count(counts, LAST + place),
                count(counts, EXAMPLES + place)));
      } else if (names.length == 3 && names[0].startsWith(SKIPPED)) {
        SkipReason reason = reason(names[0].substring(SKIPPED.length()));
        skipped.add(new Skipped(names[2], partition(names[1]), reason, entry.getValue()));
      }
    }
    return new Lineage(ranges, skipped);
  }

  private static SkipReason reason(String name) {
    for (SkipReason reason : SkipReason.values()) {
      if (reason.name().toLowerCase(Locale.ROOT).equals(name)) {
        return reason;
      }
    }
    return SkipReason.OTHER;
  }

  private static int partition(String text) throws UnreadableStateException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new UnreadableStateException("the saved lineage has a partition '" + text + "'", e);
    }
  }

  private static long count(Map<String, Long> counts, String key) throws UnreadableStateException {
    Long count = counts.get(key);
    if (count == null) {
      throw new UnreadableStateException("the saved lineage has no '" + key + "'");
    }
    return count;
  }
}
