package io.headwater.learning.stream;

import io.headwater.learning.task.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sorts waiting examples anew, by the labels that can still be learned from. */
final class Withdrawal {
  private final Set<String> changed;
  private final Map<String, List<Waiting>> left = new LinkedHashMap<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private int dropped;

  /**
   * @param tasks in the order in which they are looked for in an example
   */
  Withdrawal(List<String> tasks, Set<String> changed) {
    this.changed = changed;
    tasks.forEach(task -> left.put(task, new ArrayList<>()));
  }

  /** To be called from the oldest to the newest. */
  void sort(Waiting each) {
    List<Label> kept = new ArrayList<>();
    for (Label label : each.example().labels()) {
      if (isValid(label)) {
        kept.add(label);
      } else {
        labels.merge(label.task(), 1, Integer::sum);
      }
    }
    if (kept.isEmpty()) {
      dropped++;
    } else {
      buffer(new Waiting(each.example().with(kept), each.since()));
    }
  }

  private void buffer(Waiting each) {
    left.entrySet().stream()
        .filter(buffer -> each.example().label(buffer.getKey()).isPresent())
        .findFirst()
        .orElseThrow()
        .getValue()
        .add(each);
  }

  private boolean isValid(Label label) {
    return left.containsKey(label.task()) && !changed.contains(label.task());
  }

  /** What stays, for each task's buffer. */
  List<List<Waiting>> left() {
    return List.copyOf(left.values());
  }

  Withdrawn outcome() {
    return new Withdrawn(labels, dropped);
  }
}
