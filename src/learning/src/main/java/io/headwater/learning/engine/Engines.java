package io.headwater.learning.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The engines on the class path. */
public final class Engines {
  private Engines() {}

  /** Stands, in a configuration, for the engine that suits the machine best. */
  public static final String AUTO = "auto";

  /**
   * @param name an engine's, or {@link #AUTO}
   * @throws IllegalArgumentException if there is none of that name; names those there are
   */
  public static Engine named(String name) {
    TreeMap<String, Engine> engines = new TreeMap<>();
    ServiceLoader.load(Engine.class, Engines.class.getClassLoader())
        .forEach(engine -> engines.put(engine.name(), engine));
    Engine engine = name.equals(AUTO) ? best(engines.values()) : engines.get(name);
    if (engine == null) {
      throw new IllegalArgumentException(
          "there is no engine '" + name + "' on the class path; there are " + engines.keySet());
    }
    return engine;
  }

  private static @Nullable Engine best(Collection<Engine> engines) {
    return engines.stream()
        .filter(engine -> engine.suitability() >= 0)
        .max(Comparator.comparingInt(Engine::suitability))
        .orElse(null);
  }
}
