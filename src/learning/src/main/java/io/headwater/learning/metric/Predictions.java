package io.headwater.learning.metric;

import io.headwater.learning.loss.Logistic;
import io.headwater.learning.task.TaskKind;
import java.util.Arrays;

/** From a head's raw outputs to what a consumer reads. The ONNX payload does the same. */
public final class Predictions {
  private static final double LEAST = 1e-7;

  private Predictions() {}

  /**
   * Classification: softmax over the classes. Regression: the outputs as they are. All other kinds:
   * the sigmoid of each output.
   *
   * @param outputs raw outputs [N, K]
   * @param count N
   * @return [N, K], each in [0, 1] unless the kind is a regression
   */
  public static double[] of(TaskKind kind, double[] outputs, int count) {
    return switch (kind) {
      case CLASSIFICATION -> softmax(outputs, count);
      case EDGES, LOCATION, SIMILARITY -> sigmoid(outputs);
      case REGRESSION -> outputs.clone();
    };
  }

  /**
   * Raw outputs that give these predictions, of which 0 and 1 are taken for {@value #LEAST} from
   * there.
   *
   * @param predictions [N, K], as from {@link #of}
   * @return [N, K]
   */
  public static double[] raw(TaskKind kind, double[] predictions) {
    if (kind == TaskKind.REGRESSION) {
      return predictions.clone();
    }
    return Arrays.stream(predictions)
        .map(
            prediction -> {
              double p = Math.min(Math.max(prediction, LEAST), 1 - LEAST);
              return kind == TaskKind.CLASSIFICATION ? Math.log(p) : Math.log(p / (1 - p));
            })
        .toArray();
  }

  private static double[] softmax(double[] outputs, int count) {
    int classes = outputs.length / count;
    double[] probabilities = new double[outputs.length];
    for (int row = 0; row < outputs.length; row += classes) {
      double max = Double.NEGATIVE_INFINITY;
      for (int k = row; k < row + classes; k++) {
        max = Math.max(max, outputs[k]);
      }
      double sum = 0;
      for (int k = row; k < row + classes; k++) {
        probabilities[k] = Math.exp(outputs[k] - max);
        sum += probabilities[k];
      }
      for (int k = row; k < row + classes; k++) {
        probabilities[k] /= sum;
      }
    }
    return probabilities;
  }

  private static double[] sigmoid(double[] outputs) {
    double[] probabilities = new double[outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      probabilities[i] = Logistic.sigmoid(outputs[i]);
    }
    return probabilities;
  }
}
