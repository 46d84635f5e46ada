package io.headwater.learning.engine.plain;

import io.headwater.learning.engine.Pass;
import java.util.Arrays;
import java.util.List;

/** A layer of products, whose factors are rounded to bfloat16 before they are multiplied. */
record PlainJavaBfloat16(PlainJavaLayer layer) implements PlainJavaLayer {
  @Override
  public double[] forward(List<double[]> inputs, List<double[]> parameters, Pass pass) {
    return layer.forward(rounded(inputs), withRoundedWeight(parameters), pass);
  }

  @Override
  public void backward(
      List<double[]> inputs,
      List<double[]> parameters,
      double[] output,
      double[] onOutput,
      List<double[]> onInputs,
      List<double[]> onParameters,
      Pass pass) {
    layer.backward(
        rounded(inputs),
        withRoundedWeight(parameters),
        output,
        rounded(onOutput),
        onInputs,
        onParameters,
        pass);
  }

  private static List<double[]> withRoundedWeight(List<double[]> parameters) {
    double[] weight = rounded(parameters.get(0));
    return parameters.size() == 1 ? List.of(weight) : List.of(weight, parameters.get(1));
  }

  private static List<double[]> rounded(List<double[]> arrays) {
    return arrays.stream().map(PlainJavaBfloat16::rounded).toList();
  }

  private static double[] rounded(double[] values) {
    return Arrays.stream(values).map(PlainJavaBfloat16::rounded).toArray();
  }

  /** The nearest number of 8 significant bits; of two, the even one. */
  private static double rounded(double value) {
    if (Double.isNaN(value)) {
      return value;
    }
    int bits = Float.floatToRawIntBits((float) value);
    int nearest = bits + 0x7FFF + (bits >>> 16 & 1);
    return Float.intBitsToFloat(nearest & 0xFFFF0000);
  }
}
