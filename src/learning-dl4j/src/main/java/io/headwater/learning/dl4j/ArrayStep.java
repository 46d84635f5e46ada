package io.headwater.learning.dl4j;

import io.headwater.learning.optimise.Adam;
import io.headwater.learning.optimise.AdamW;
import io.headwater.learning.optimise.Optimiser;
import io.headwater.learning.optimise.RmsProp;
import io.headwater.learning.optimise.Sgd;
import io.headwater.learning.optimise.Update;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** One update of an optimiser as operations on arrays, so that nothing leaves the device. */
interface ArrayStep {
  /**
   * Moves a stretch of the parameters.
   *
   * @param w the parameters, are changed
   * @param g their gradients, times the factor; may be changed
   * @param slots in the optimiser's order, are changed
   * @param scratch may be changed
   */
  void apply(INDArray w, INDArray g, List<INDArray> slots, INDArray scratch, boolean decays);

  static ArrayStep of(Optimiser optimiser, long number, Update update) {
    double rate = update.rate();
    if (optimiser instanceof Adam adam) {
      return (w, g, slots, scratch, decays) -> {
        decay(w, g, scratch, decays ? adam.weightDecay() : 0);
        adam(adam, number, rate, w, g, slots);
      };
    } else if (optimiser instanceof AdamW adamW) {
      Adam adam = new Adam(adamW.learningRate(), adamW.beta1(), adamW.beta2(), adamW.epsilon());
      return (w, g, slots, scratch, decays) -> {
        if (decays) {
          w.muli(1 - rate * adamW.weightDecay());
        }
        adam(adam, number, rate, w, g, slots);
      };
    } else if (optimiser instanceof Sgd sgd) {
      return (w, g, slots, scratch, decays) -> {
        decay(w, g, scratch, decays ? sgd.weightDecay() : 0);
        sgd(sgd, rate, w, g, slots);
      };
    } else if (optimiser instanceof RmsProp rmsProp) {
      return (w, g, slots, scratch, decays) -> {
        decay(w, g, scratch, decays ? rmsProp.weightDecay() : 0);
        rmsProp(rmsProp, rate, w, g, slots, scratch);
      };
    }
    // The gradients are multiplied already.
    Optimiser.Step step = optimiser.step(number, new Update(rate, 1));
    return (w, g, slots, scratch, decays) -> onTheHeap(step, w, g, slots, decays);
  }

  private static void decay(INDArray w, INDArray g, INDArray scratch, double decay) {
    if (decay > 0) {
      g.addi(w.muli(decay, scratch));
    }
  }

  private static void adam(
      Adam adam, long number, double rate, INDArray w, INDArray g, List<INDArray> slots) {
    // ND4J counts in ints from 0; the bias correction is 1 long before they run out.
    int before = (int) Math.min(number - 1, Integer.MAX_VALUE - 1);
    Nd4j.getExecutioner()
        .exec(
            new AdamUpdater(
                g,
                slots.get(1),
                slots.get(0),
                rate,
                adam.beta1(),
                adam.beta2(),
                adam.epsilon(),
                before));
    // At a rate of 0 the operation takes epsilon for it.
    if (rate > 0) {
      w.subi(g);
    }
  }

  private static void sgd(Sgd sgd, double rate, INDArray w, INDArray g, List<INDArray> slots) {
    if (slots.isEmpty()) {
      w.subi(g.muli(rate));
      return;
    }
    INDArray velocity = slots.get(0).muli(sgd.momentum()).addi(g);
    if (sgd.nesterov()) {
      w.subi(g.muli(rate));
      w.subi(velocity.muli(rate * sgd.momentum(), g));
    } else {
      w.subi(velocity.muli(rate, g));
    }
  }

  private static void rmsProp(
      RmsProp rmsProp,
      double rate,
      INDArray w,
      INDArray g,
      List<INDArray> slots,
      INDArray scratch) {
    INDArray square = slots.get(0).muli(rmsProp.alpha());
    square.addi(g.muli(g, scratch).muli(1 - rmsProp.alpha()));
    scratch.assign(square);
    g.divi(Transforms.sqrt(scratch, false).addi(rmsProp.epsilon()));
    if (slots.size() > 1) {
      g.assign(slots.get(1).muli(rmsProp.momentum()).addi(g));
    }
    w.subi(g.muli(rate));
  }

  /** Of an optimiser that has no form in arrays here. */
  private static void onTheHeap(
      Optimiser.Step step, INDArray w, INDArray g, List<INDArray> slots, boolean decays) {
    float[] weights = w.toFloatVector();
    float[][] own = slots.stream().map(INDArray::toFloatVector).toArray(float[][]::new);
    step.apply(weights, g.toFloatVector(), own, weights.length, decays);
    put(weights, w);
    for (int i = 0; i < own.length; i++) {
      put(own[i], slots.get(i));
    }
  }

  private static void put(float[] values, INDArray to) {
    try (INDArray copy = Nd4j.createFromArray(values)) {
      to.assign(copy.reshape(to.shape()));
    }
  }
}
