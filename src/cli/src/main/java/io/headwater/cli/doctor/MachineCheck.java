package io.headwater.cli.doctor;

import io.headwater.cli.Reason;
import io.headwater.learning.host.Finding;
import io.headwater.learning.host.HealthCheck;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Java, memory and disk. */
final class MachineCheck implements HealthCheck {
  private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxbytes";
  private static final double GIB = 1L << 30;
  private static final double ENOUGH_MEMORY = 4 * GIB;
  private static final double LEAST_MEMORY = 2 * GIB;
  private static final double ENOUGH_DISK = 2 * GIB;
  private static final double LEAST_DISK = 0.25 * GIB;

  @Override
  public List<Finding> findings() {
    return List.of(java(), memory(), disk(Path.of(System.getProperty("java.io.tmpdir"))));
  }

  private static Finding java() {
    String detail =
        "%s, %s, %s"
            .formatted(
                Runtime.version(),
                System.getProperty("java.vm.name"),
                System.getProperty("java.home"));
    return Finding.ok("java", detail);
  }

  private static Finding memory() {
    long total =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean system
            ? system.getTotalMemorySize()
            : 0;
    String detail =
        String.format(
            Locale.ROOT,
            "%.1f GiB, of which Java's heap may take %.1f GiB, and the engine's arrays %s",
            total / GIB,
            Runtime.getRuntime().maxMemory() / GIB,
            System.getProperty(NATIVE_LIMIT, "as much again (" + NATIVE_LIMIT + " is not set)"));
    return judged(
        "memory", total, LEAST_MEMORY, ENOUGH_MEMORY, detail, "give the machine 4 GiB or more");
  }

  private static Finding disk(Path directory) {
    try {
      long free = Files.getFileStore(directory).getUsableSpace();
      return judged(
          "disk",
          free,
          LEAST_DISK,
          ENOUGH_DISK,
          String.format(Locale.ROOT, "%.1f GiB free in %s", free / GIB, directory),
          "free 2 GiB there, or set -Djava.io.tmpdir in HEADWATER_JAVA_OPTIONS to a larger disk");
    } catch (IOException e) {
      return Finding.failed(
          "disk",
          "cannot look at " + directory + ": " + Reason.of(e),
          "set -Djava.io.tmpdir in HEADWATER_JAVA_OPTIONS to a directory that can be written to");
    }
  }

  private static Finding judged(
      String name, double value, double least, double enough, String detail, String remedy) {
    if (value >= enough) {
      return Finding.ok(name, detail);
    }
    return value >= least
        ? Finding.warning(name, detail, remedy)
        : Finding.failed(name, detail, remedy);
  }
}
