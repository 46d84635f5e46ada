package io.headwater.learning.stream;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of the waiting examples make up the next mini-batch. An example counts for every task that
 * it has a label for, and no task gets more than {@code size} labels. The oldest example always
 * goes, so that none waits for ever; then those of the task that has the fewest, oldest first, so
 * that a frequent task does not take a rare one's place.
 */
final class MiniBatchChoice {
  private final int size;
  private final List<Waiting> oldestFirst;
  private final Set<Waiting> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Integer> labels = new HashMap<>();

  private MiniBatchChoice(int size, List<Waiting> waiting) {
    this.size = size;
    this.oldestFirst = waiting.stream().sorted(Comparator.comparingLong(Waiting::since)).toList();
  }

  /**
   * @param size labels of each task, at most; from 1
   * @param waiting at least one
   * @return at least one; a set by identity
   */
  static Set<Waiting> of(List<String> tasks, int size, List<Waiting> waiting) {
    MiniBatchChoice choice = new MiniBatchChoice(size, waiting);
    choice.take(choice.oldestFirst.get(0));
    Map<String, Integer> frequencies = labels(waiting);
    tasks.stream()
        .sorted(Comparator.comparingInt(task -> frequencies.getOrDefault(task, 0)))
        .forEach(choice::fill);
    return choice.chosen;
  }

  /** How many of the examples have a label for each task; a task that none has is left out. */
  static Map<String, Integer> labels(List<Waiting> examples) {
    Map<String, Integer> labels = new HashMap<>();
    examples.forEach(each -> add(each, labels));
    return labels;
  }

  private static void add(Waiting each, Map<String, Integer> labels) {
    each.example().labels().forEach(label -> labels.merge(label.task(), 1, Integer::sum));
  }

  private void fill(String task) {
    for (Waiting each : oldestFirst) {
      if (labels.getOrDefault(task, 0) == size) {
        return;
      }
      if (each.example().label(task).isPresent() && !chosen.contains(each) && fits(each)) {
        take(each);
      }
    }
  }

  private boolean fits(Waiting each) {
    return each.example().labels().stream()
        .allMatch(label -> labels.getOrDefault(label.task(), 0) < size);
  }

  private void take(Waiting each) {
    chosen.add(each);
    add(each, labels);
  }
}
