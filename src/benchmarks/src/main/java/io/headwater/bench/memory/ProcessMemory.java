package io.headwater.bench.memory;

import io.headwater.cli.CommandFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.javacpp.Pointer;

/**
 * This process's memory, in megabytes (10^6 bytes).
 *
 * @param resident what the kernel counts as the process's, before the garbage is collected
 * @param peak the most it has been so far
 * @param heap live objects: what is used after a collection
 * @param nativeSide resident memory beside the heap, after the collection
 * @param javacpp the process's memory as JavaCPP counts it, against its maxphysicalbytes
 */
record ProcessMemory(double resident, double peak, double heap, double nativeSide, double javacpp) {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double MEGABYTE = 1e6;
  private static final double KIBIBYTE = 1024;

  /** Collects the garbage in between. */
  static ProcessMemory now() throws IOException {
    double resident = ofStatus("VmRSS");
    double peak = ofStatus("VmHWM");
    System.gc();
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    double after = ofStatus("VmRSS");
    return new ProcessMemory(
        resident,
        peak,
        memory.getHeapMemoryUsage().getUsed() / MEGABYTE,
        after - memory.getHeapMemoryUsage().getCommitted() / MEGABYTE,
        Pointer.physicalBytes() / MEGABYTE);
  }

  /** All that is in use: live objects and the native side. */
  double inUse() {
    return heap + nativeSide;
  }

  private static double ofStatus(String line) throws IOException {
    if (!Files.isReadable(STATUS)) {
      throw CommandFailure.environment(
          "resident memory is read from " + STATUS + ", which only Linux has", null);
    }
    List<String> lines = Files.readAllLines(STATUS);
    return lines.stream()
            .filter(each -> each.startsWith(line + ":"))
            .mapToDouble(each -> Double.parseDouble(each.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(STATUS + " has no line " + line))
        * KIBIBYTE
        / MEGABYTE;
  }
}
