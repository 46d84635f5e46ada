package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;
import static org.deeplearning4j.nn.workspace.ArrayType.BP_WORKING_MEM;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution by ND4J's conv2d and conv2d_bp, which oneDNN serves on the CPU and cuDNN on the GPU.
 */
final class KernelConvolutionLayer extends BaseLayer<KernelConvolution> {
  private final boolean inputGradientNeeded;
  private final int[] kernel;
  private final int[] stride;
  private final int[] padding;
  private final transient Operation convolve;
  private final transient Operation gradients;
  private final transient Operation patches;
  private final transient Operation multiplyByTransposed;

  KernelConvolutionLayer(
      NeuralNetConfiguration configuration, DataType dataType, boolean inputGradientNeeded) {
    super(configuration, dataType);
    this.inputGradientNeeded = inputGradientNeeded;
    this.kernel = layerConf().getKernelSize();
    this.stride = layerConf().getStride();
    this.padding = layerConf().getPadding();
    // kernel, stride, padding, dilation (each H, W), same mode, channels last, weights [O, I, H, W]
    long[] settings = {
      kernel[0], kernel[1], stride[0], stride[1], padding[0], padding[1], 1, 1, 0, 0, 1
    };
    this.convolve = new Operation("conv2d", settings);
    this.gradients = new Operation("conv2d_bp", settings);
    this.patches =
        new Operation(
            "im2col",
            new double[] {0},
            kernel[0],
            kernel[1],
            stride[0],
            stride[1],
            padding[0],
            padding[1],
            1,
            1,
            0);
    this.multiplyByTransposed = new Operation("matmul", 0, 1, 0);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    long[] shape = {input.size(0), layerConf().getNOut(), windows(0), windows(1)};
    INDArray output = workspaces.createUninitialized(ACTIVATIONS, dataType, shape, 'c');
    convolve.run(inputs(), List.of(output));
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray onOutput, LayerWorkspaceMgr workspaces) {
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHT_KEY, gradient(WEIGHT_KEY));
    if (hasBias()) {
      gradient.setGradientFor(BIAS_KEY, gradient(BIAS_KEY));
    }
    return new Pair<>(
        gradient,
        inputGradientNeeded
            ? allGradients(onOutput, workspaces)
            : parameterGradients(onOutput, workspaces));
  }

  private INDArray allGradients(INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray onInput =
        workspaces.createUninitialized(ACTIVATION_GRAD, dataType, input.shape(), 'c');
    List<INDArray> inputs = inputs();
    inputs.add(onOutput);
    List<INDArray> outputs = new ArrayList<>(List.of(onInput, gradient(WEIGHT_KEY)));
    if (hasBias()) {
      outputs.add(gradient(BIAS_KEY));
    }
    gradients.run(inputs, outputs);
    return onInput;
  }

  /** conv2d_bp can't leave out the input's gradient, which takes most of its time. */
  private @Nullable INDArray parameterGradients(INDArray onOutput, LayerWorkspaceMgr workspaces) {
    long count = input.size(0);
    long outputs = onOutput.size(1);
    long positions = onOutput.size(2) * onOutput.size(3);
    long weights = input.size(1) * kernel[0] * kernel[1];
    long[] shape = {count, input.size(1), kernel[0], kernel[1], onOutput.size(2), onOutput.size(3)};
    INDArray columns = workspaces.createUninitialized(BP_WORKING_MEM, dataType, shape, 'c');
    patches.run(List.of(input), List.of(columns));
    INDArray perExample =
        workspaces.createUninitialized(
            BP_WORKING_MEM, dataType, new long[] {count, outputs, weights}, 'c');
    INDArray onOutputRows = onOutput.reshape('c', count, outputs, positions);
    multiplyByTransposed.run(
        List.of(onOutputRows, columns.reshape('c', count, weights, positions)),
        List.of(perExample));
    perExample.sum(gradient(WEIGHT_KEY).reshape('c', outputs, weights), 0);
    if (hasBias()) {
      onOutputRows.sum(gradient(BIAS_KEY), 0, 2);
    }
    return null;
  }

  /** Input, weights, and the bias if there is one. */
  private List<INDArray> inputs() {
    List<INDArray> inputs = new ArrayList<>(List.of(input, getParam(WEIGHT_KEY)));
    if (hasBias()) {
      inputs.add(getParam(BIAS_KEY));
    }
    return inputs;
  }

  @Override
  public boolean hasBias() {
    return layerConf().hasBias();
  }

  private INDArray gradient(String parameter) {
    return requireNonNull(gradientViews.get(parameter));
  }

  private long windows(int dimension) {
    return (input.size(dimension + 2) + 2L * padding[dimension] - kernel[dimension])
            / stride[dimension]
        + 1;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
