package io.headwater.learning.onednn;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineContract;

class OneDnnEngineTest extends EngineContract {
  @Override
  protected Engine engine() {
    return new OneDnnEngine();
  }

  @Override
  protected boolean computesInF64() {
    return false;
  }
}
