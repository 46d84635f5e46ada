package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.ConvolutionParamInitializer.WEIGHT_KEY;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A convolution in a DL4J graph. */
final class KernelConvolutionLayer extends BaseLayer<KernelConvolution> {
  private final transient ConvolutionKernel kernel;

  KernelConvolutionLayer(
      NeuralNetConfiguration configuration, DataType dataType, ConvolutionKernel kernel) {
    super(configuration, dataType);
    this.kernel = kernel;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    List<Integer> each = layerConf().outputShape();
    long[] shape = {input.size(0), each.get(0), each.get(1), each.get(2)};
    INDArray output = workspaces.createUninitialized(ACTIVATIONS, dataType, shape, 'c');
    kernel.forward(input, filters(paramTable()), output, workspaces);
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray onOutput, LayerWorkspaceMgr workspaces) {
    Filters onFilters = filters(gradientViews);
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHT_KEY, onFilters.weight());
    if (onFilters.bias() != null) {
      gradient.setGradientFor(BIAS_KEY, onFilters.bias());
    }
    return new Pair<>(gradient, backward(onOutput, onFilters, workspaces));
  }

  private @Nullable INDArray backward(
      INDArray onOutput, Filters onFilters, LayerWorkspaceMgr workspaces) {
    Filters filters = filters(paramTable());
    if (!layerConf().isInputGradientNeeded()) {
      kernel.backwardToFilters(input, filters, onOutput, onFilters, workspaces);
      return null;
    }
    INDArray onInput =
        workspaces.createUninitialized(ACTIVATION_GRAD, dataType, input.shape(), 'c');
    kernel.backward(input, filters, onOutput, onInput, onFilters, workspaces);
    return onInput;
  }

  private static Filters filters(Map<String, INDArray> parameters) {
    return new Filters(requireNonNull(parameters.get(WEIGHT_KEY)), parameters.get(BIAS_KEY));
  }

  @Override
  public boolean hasBias() {
    return layerConf().hasBias();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
