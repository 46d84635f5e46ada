package io.headwater.learning.dl4j;

import io.headwater.learning.model.Layer.BatchNorm;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation, computed by {@link KernelNormLayer}. To DL4J its scale and shift are the
 * weights and biases of a layer with one input: DL4J's own keeps the running statistics among the
 * parameters, where the optimiser would move them.
 */
final class KernelNorm extends FeedForwardLayer {
  private static final long serialVersionUID = 1;

  private final double epsilon;
  private final double momentum;

  KernelNorm(BatchNorm layer, int channels) {
    this.epsilon = layer.epsilon();
    this.momentum = layer.momentum();
    setNIn(1);
    setNOut(channels);
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration configuration,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType dataType) {
    BatchNorm norm = new BatchNorm(epsilon, momentum);
    KernelNormLayer layer = new KernelNormLayer(configuration, dataType, norm);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(configuration, parameters, initialize));
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  @Override
  public LayerMemoryReport getMemoryReport(InputType inputType) {
    throw new UnsupportedOperationException("shapes come from io.headwater.learning.model");
  }
}
