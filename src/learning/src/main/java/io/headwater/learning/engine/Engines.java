package io.headwater.learning.engine;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

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
    return candidates(name).get(0);
  }

  /**
   * The engine of that name alone; for {@link #AUTO} all, and first those that suit the machine
   * better.
   *
   * @return at least one; whether it can run here its {@link Engine#suitability} says
   * @throws IllegalArgumentException likewise
   */
  public static List<Engine> candidates(String name) {
    TreeMap<String, Engine> engines = new TreeMap<>();
    ServiceLoader.load(Engine.class, Engines.class.getClassLoader())
        .forEach(engine -> engines.put(engine.name(), engine));
    List<Engine> candidates =
        engines.values().stream()
            .filter(engine -> name.equals(AUTO) || name.equals(engine.name()))
            .sorted(
                Comparator.comparingInt((Engine each) -> each.suitability().degree()).reversed())
            .toList();
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no engine '" + name + "' on the class path; there are " + engines.keySet());
    }
    return candidates;
  }
}
