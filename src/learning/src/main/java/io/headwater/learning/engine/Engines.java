package io.headwater.learning.engine;

import java.util.ServiceLoader;
import java.util.TreeMap;

/** The engines on the class path. */
public final class Engines {
  private Engines() {}

  /**
   * @throws IllegalArgumentException if there is none of that name; names those there are
   */
  public static Engine named(String name) {
    TreeMap<String, Engine> engines = new TreeMap<>();
    ServiceLoader.load(Engine.class, Engines.class.getClassLoader())
        .forEach(engine -> engines.put(engine.name(), engine));
    Engine engine = engines.get(name);
    if (engine == null) {
      throw new IllegalArgumentException(
          "there is no engine '" + name + "' on the class path; there are " + engines.keySet());
    }
    return engine;
  }
}
