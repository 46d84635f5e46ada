package io.headwater.job;

import io.headwater.learning.engine.Engine;
import io.headwater.learning.engine.EngineDescription;
import io.headwater.learning.engine.EngineNetwork;
import io.headwater.learning.engine.NetworkState;
import io.headwater.learning.engine.Precision;
import io.headwater.learning.engine.Suitability;
import io.headwater.learning.engine.plain.PlainJavaEngine;
import io.headwater.learning.model.Network;
import io.headwater.learning.optimise.Optimiser;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/** The plain Java engine, whose steps do not end, and can't be interrupted, until it is let go. */
public final class UnstoppableEngine implements Engine {
  static final String NAME = "unstoppable";
  static volatile CountDownLatch stuck = new CountDownLatch(1);
  static volatile CountDownLatch letGo = new CountDownLatch(1);

  private final Engine engine = new PlainJavaEngine();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Suitability suitability() {
    return Suitability.of(0);
  }

  @Override
  public EngineDescription describe() {
    return engine.describe();
  }

  @Override
  public EngineNetwork open(
      Network network, NetworkState state, Optimiser optimiser, Precision precision) {
    EngineNetwork opened = engine.open(network, state, optimiser, precision);
    return (EngineNetwork)
        Proxy.newProxyInstance(
            EngineNetwork.class.getClassLoader(),
            new Class<?>[] {EngineNetwork.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("update")) {
                hang();
              }
              try {
                return method.invoke(opened, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Proves itself, and hangs only when it trains. */
  @Override
  public EngineNetwork openPart(
      Network part, Network whole, NetworkState state, Optimiser optimiser, Precision precision) {
    return engine.openPart(part, whole, state, optimiser, precision);
  }

  private static void hang() {
    stuck.countDown();
    while (letGo.getCount() > 0) {
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
