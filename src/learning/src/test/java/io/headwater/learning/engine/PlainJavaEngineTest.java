package io.headwater.learning.engine;

import io.headwater.learning.engine.plain.PlainJavaEngine;

class PlainJavaEngineTest extends EngineContract {
  @Override
  protected Engine engine() {
    return new PlainJavaEngine();
  }
}
