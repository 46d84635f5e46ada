package io.headwater.cli.demo;

import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.DemoTask;
import io.headwater.cli.images.FashionMnist;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.model.Architecture;
import io.headwater.snapshots.OnnxModel;
import java.util.OptionalDouble;

/** Scores on images that were never sent. */
final class HeldOut {
  private static final long SEED = 2;
  private static final int EXAMPLES_PER_TASK = 1_500;

  private final Architecture architecture;
  private final DecodedEvents heldOut;
  private final DecodedEvents sent;

  HeldOut(FashionMnist images, JobConfig config) {
    architecture = config.architecture();
    heldOut = new DecodedEvents(new DemoEvents(images.heldOut(), SEED), config);
    sent = new DecodedEvents(new DemoEvents(images.sent(), SEED), config);
  }

  /** The task's headline metric of the model. */
  double score(OnnxModel model, DemoTask task) {
    return Scores.of(model, architecture.task(task.id()), heldOut.of(task, EXAMPLES_PER_TASK));
  }

  /** What predicting the mean edge map of the images that were sent would score at the edges. */
  OptionalDouble scoreOfMeanEdgeMap() {
    return architecture.tasks().stream()
        .filter(task -> task.name().equals(DemoTask.EDGES.id()))
        .mapToDouble(
            edges ->
                Scores.ofMeanEdgeMap(
                    edges,
                    sent.of(DemoTask.EDGES, EXAMPLES_PER_TASK),
                    heldOut.of(DemoTask.EDGES, EXAMPLES_PER_TASK)))
        .findFirst();
  }
}
