package io.headwater.learning.dl4j;

import static java.util.Objects.requireNonNull;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.DefaultParamInitializer.WEIGHT_KEY;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATIONS;
import static org.deeplearning4j.nn.workspace.ArrayType.ACTIVATION_GRAD;
import static org.deeplearning4j.nn.workspace.ArrayType.BP_WORKING_MEM;

import io.headwater.learning.model.Layer.BatchNorm;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Batch normalisation of [N, C, H, W] by ND4J's batchnorm and batchnorm_bp, with statistics. */
final class KernelNormLayer extends BaseLayer<KernelNorm> {
  private static final int[] ALL_BUT_CHANNELS = {0, 2, 3};

  private final transient BatchNorm norm;
  private final transient Operation normalise;
  private final transient Operation gradients;
  private final transient INDArray runningMean;
  private final transient INDArray runningVariance;
  private final transient ChannelStatistics observed;

  KernelNormLayer(NeuralNetConfiguration configuration, DataType dataType, BatchNorm norm) {
    super(configuration, dataType);
    this.norm = norm;
    double[] reals = {norm.epsilon()};
    // scale, shift, dimension of the channels
    this.normalise = new Operation("batchnorm", reals, 1, 1, 1);
    this.gradients = new Operation("batchnorm_bp", reals, 1, 1, 1);
    long channels = layerConf().getNOut();
    this.runningMean = Nd4j.zeros(dataType, channels);
    this.runningVariance = Nd4j.ones(dataType, channels);
    this.observed = new ChannelStatistics(dataType, channels);
  }

  /** The running mean [C]. */
  INDArray runningMean() {
    return runningMean;
  }

  /** The running variance [C]. */
  INDArray runningVariance() {
    return runningVariance;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    boolean byItself = training && norm.hasStatistics(Math.toIntExact(input.size(0)));
    if (byItself) {
      observed.observe(input);
    } else if (training) {
      observed.forget();
    }
    INDArray output = DifferentiableFunction.like(input, ACTIVATIONS, workspaces);
    normalise.run(
        List.of(
            input,
            byItself ? observed.mean() : runningMean,
            byItself ? observed.variance() : runningVariance,
            vector(getParam(WEIGHT_KEY)),
            vector(getParam(BIAS_KEY))),
        List.of(output));
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray onOutput, LayerWorkspaceMgr workspaces) {
    INDArray onWeight = requireNonNull(gradientViews.get(WEIGHT_KEY));
    INDArray onBias = requireNonNull(gradientViews.get(BIAS_KEY));
    INDArray onInput = DifferentiableFunction.like(input, ACTIVATION_GRAD, workspaces);
    if (observed.arePresent()) {
      gradientsThroughStatistics(onOutput, onInput, vector(onWeight), vector(onBias), workspaces);
    } else {
      gradientsBesideStatistics(onOutput, onInput, vector(onWeight), vector(onBias));
    }
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHT_KEY, onWeight);
    gradient.setGradientFor(BIAS_KEY, onBias);
    return new Pair<>(gradient, onInput);
  }

  private void gradientsThroughStatistics(
      INDArray onOutput,
      INDArray onInput,
      INDArray onWeight,
      INDArray onBias,
      LayerWorkspaceMgr workspaces) {
    // The operation counts the mini-batch's statistics among the input's gradient.
    INDArray onMean = DifferentiableFunction.like(runningMean, BP_WORKING_MEM, workspaces);
    INDArray onVariance = DifferentiableFunction.like(runningMean, BP_WORKING_MEM, workspaces);
    gradients.run(
        List.of(
            input,
            observed.mean(),
            observed.variance(),
            vector(getParam(WEIGHT_KEY)),
            vector(getParam(BIAS_KEY)),
            onOutput),
        List.of(onInput, onMean, onVariance, onWeight, onBias));
  }

  /** With the running statistics as constants. */
  private void gradientsBesideStatistics(
      INDArray onOutput, INDArray onInput, INDArray onWeight, INDArray onBias) {
    INDArray deviation = Transforms.sqrt(runningVariance.add(norm.epsilon()), false);
    onBias.assign(onOutput.sum(ALL_BUT_CHANNELS));
    INDArray products = onOutput.mul(input).sum(ALL_BUT_CHANNELS);
    onWeight.assign(products.subi(runningMean.mul(onBias)).divi(deviation));
    INDArray slope = vector(getParam(WEIGHT_KEY)).div(deviation);
    Nd4j.exec(new BroadcastMulOp(onOutput, slope, onInput, 1));
  }

  /** What the last forward pass in training observed, if anything. */
  ChannelStatistics observed() {
    return observed;
  }

  void moveStatistics(ChannelStatistics by) {
    by.move(runningMean, runningVariance, norm.momentum());
  }

  private static INDArray vector(INDArray row) {
    return row.reshape(row.length());
  }

  @Override
  public void close() {
    runningMean.close();
    runningVariance.close();
    observed.close();
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }
}
