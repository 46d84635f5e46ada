package io.headwater.learning.dl4j;

import io.headwater.learning.model.Layer.Convolution;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's convolution as to configuration and parameters, computed by {@link
 * KernelConvolutionLayer}: DL4J's own way to oneDNN looks for a class that 1.0.0-M2.1 moved, and
 * never switches on.
 */
final class KernelConvolution extends ConvolutionLayer {
  private static final long serialVersionUID = 1;

  private final transient Convolution layer;
  private final transient List<Integer> inputShape;
  private final boolean inputGradientNeeded;

  /**
   * @param inputShape [C, H, W]
   * @param inputGradientNeeded false if nothing before the layer learns
   */
  KernelConvolution(Convolution layer, List<Integer> inputShape, boolean inputGradientNeeded) {
    super(
        new Builder(layer.window().height(), layer.window().width())
            .nIn(inputShape.get(0) / layer.groups())
            .nOut(layer.outputChannels())
            .hasBias(layer.hasBias())
            .activation(Activation.IDENTITY));
    this.layer = layer;
    this.inputShape = inputShape;
    this.inputGradientNeeded = inputGradientNeeded;
  }

  /** Shape of its output, [C, H, W]. */
  List<Integer> outputShape() {
    return layer.outputShape(List.of(inputShape));
  }

  boolean isInputGradientNeeded() {
    return inputGradientNeeded;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType dataType) {
    ConvolutionKernel kernel = ConvolutionKernel.of(layer, inputShape);
    KernelConvolutionLayer instance = new KernelConvolutionLayer(configuration, dataType, kernel);
    instance.setIndex(index);
    instance.setParamsViewArray(parameters);
    instance.setParamTable(initializer().init(configuration, parameters, initialize));
    return instance;
  }
}
