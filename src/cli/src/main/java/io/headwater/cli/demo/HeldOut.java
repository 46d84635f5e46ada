package io.headwater.cli.demo;

import io.headwater.cli.images.DemoEvents;
import io.headwater.cli.images.DemoTask;
import io.headwater.cli.images.FashionMnist;
import io.headwater.job.config.JobConfig;
import io.headwater.learning.model.Architecture;
import io.headwater.learning.model.Network;
import io.headwater.snapshots.OnnxModel;
import java.util.OptionalDouble;

/** Scores on images that were never sent. */
final class HeldOut {
  private static final long SEED = 2;
  private static final int MOST_EXAMPLES = 1_500;
  private static final int LEAST_EXAMPLES = 100;

  /** Multiplications for the examples of a task: some seconds of a core. */
  private static final double WORK = 2e11;

  private final Architecture architecture;
  private final DecodedEvents heldOut;
  private final DecodedEvents sent;
  private final int examplesPerTask;

  HeldOut(FashionMnist images, JobConfig config) {
    architecture = config.architecture();
    double ofImage = architecture.networks().stream().mapToLong(Network::multiplicationCount).sum();
    examplesPerTask = (int) Math.max(LEAST_EXAMPLES, Math.min(MOST_EXAMPLES, WORK / ofImage));
    heldOut = new DecodedEvents(new DemoEvents(images.heldOut(), SEED), config);
    sent = new DecodedEvents(new DemoEvents(images.sent(), SEED), config);
  }

  /** The task's headline metric of the model. */
  double score(OnnxModel model, DemoTask task) {
    return Scores.of(model, architecture.task(task.id()), heldOut.of(task, examplesPerTask));
  }

  /** What predicting the mean edge map of the images that were sent would score at the edges. */
  OptionalDouble scoreOfMeanEdgeMap() {
    return architecture.tasks().stream()
        .filter(task -> task.name().equals(DemoTask.EDGES.id()))
        .mapToDouble(
            edges ->
                Scores.ofMeanEdgeMap(
                    edges,
                    sent.of(DemoTask.EDGES, examplesPerTask),
                    heldOut.of(DemoTask.EDGES, examplesPerTask)))
        .findFirst();
  }
}
