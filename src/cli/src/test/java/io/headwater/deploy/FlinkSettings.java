package io.headwater.deploy;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's settings in a deployment. Flink itself ignores a key that it doesn't know. */
final class FlinkSettings {
  private static final Set<String> KNOWN = knownKeys();
  private static final Pattern OF_EXTERNAL_RESOURCE =
      Pattern.compile(
          "external-resource\\.[a-z]+\\.(amount|driver-factory\\.class|kubernetes\\.config-key)");
  private static final Pattern OF_REPORTER =
      Pattern.compile("metrics\\.reporter\\.[a-z]+\\.(factory\\.class|port)");
  private static final Pattern NATIVE_LIMIT =
      Pattern.compile("-Dorg\\.bytedeco\\.javacpp\\.maxbytes=(\\S+)");
  private static final Pattern SIZE = Pattern.compile("(\\d+)([mg])");

  private FlinkSettings() {}

  static List<String> problems(Map<String, String> settings) {
    List<String> problems = new ArrayList<>();
    settings.keySet().stream()
        .filter(
            key ->
                !KNOWN.contains(key)
                    && !OF_EXTERNAL_RESOURCE.matcher(key).matches()
                    && !OF_REPORTER.matcher(key).matches())
        .forEach(key -> problems.add(key + " is no setting of Flink's"));
    long offHeap = mebibytes(settings.getOrDefault("taskmanager.memory.task.off-heap.size", "0m"));
    Matcher limit = NATIVE_LIMIT.matcher(settings.getOrDefault("env.java.opts.taskmanager", ""));
    if (!limit.find()) {
      problems.add("env.java.opts.taskmanager must have -Dorg.bytedeco.javacpp.maxbytes=SIZE");
    } else if (mebibytes(limit.group(1)) > offHeap) {
      problems.add(
          "javacpp.maxbytes is " + limit.group(1) + "; the task has " + offHeap + "m off the heap");
    }
    for (String key :
        List.of("execution.checkpointing.dir", "execution.checkpointing.savepoint-dir")) {
      if (!settings.containsKey(key)) {
        problems.add(key + " must be set: state in memory dies with its JobManager");
      }
    }
    return problems;
  }

  /** A size in MiB, of digits and "m" or "g". */
  static long mebibytes(String size) {
    Matcher matcher = SIZE.matcher(size.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + size + "' must be a size such as 512m or 2g");
    }
    return Long.parseLong(matcher.group(1)) * (matcher.group(2).equals("g") ? 1024 : 1);
  }

  /** By name, since only flink-job may import Flink. */
  private static Set<String> knownKeys() {
    Set<String> keys = new TreeSet<>();
    for (String options :
        List.of(
            "CheckpointingOptions",
            "CoreOptions",
            "ExternalResourceOptions",
            "HighAvailabilityOptions",
            "JobManagerOptions",
            "RestartStrategyOptions",
            "TaskManagerOptions")) {
      keys.addAll(keysOf("org.apache.flink.configuration." + options));
    }
    return keys;
  }

  private static List<String> keysOf(String className) {
    try {
      List<String> keys = new ArrayList<>();
      for (Field field : Class.forName(className).getFields()) {
        if (Modifier.isStatic(field.getModifiers())
            && field.getType().getSimpleName().equals("ConfigOption")) {
          Object option = field.get(null);
          keys.add((String) field.getType().getMethod("key").invoke(option));
        }
      }
      return keys;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(className + " is not as Flink had it", e);
    }
  }

  /** Lines of "key: value", as in FLINK_PROPERTIES. */
  static Map<String, String> ofLines(String lines) {
    Map<String, String> settings = new TreeMap<>();
    Arrays.stream(lines.split("\n"))
        .map(line -> line.split(": ", 2))
        .forEach(pair -> settings.put(pair[0], pair[1]));
    return settings;
  }
}
