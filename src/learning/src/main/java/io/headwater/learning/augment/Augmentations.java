package io.headwater.learning.augment;

import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * The augmentations of each task, applied to examples. An example that has labels for several tasks
 * takes those that all of these tasks allow, in the order of its first label's. Chance depends on
 * the example's id and on the augmentation's place in that order alone, so an event that is
 * replayed gives the same pixels. The images of a pair change each on its own; labels tell of the
 * first.
 *
 * @param shape of the model's input
 * @param byTask by task name, in the order in which they apply; a task that is absent allows none
 */
public record Augmentations(ImageShape shape, Map<String, List<Augmentation>> byTask) {
  private static final int FIRST = 0;
  private static final int SECOND = 1;
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public Augmentations {
    Map<String, List<Augmentation>> copy = new LinkedHashMap<>();
    byTask.forEach((task, augmentations) -> copy.put(task, List.copyOf(augmentations)));
    byTask = Collections.unmodifiableMap(copy);
  }

  public Example apply(Example example) {
    List<Augmentation> first = allowed(example.labels().get(0));
    if (first.isEmpty()) {
      return example;
    }
    long hash = hash(example.id());
    Example result = example;
    for (int place = 0; place < first.size(); place++) {
      Augmentation augmentation = first.get(place);
      if (example.labels().stream().allMatch(label -> allowed(label).contains(augmentation))) {
        result = changed(result, augmentation, hash, place);
      }
    }
    return result;
  }

  private List<Augmentation> allowed(Label label) {
    return byTask.getOrDefault(label.task(), List.of());
  }

  private Example changed(Example example, Augmentation augmentation, long hash, int place) {
    Optional<Change> first = choose(augmentation, seed(hash, place, FIRST));
    Optional<Change> second =
        example.isPair() ? choose(augmentation, seed(hash, place, SECOND)) : Optional.empty();
    if (first.isEmpty() && second.isEmpty()) {
      return example;
    }
    return new Example(
        example.id(),
        example.position(),
        example.eventTimeMillis(),
        pixels(first, example.pixels()),
        pixels(second, example.secondPixels()),
        first.map(change -> labels(change, example.labels())).orElse(example.labels()),
        example.weight());
  }

  private Optional<Change> choose(Augmentation augmentation, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    return Chance.happens(augmentation.probability(), random)
        ? Optional.of(augmentation.transform().choose(shape, random))
        : Optional.empty();
  }

  private static byte[] pixels(Optional<Change> change, byte[] pixels) {
    return change.map(one -> one.pixels(pixels)).orElse(pixels);
  }

  private static List<Label> labels(Change change, List<Label> labels) {
    List<Label> changed = new ArrayList<>();
    labels.forEach(label -> changed.add(label(change, label)));
    return changed;
  }

  private static Label label(Change change, Label label) {
    if (Box.isIn(label)) {
      return change
          .box(Box.of(label))
          .map(box -> box.label(label.task()))
          .orElseGet(() -> Label.ofAbsence(label.task()));
    }
    return label.mask().length == 0
        ? label
        : new Label(label.task(), label.values(), change.mask(label.mask()));
  }

  /** That of the id itself for the first image at the first place, as it was before others came. */
  private static long seed(long hash, int place, int image) {
    return place == 0 && image == FIRST ? hash : ((hash ^ place) * FNV_PRIME ^ image) * FNV_PRIME;
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
