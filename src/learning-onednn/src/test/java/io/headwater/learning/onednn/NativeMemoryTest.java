package io.headwater.learning.onednn;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.NativeMemoryContract;

class NativeMemoryTest extends NativeMemoryContract {
  @Override
  protected Engine engine() {
    return new OneDnnEngine();
  }
}
