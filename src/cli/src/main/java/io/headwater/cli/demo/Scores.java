package io.headwater.cli.demo;

import io.headwater.learning.metric.Metric;
import io.headwater.learning.metric.Metrics;
import io.headwater.learning.metric.Tally;
import io.headwater.learning.task.Example;
import io.headwater.learning.task.Label;
import io.headwater.learning.task.Task;
import io.headwater.learning.task.TaskKind;
import io.headwater.snapshots.OnnxModel;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How well a model does, on labelled examples of one task. */
final class Scores {
  private static final int BATCH = 250;

  private Scores() {}

  /** The task's headline metric of the model's predictions. */
  static double of(OnnxModel model, Task task, List<Example> examples) {
    Metric metric = Metrics.of(task.kind());
    double[] sums = new double[0];
    for (int from = 0; from < examples.size(); from += BATCH) {
      List<Example> batch = examples.subList(from, Math.min(from + BATCH, examples.size()));
      sums = sum(sums, metric.tally(predictions(model, task, batch), labels(task, batch)));
    }
    return headline(metric, sums);
  }

  /** The same for edges, if the mean edge map of other examples were predicted for each. */
  static double ofMeanEdgeMap(Task task, List<Example> others, List<Example> examples) {
    double[] mean = new double[others.get(0).pixels().length];
    for (Label label : labels(task, others)) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += (double) label.mask()[i] / others.size();
      }
    }
    double[] predictions = new double[examples.size() * mean.length];
    for (int n = 0; n < examples.size(); n++) {
      System.arraycopy(mean, 0, predictions, n * mean.length, mean.length);
    }
    Metric metric = Metrics.of(task.kind());
    return headline(metric, metric.tally(predictions, labels(task, examples)).all());
  }

  private static double headline(Metric metric, double[] sums) {
    return metric.values(sums).getOrDefault(metric.headline(), Double.NaN);
  }

  private static double[] predictions(OnnxModel model, Task task, List<Example> examples) {
    byte[] images = concatenated(examples.stream().map(Example::pixels).toList());
    Map<String, float[][]> predicted =
        task.kind() == TaskKind.SIMILARITY
            ? model.predictPairs(
                images,
                concatenated(examples.stream().map(Example::secondPixels).toList()),
                examples.size())
            : model.predict(images, examples.size());
    float[][] rows = predicted.getOrDefault(task.name(), new float[0][]);
    return Arrays.stream(rows)
        .flatMapToDouble(row -> IntStream.range(0, row.length).mapToDouble(i -> row[i]))
        .toArray();
  }

  private static List<Label> labels(Task task, List<Example> examples) {
    return examples.stream().map(example -> example.label(task.name()).orElseThrow()).toList();
  }

  private static byte[] concatenated(List<byte[]> images) {
    int size = images.get(0).length;
    byte[] all = new byte[images.size() * size];
    for (int i = 0; i < images.size(); i++) {
      System.arraycopy(images.get(i), 0, all, i * size, size);
    }
    return all;
  }

  private static double[] sum(double[] sums, Tally tally) {
    if (sums.length == 0) {
      return tally.all();
    }
    tally.addTo(sums);
    return sums;
  }
}
