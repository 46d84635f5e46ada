package io.headwater.learning.onednn;

import java.nio.FloatBuffer;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Gradients of several passes, in the layout of the parameters. */
final class KeptGradients {
  private KeptGradients() {}

  /** Copies the parameter's gradient into the slot. */
  static void keep(Parameter parameter, int slot) {
    FloatPointer gradient = parameter.gradient();
    Pointer.memcpy(parameter.kept(slot), gradient, gradient.capacity() * Float.BYTES);
  }

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
    float[][] blocks = new float[slots][Blocks.LENGTH];
    float[][][] sums = new float[slots][slots][Blocks.LENGTH];
    for (int at = from; at < to; at += Blocks.LENGTH) {
      int count = Math.min(Blocks.LENGTH, to - at);
      for (int i = 0; i < slots; i++) {
        kept.get(i).get(at, blocks[i], 0, count);
        for (int j = 0; j <= i; j++) {
          SquareSum.addProducts(blocks[i], blocks[j], sums[i][j], count);
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

  /** Replaces the parameter's gradient by a sum of those that were kept. */
  static void combine(Parameter parameter, double[] coefficients) {
    List<FloatBuffer> kept = kept(parameter, coefficients.length);
    FloatBuffer gradient = parameter.gradient().asBuffer();
    Blocks.sum(
        gradient.capacity(),
        (from, to) -> {
          float[] block = new float[Blocks.LENGTH];
          for (int at = from; at < to; at += Blocks.LENGTH) {
            int count = Math.min(Blocks.LENGTH, to - at);
            float[] sum = new float[Blocks.LENGTH];
            for (int i = 0; i < coefficients.length; i++) {
              kept.get(i).get(at, block, 0, count);
              add(sum, (float) coefficients[i], block);
            }
            gradient.put(at, sum, 0, count);
          }
          return 0;
        });
  }

  private static void add(float[] sum, float factor, float[] block) {
    for (int i = 0; i < Blocks.LENGTH; i++) {
      sum[i] += factor * block[i];
    }
  }

  private static List<FloatBuffer> kept(Parameter parameter, int slots) {
    return IntStream.range(0, slots).mapToObj(slot -> parameter.kept(slot).asBuffer()).toList();
  }
}
