package io.headwater.learning.onednn;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineContract;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Tolerance;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Products have 8 bits of precision: each rounding errs by up to 2^-9. What makes whole gradients
 * differ by more is that now and then another one of nearly equal numbers is the maximum of a pool,
 * and the gradient goes there; hence the wide tolerance.
 */
@EnabledIf(value = "hasBfloat16", disabledReason = OneDnnBfloat16Test.LACKING)
class OneDnnBfloat16Test extends EngineContract {
  static final String LACKING = "oneDNN has no bf16 kernels for this processor";

  static boolean hasBfloat16() {
    return Isa.hasBfloat16();
  }

  @Override
  protected Engine engine() {
    return new OneDnnEngine();
  }

  @Override
  protected Precision precision() {
    return Precision.BF16;
  }

  @Override
  protected Tolerance tolerance() {
    return new Tolerance(0.03, 0.4);
  }

  @Override
  protected boolean computesInF64() {
    return false;
  }
}
