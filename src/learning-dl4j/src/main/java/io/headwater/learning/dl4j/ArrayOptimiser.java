package io.headwater.learning.dl4j;

import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Tensor;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.Update;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** An optimiser with its slots, on the device where the parameters are. */
final class ArrayOptimiser implements AutoCloseable {
  private final Optimiser optimiser;
  private final ParameterLayout layout;
  private final INDArray parameters;
  private final Map<String, INDArray> slots = new LinkedHashMap<>();
  private final INDArray step;
  private final INDArray scratch;

  /**
   * @param parameters [1, P], in DL4J's layout
   */
  ArrayOptimiser(Optimiser optimiser, ParameterLayout layout, INDArray parameters) {
    this.optimiser = optimiser;
    this.layout = layout;
    this.parameters = parameters;
    optimiser.slots().forEach(name -> slots.put(name, Nd4j.zerosLike(parameters)));
    this.step = Nd4j.zerosLike(parameters);
    this.scratch = Nd4j.zerosLike(parameters);
  }

  /** Takes the slots of the state. */
  void write(NetworkState state) {
    slots.forEach(
        (name, slot) -> {
          if (state.slots().isEmpty()) {
            slot.assign(0);
          } else {
            layout.write(state.slots().getOrDefault(name, Map.of()), slot);
          }
        });
  }

  /** Copies of the slots. */
  Map<String, Map<String, Tensor>> read() {
    Map<String, Map<String, Tensor>> tensors = new LinkedHashMap<>();
    slots.forEach((name, slot) -> tensors.put(name, layout.read(slot)));
    return tensors;
  }

  /**
   * Moves the parameters.
   *
   * @param gradients [1, P], in DL4J's layout
   * @param number of the update, from 1
   */
  void update(INDArray gradients, long number, Update update) {
    gradients.muli(update.factor(), step);
    ArrayConstraints.clip(step, layout, update);
    ArrayStep arrays = ArrayStep.of(optimiser, number, update);
    boolean decays = optimiser.weightDecay() > 0 || update.penalty().isOnGradient();
    for (ParameterLayout.Stretch stretch : layout.stretches(update.frozen(), decays)) {
      List<INDArray> own = new ArrayList<>();
      slots.values().forEach(slot -> own.add(part(slot, stretch)));
      INDArray w = part(parameters, stretch);
      INDArray g = part(step, stretch);
      INDArray room = part(scratch, stretch);
      if (stretch.decays()) {
        ArrayConstraints.penalise(w, g, room, update.penalty());
      }
      arrays.apply(w, g, own, room, stretch.decays());
    }
    if (update.penalty().limitsUnits()) {
      layout
          .units(parameters, update.frozen())
          .forEach(units -> ArrayConstraints.limit(units, update.penalty()));
    }
  }

  private static INDArray part(INDArray flat, ParameterLayout.Stretch stretch) {
    return stretch.from() == 0 && stretch.to() == flat.length()
        ? flat
        : flat.get(NDArrayIndex.all(), NDArrayIndex.interval(stretch.from(), stretch.to()));
  }

  @Override
  public void close() {
    slots.values().forEach(INDArray::close);
    step.close();
    scratch.close();
  }
}
