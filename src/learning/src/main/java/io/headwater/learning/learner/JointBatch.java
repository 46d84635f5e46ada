package io.headwater.learning.learner;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Examples laid out for one run of the trunk: the first images in the order of the examples, then
 * the second images that a task reads.
 *
 * @param images [rows, C, H, W]
 * @param ids 64 bits that stand for each row's example and for which of its images it is, [rows]
 * @param tasks the tasks that have examples, in the order of the configuration
 */
public record JointBatch(byte[] images, int rows, long[] ids, List<TaskRows> tasks) {
  /**
   * The examples of one task.
   *
   * @param first row of each example's image
   * @param second row of each example's second image; empty unless the task is of pairs
   * @param labels of each example; empty in a batch that is only predicted
   * @param scored how many of them, from the first, count for the task's metrics: those that are
   *     not replayed
   */
  public record TaskRows(
      Task task, int[] first, int[] second, List<Label> labels, double[] weights, int scored) {
    int count() {
      return first.length;
    }
  }

  /** Each task with the examples that have its label, none of them replayed. */
  public static JointBatch labelled(
      Architecture architecture, List<Example> examples, BatchMemory memory) {
    return labelled(architecture, examples, examples.size(), memory);
  }

  /**
   * Each task with the examples that have its label.
   *
   * @param scored how many of them, from the first, are not replayed
   * @param memory holds the images until it is used again
   */
  static JointBatch labelled(
      Architecture architecture, List<Example> examples, int scored, BatchMemory memory) {
    Layout layout = new Layout(architecture.input(), examples);
    List<TaskRows> tasks = new ArrayList<>();
    for (Task task : architecture.tasks()) {
      List<Integer> chosen = new ArrayList<>();
      List<Label> labels = new ArrayList<>();
      for (int n = 0; n < examples.size(); n++) {
        Optional<Label> label = examples.get(n).label(task.name());
        if (label.isPresent()) {
          chosen.add(n);
          labels.add(label.get());
        }
      }
      if (!chosen.isEmpty()) {
        int counts = (int) chosen.stream().filter(n -> n < scored).count();
        tasks.add(layout.rows(task, chosen, labels, counts));
      }
    }
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException(
          "no example of the mini-batch has a label for any of the tasks "
              + architecture.tasks().stream().map(Task::name).toList());
    }
    return new JointBatch(layout.images(memory), layout.rows, layout.ids(), tasks);
  }

  /** Each task with all examples; tasks of pairs only if all are pairs. */
  static JointBatch unlabelled(
      Architecture architecture, List<Example> examples, BatchMemory memory) {
    Layout layout = new Layout(architecture.input(), examples);
    boolean pairs = examples.stream().allMatch(Example::isPair);
    List<Integer> all = new ArrayList<>();
    for (int n = 0; n < examples.size(); n++) {
      all.add(n);
    }
    List<TaskRows> tasks = new ArrayList<>();
    for (Task task : architecture.tasks()) {
      if (pairs || task.kind() != TaskKind.SIMILARITY) {
        tasks.add(layout.rows(task, all, List.of(), 0));
      }
    }
    return new JointBatch(layout.images(memory), layout.rows, layout.ids(), tasks);
  }

  /** The same images for one of the tasks alone. */
  JointBatch only(TaskRows task) {
    return new JointBatch(images, rows, ids, List.of(task));
  }

  /** For each of these rows, the seed of what is random in that step. */
  long[] seeds(int[] ofRows, long step) {
    long ofStep = new SplittableRandom(step).nextLong();
    return Arrays.stream(ofRows).mapToLong(row -> ids[row] ^ ofStep).toArray();
  }

  /** Gives out rows, to each second image once. */
  private static final class Layout {
    private final ImageShape shape;
    private final List<Example> examples;
    private final int[] secondRows;
    private final List<Example> pairs = new ArrayList<>();
    private int rows;

    Layout(ImageShape shape, List<Example> examples) {
      this.shape = shape;
      this.examples = examples;
      this.secondRows = new int[examples.size()];
      this.rows = examples.size();
    }

    TaskRows rows(Task task, List<Integer> chosen, List<Label> labels, int scored) {
      boolean pairTask = task.kind() == TaskKind.SIMILARITY;
      int[] first = chosen.stream().mapToInt(Integer::intValue).toArray();
      int[] second =
          pairTask ? chosen.stream().mapToInt(n -> secondRow(task, n)).toArray() : new int[0];
      double[] weights = chosen.stream().mapToDouble(n -> examples.get(n).weight()).toArray();
      return new TaskRows(task, first, second, labels, weights, scored);
    }

    private int secondRow(Task task, int n) {
      Example example = examples.get(n);
      if (!example.isPair()) {
        throw new IllegalArgumentException(
            "example '"
                + example.id()
                + "' has one image; task '"
                + task.name()
                + "' of kind similarity needs a pair");
      }
      if (secondRows[n] == 0) {
        secondRows[n] = rows++;
        pairs.add(example);
      }
      return secondRows[n];
    }

    long[] ids() {
      long[] ids = new long[rows];
      for (int n = 0; n < examples.size(); n++) {
        ids[n] = id(examples.get(n));
      }
      for (int n = 0; n < pairs.size(); n++) {
        ids[examples.size() + n] = ~id(pairs.get(n));
      }
      return ids;
    }

    private static long id(Example example) {
      return new SplittableRandom(example.id().hashCode()).nextLong();
    }

    byte[] images(BatchMemory memory) {
      byte[] images = memory.ofSize(rows * shape.size());
      int at = 0;
      for (Example example : examples) {
        at = copy(example, example.pixels(), images, at);
      }
      for (Example example : pairs) {
        at = copy(example, example.secondPixels(), images, at);
      }
      return images;
    }

    private int copy(Example example, byte[] pixels, byte[] images, int at) {
      if (pixels.length != shape.size()) {
        throw new IllegalArgumentException(
            "an image of example '"
                + example.id()
                + "' has "
                + pixels.length
                + " values; the model's input "
                + shape
                + " has "
                + shape.size());
      }
      System.arraycopy(pixels, 0, images, at, pixels.length);
      return at + pixels.length;
    }
  }
}
