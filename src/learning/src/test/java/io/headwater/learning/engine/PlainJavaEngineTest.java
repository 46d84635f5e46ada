package io.headwater.learning.engine;

class PlainJavaEngineTest extends EngineContract {
  @Override
  protected Engine engine() {
    return new PlainJavaEngine();
  }
}
