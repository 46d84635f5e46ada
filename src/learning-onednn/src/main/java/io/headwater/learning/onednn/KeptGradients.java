package io.headwater.learning.onednn;

import io.headwater.learning.engine.ElementRule;
import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Gradients of several passes, in the layout of the parameters. */
final class KeptGradients {
  /**
   * Numbers of each gradient that are multiplied at a time: with their sums, in the first cache.
   */
  private static final int AT_A_TIME = 512;

  private KeptGradients() {}

  /** Inner products over all parameters; each number is read once. */
  static double[][] gramMatrix(Collection<Parameter> parameters, int slots) {
    double[][] gram = new double[slots][slots];
    for (Parameter parameter : parameters) {
      List<FloatBuffer> kept = kept(parameter, slots);
      for (double[][] part :
          Blocks.map(kept.get(0).capacity(), (from, to) -> gram(kept, from, to))) {
        for (int i = 0; i < slots; i++) {
          for (int j = 0; j <= i; j++) {
            gram[i][j] += part[i][j];
          }
        }
      }
    }
    for (int i = 0; i < slots; i++) {
      for (int j = i + 1; j < slots; j++) {
        gram[i][j] = gram[j][i];
      }
    }
    return gram;
  }

  /** The lower triangle, of a stretch. */
  private static double[][] gram(List<FloatBuffer> kept, int from, int to) {
    int slots = kept.size();
    float[][] numbers = new float[slots][AT_A_TIME];
    float[][][] sums = new float[slots][slots][AT_A_TIME];
    for (int at = from; at < to; at += AT_A_TIME) {
      int count = Math.min(AT_A_TIME, to - at);
      for (int i = 0; i < slots; i++) {
        kept.get(i).get(at, numbers[i], 0, count);
        for (int j = 0; j <= i; j++) {
          SquareSum.addProducts(numbers[i], numbers[j], sums[i][j], count);
        }
      }
    }
    double[][] gram = new double[slots][slots];
    for (int i = 0; i < slots; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = SquareSum.sum(sums[i][j]);
      }
    }
    return gram;
  }

  /** Replaces the first gradient of the parameter that was kept by a sum of them. */
  static void combine(Parameter parameter, double[] coefficients) {
    List<FloatBuffer> kept = kept(parameter, coefficients.length);
    Blocks.sum(
        kept.get(0).capacity(),
        (from, to) -> {
          float[] sum = new float[Blocks.LENGTH];
          float[] other = new float[Blocks.LENGTH];
          for (int at = from; at < to; at += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, to - at);
            kept.get(0).get(at, sum, 0, count);
            multiply(sum, (float) coefficients[0]);
            for (int i = 1; i < coefficients.length; i++) {
              kept.get(i).get(at, other, 0, count);
              add(sum, (float) coefficients[i], other);
            }
            kept.get(0).put(at, sum, 0, count);
          }
          return 0;
        });
  }

  /** Replaces the first gradient of the parameter that was kept by what the rule makes of them. */
  static void combine(Parameter parameter, double[] coefficients, ElementRule rule, long first) {
    List<FloatBuffer> kept = kept(parameter, coefficients.length);
    Blocks.sum(
        kept.get(0).capacity(),
        (from, to) -> {
          float[][] numbers = new float[coefficients.length][Blocks.LENGTH];
          float[] combined = new float[Blocks.LENGTH];
          for (int at = from; at < to; at += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, to - at);
            for (int i = 0; i < numbers.length; i++) {
              kept.get(i).get(at, numbers[i], 0, count);
              multiply(numbers[i], (float) coefficients[i]);
            }
            rule.combine(numbers, combined, count, first + at);
            kept.get(0).put(at, combined, 0, count);
          }
          return 0;
        });
  }

  private static void multiply(float[] numbers, float factor) {
    for (int i = 0; i < Blocks.LENGTH; i++) {
      numbers[i] *= factor;
    }
  }

  private static void add(float[] sum, float factor, float[] numbers) {
    for (int i = 0; i < Blocks.LENGTH; i++) {
      sum[i] += factor * numbers[i];
    }
  }

  private static List<FloatBuffer> kept(Parameter parameter, int slots) {
    return IntStream.range(0, slots).mapToObj(slot -> parameter.kept(slot).asBuffer()).toList();
  }
}
