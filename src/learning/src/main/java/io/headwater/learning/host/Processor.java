package io.headwater.learning.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** This machine's processor, as Linux describes it. */
public final class Processor {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** Model, or the architecture where the system doesn't tell the model. */
  public static String name() {
    return info("model name", System.getProperty("os.arch"));
  }

  /** Those that this process may use. */
  public static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Instruction sets by Linux's names, such as "avx2"; none where the system doesn't tell. */
  public static Set<String> instructionSets() {
    return Set.copyOf(Arrays.asList(info("flags", "").split(" ")));
  }

  private static String info(String key, String otherwise) {
    try (var lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).trim())
          .findFirst()
          .orElse(otherwise);
    } catch (IOException e) {
      return otherwise;
    }
  }
}
