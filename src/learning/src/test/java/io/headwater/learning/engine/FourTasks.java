package io.headwater.learning.engine;

import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.HeadKind;
import io.headwater.learning.model.backbone.Backbone;
import io.headwater.learning.stream.MiniBatch;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.ImageShape;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.RandomExamples;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import java.util.List;
import java.util.Map;

/** A LeNet with a dense head for a task of each kind, and mini-batches for it. */
public final class FourTasks {
  public static final Task KIND =
      new Task("kind", TaskKind.CLASSIFICATION, 0.1, List.of("shirt", "shoe", "bag"));
  public static final Task OUTLINE = new Task("outline", TaskKind.EDGES, 0.4, List.of());
  public static final Task PLACE = new Task("place", TaskKind.LOCATION, 0.2, List.of());
  public static final Task TWINS = new Task("twins", TaskKind.SIMILARITY, 0.3, List.of());
  public static final List<Task> ALL = List.of(KIND, OUTLINE, PLACE, TWINS);

  /** Of a kind of its own; no mini-batch has labels for it but those for it alone. */
  public static final Task AGE = new Task("age", TaskKind.REGRESSION, 0.5, List.of());

  private final RandomExamples examples;

  public FourTasks(ImageShape input, long seed) {
    this.examples = new RandomExamples(input, seed);
  }

  public static Architecture architecture(ImageShape input) {
    return Backbone.LENET.architecture(input, ALL, Map.of("outline", HeadKind.DENSE));
  }

  /** That of a model of one task more, {@link #AGE}. */
  public static Architecture withAge(ImageShape input) {
    List<Task> five = List.of(KIND, OUTLINE, PLACE, TWINS, AGE);
    return Backbone.LENET.architecture(input, five, Map.of("outline", HeadKind.DENSE));
  }

  public RandomExamples examples() {
    return examples;
  }

  /** Examples of one label for each task, some with labels for two, and of several weights. */
  public MiniBatch allTasks() {
    return MiniBatch.ofFresh(
        List.of(
            kind(0),
            examples.weighted(2.5f, Label.ofClass("kind", 2)),
            examples.image(Label.ofClass("kind", 1), Label.ofEdges("outline", examples.mask())),
            outline(),
            examples.weighted(0.5f, Label.ofEdges("outline", examples.mask())),
            place(),
            absent(),
            twins(true),
            examples.pair(Label.ofClass("kind", 1), Label.ofSame("twins", false))));
  }

  /** Two examples for that task alone. */
  public MiniBatch only(Task task) {
    return MiniBatch.ofFresh(
        switch (task.kind()) {
          case CLASSIFICATION -> List.of(kind(1), kind(2));
          case EDGES -> List.of(outline(), outline());
          case LOCATION -> List.of(place(), absent());
          case SIMILARITY -> List.of(twins(true), twins(false));
          case REGRESSION -> List.of(age(-0.5f), age(3));
        });
  }

  public Example kind(int index) {
    return examples.image(Label.ofClass("kind", index));
  }

  public Example outline() {
    return examples.image(Label.ofEdges("outline", examples.mask()));
  }

  public Example place() {
    return examples.image(Label.ofBox("place", 0.3f, 0.65f, 0.2f, 0.45f));
  }

  public Example absent() {
    return examples.image(Label.ofAbsence("place"));
  }

  public Example age(float years) {
    return examples.image(Label.ofNumber("age", years));
  }

  public Example twins(boolean same) {
    return examples.pair(Label.ofSame("twins", same));
  }
}
