package io.headwater.learning.combine;

import java.util.List;

/** The methods that there are. */
public final class Combinations {
  private Combinations() {}

  /** Each with its usual settings, the default one first. */
  public static List<Combination> usual() {
    return List.of(
        new Sum(),
        new PcGrad(Gradients.PARAMETERS),
        new GradVac(0.01, Gradients.PARAMETERS),
        new Mgda(Gradients.PARAMETERS),
        new Mgda(Gradients.FEATURES),
        new CaGrad(0.4, Gradients.PARAMETERS),
        new ImtlG(Gradients.PARAMETERS),
        new NashMtl(Gradients.PARAMETERS),
        new AlignedMtl(Gradients.PARAMETERS),
        new FairGrad(2, Gradients.PARAMETERS),
        new UpGrad(Gradients.PARAMETERS),
        new GradDrop(0));
  }
}
