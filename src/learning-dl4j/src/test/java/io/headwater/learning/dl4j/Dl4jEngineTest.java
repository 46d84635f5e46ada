package io.headwater.learning.dl4j;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineContract;

class Dl4jEngineTest extends EngineContract {
  @Override
  protected Engine engine() {
    return new Dl4jEngine();
  }
}
