package io.headwater.learning.onednn;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.NativeMemoryContract;
import io.headwater.learning.engine.NeedsOneDnn;

@NeedsOneDnn
class NativeMemoryTest extends NativeMemoryContract {
  @Override
  protected Engine engine() {
    return new OneDnnEngine();
  }
}
