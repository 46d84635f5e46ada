package io.headwater.learning.engine;

import io.headwater.learning.engine.plain.PlainJavaEngine;

class PlainJavaBfloat16Test extends EngineContract {
  @Override
  protected Engine engine() {
    return new PlainJavaEngine();
  }

  @Override
  protected Precision precision() {
    return Precision.BF16;
  }

  @Override
  protected Tolerance tolerance() {
    return new Tolerance(0.03, 0.5);
  }

  @Override
  protected boolean computesInF64() {
    return false;
  }
}
