package io.headwater.learning.augment;

import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The augmentations of each task, applied to examples. An example that has labels for several tasks
 * takes those that all of these tasks allow. Chance depends on the example's id alone, so an event
 * that is replayed gives the same pixels.
 *
 * @param shape of the model's input
 * @param byTask by task name, in the order in which they apply; a task that is absent allows none
 */
public record Augmentations(ImageShape shape, Map<String, List<Augmentation>> byTask) {
  private static final List<Augmentation> ALL = List.of(new HorizontalFlip());
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public Augmentations {
    Map<String, List<Augmentation>> copy = new LinkedHashMap<>();
    byTask.forEach((task, augmentations) -> copy.put(task, List.copyOf(augmentations)));
    byTask = Collections.unmodifiableMap(copy);
  }

  /** The names in configuration. */
  public static List<String> names() {
    return ALL.stream().map(Augmentation::name).toList();
  }

  /**
   * @throws IllegalArgumentException if there is none of that name; names those there are
   */
  public static Augmentation named(String name) {
    return ALL.stream()
        .filter(augmentation -> augmentation.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no augmentation '" + name + "'; there are " + names()));
  }

  public Example apply(Example example) {
    RandomGenerator random = new SplittableRandom(hash(example.id()));
    Example result = example;
    for (Augmentation augmentation : allowed(example.labels().get(0))) {
      if (example.labels().stream().allMatch(label -> allowed(label).contains(augmentation))) {
        result = augmentation.apply(result, shape, random);
      }
    }
    return result;
  }

  private List<Augmentation> allowed(Label label) {
    return byTask.getOrDefault(label.task(), List.of());
  }

  /** FNV-1a, 64 bits, of the id in UTF-8. */
  private static long hash(String id) {
    long hash = FNV_OFFSET;
    for (byte b : id.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
