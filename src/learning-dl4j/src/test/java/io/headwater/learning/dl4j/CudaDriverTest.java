package io.headwater.learning.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaDriverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Path COMPILER = Path.of("/usr/bin/gcc");
  private static final Path SOURCE = Path.of("src/test/c/libcuda.c");

  @TempDir private Path directory;

  @Test
  void asksTheLibraryForEachGpu() throws Exception {
    assertThat(new CudaDriver(library("libcuda-two.so", 0), PATIENCE).look())
        .isEqualTo(Gpus.of(List.of(new ComputeCapability(8, 6), new ComputeCapability(9, 0))));
  }

  @Test
  void saysWhichCallFails() throws Exception {
    Gpus gpus = new CudaDriver(library("libcuda-none.so", 100), PATIENCE).look();
    assertThat(gpus.capabilities()).isEmpty();
    assertThat(gpus.problem()).contains("cuInit gives error 100");
  }

  @Test
  void isNoFailureWhereThereIsNoDriver() {
    Gpus gpus = new CudaDriver("libcuda-that-is-not-there.so.1", PATIENCE).look();
    assertThat(gpus.problem())
        .isEqualTo("there is no NVIDIA driver (libcuda-that-is-not-there.so.1) here");
  }

  /** Any library that is no driver. */
  @Test
  void isNoFailureWhereTheLibraryIsAnother() {
    assertThat(new CudaDriver("libc.so.6", PATIENCE).look().problem())
        .startsWith("there is no NVIDIA driver (libc.so.6) here");
  }

  @Test
  void saysWhatWentWrongRatherThanWaitForAnAnswer() {
    Gpus gpus =
        new CudaDriver("libcuda.so.1", PATIENCE)
            .answer(
                () -> {
                  throw new AssertionError("a bug");
                });
    assertThat(gpus.problem())
        .isEqualTo("the driver (libcuda.so.1) can't be asked: java.lang.AssertionError: a bug");
  }

  @Test
  void doesNotWaitForEver() {
    CountDownLatch never = new CountDownLatch(1);
    Gpus gpus =
        new CudaDriver("libcuda.so.1", Duration.ofMillis(1))
            .answer(
                () -> {
                  await(never);
                  return Gpus.of(List.of());
                });
    never.countDown();
    assertThat(gpus.problem()).contains("does not answer within");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String library(String name, int initError) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(COMPILER), "there is no " + COMPILER + " to build a driver with");
    Path library = directory.resolve(name);
    Process compiler =
        new ProcessBuilder(
                COMPILER.toString(),
                "-shared",
                "-fPIC",
                "-DINIT_ERROR=" + initError,
                "-o",
                library.toString(),
                SOURCE.toString())
            .inheritIO()
            .start();
    assertThat(compiler.waitFor()).as("exit code of gcc").isZero();
    return library.toString();
  }
}
