package io.headwater.learning.dl4j;

import io.headwater.learning.model.Layer.Convolution;
import java.util.Collection;
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

  private final boolean inputGradientNeeded;

  /**
   * @param inputGradientNeeded false if nothing before the layer learns
   */
  KernelConvolution(Convolution layer, int inputChannels, boolean inputGradientNeeded) {
    super(
        new Builder(layer.kernel(), layer.kernel())
            .stride(layer.stride(), layer.stride())
            .padding(layer.padding(), layer.padding())
            .nIn(inputChannels)
            .nOut(layer.outputChannels())
            .hasBias(layer.hasBias())
            .activation(Activation.IDENTITY));
    this.inputGradientNeeded = inputGradientNeeded;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType dataType) {
    KernelConvolutionLayer layer =
        new KernelConvolutionLayer(configuration, dataType, inputGradientNeeded);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    return layer;
  }
}
