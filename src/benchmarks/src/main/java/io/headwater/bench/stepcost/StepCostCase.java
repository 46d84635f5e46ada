package io.headwater.bench.stepcost;

import io.headwater.bench.BenchModel;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.SourcePosition;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A trunk with a task of each kind, and mini-batches of which each task has a share of its own.
 *
 * @param batch examples of a mini-batch, as many for each task; those of similarity are pairs
 */
record StepCostCase(Backbone backbone, Architecture architecture, int batch) {
  private static final List<Task> TASKS =
      List.of(
          new Task("kind", TaskKind.CLASSIFICATION, 0.1, List.of("shirt", "shoe", "bag")),
          new Task("outline", TaskKind.EDGES, 0.4, List.of()),
          new Task("place", TaskKind.LOCATION, 0.2, List.of()),
          new Task("twins", TaskKind.SIMILARITY, 0.3, List.of()));

  /**
   * @throws IllegalArgumentException with a sentence, if there is no such case
   */
  static StepCostCase of(String model, int batch) {
    BenchModel named = BenchModel.named(model);
    int least = named.backbone().leastImages();
    if (batch < TASKS.size() * least || batch % TASKS.size() != 0) {
      throw new IllegalArgumentException(
          "--batch is "
              + batch
              + "; it must be a multiple of the "
              + TASKS.size()
              + " tasks, of at least "
              + least
              + " examples each for "
              + model);
    }
    Architecture architecture = named.backbone().architecture(named.architecture().input(), TASKS);
    return new StepCostCase(named.backbone(), architecture, batch);
  }

  /** Random images and labels: there is nothing to learn, so gradients never vanish. */
  MiniBatch miniBatch(Random random) {
    List<Example> examples = new ArrayList<>();
    for (int n = 0; n < batch; n++) {
      Task task = TASKS.get(n % TASKS.size());
      byte[] second = task.kind() == TaskKind.SIMILARITY ? pixels(random) : new byte[0];
      examples.add(
          new Example(
              Integer.toString(n),
              new SourcePosition("bench", 0, n),
              0,
              pixels(random),
              second,
              List.of(label(task, random)),
              1));
    }
    return MiniBatch.ofFresh(examples);
  }

  private byte[] pixels(Random random) {
    byte[] pixels = new byte[architecture.input().size()];
    random.nextBytes(pixels);
    return pixels;
  }

  private Label label(Task task, Random random) {
    return switch (task.kind()) {
      case CLASSIFICATION -> Label.ofClass(task.name(), random.nextInt(task.classes().size()));
      case EDGES -> Label.ofEdges(task.name(), mask(random));
      case LOCATION -> Label.ofBox(task.name(), random.nextFloat(), 0.5f, 0.25f, 0.5f);
      case SIMILARITY -> Label.ofSame(task.name(), random.nextBoolean());
      case REGRESSION -> Label.ofNumber(task.name(), random.nextFloat());
    };
  }

  private byte[] mask(Random random) {
    byte[] mask = new byte[architecture.input().pixels()];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (byte) (random.nextInt(5) == 0 ? 1 : 0);
    }
    return mask;
  }

  /** Enough that a turn takes about half a second. */
  int usualSteps() {
    return backbone == Backbone.LENET ? Math.max(1, 1600 / batch) : 1;
  }

  /** Steps until the JIT compiler has finished with what runs in each. */
  int usualWarmUp() {
    return backbone == Backbone.LENET ? 300 : 20;
  }

  @Override
  public String toString() {
    return backbone.id() + " batch " + batch;
  }
}
