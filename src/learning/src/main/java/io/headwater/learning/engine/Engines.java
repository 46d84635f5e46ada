package io.headwater.learning.engine;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The engines on the class path. */
public final class Engines {
  private Engines() {}

  /** Stands, in a configuration, for the engine that suits the machine best. */
  public static final String AUTO = "auto";

  /** Of the engines on the class path, and {@link #AUTO}: what a configuration may say. */
  public static Set<String> names() {
    TreeSet<String> names = new TreeSet<>(onClassPath().keySet());
    names.add(AUTO);
    return names;
  }

  /**
   * The engine of that name alone; for {@link #AUTO} all, and first those that suit the machine
   * better; last those that can't run here.
   *
   * @return at least one; whether it can run here its {@link Engine#suitability} says
   * @throws IllegalArgumentException if there is none of that name; names those there are
   */
  public static List<Engine> candidates(String name) {
    TreeMap<String, Engine> engines = onClassPath();
    List<Engine> candidates = engines.values().stream().filter(isMeantBy(name)).toList();
    if (candidates.isEmpty()) {
      throw new IllegalArgumentException(
          "there is no engine '" + name + "' on the class path; there are " + engines.keySet());
    }
    return candidates.size() == 1 ? candidates : bestFirst(candidates);
  }

  private static Predicate<Engine> isMeantBy(String name) {
    return engine -> name.equals(AUTO) || name.equals(engine.name());
  }

  private static List<Engine> bestFirst(List<Engine> engines) {
    return engines.stream()
        .sorted(Comparator.comparingInt((Engine each) -> each.suitability().degree()).reversed())
        .toList();
  }

  private static TreeMap<String, Engine> onClassPath() {
    TreeMap<String, Engine> engines = new TreeMap<>();
    ServiceLoader.load(Engine.class, Engines.class.getClassLoader())
        .forEach(engine -> engines.put(engine.name(), engine));
    return engines;
  }
}
