package io.headwater.snapshots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headwater.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * The tests of src/client-js, in Node and in Chromium, with snapshots of this build and a broker.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class JavaScriptClientTest {
  private static final Path PACKAGE = Path.of("..", "client-js");
  private static final Path FIXTURES = Path.of("target", "client-js");
  private static final Pattern NODE_20_OR_NEWER = Pattern.compile("v([2-9]\\d|\\d{3,})\\..*");
  private static final Pattern NO_REGISTRY =
      Pattern.compile(
          "npm (error|ERR!) (network|code (E40[137]|E5\\d\\d|ENOTFOUND|EAI_AGAIN|ECONN\\w+|\\w+TIMEDOUT"
              + "|\\w+_TIMEOUT|EHOSTUNREACH|ENETUNREACH|ENOTCACHED|EPROTO|\\w*CERT\\w*|UNABLE_TO_\\w+))");

  /** What a process said, and its exit code. */
  private record End(int exitCode, String output) {
    boolean isGood() {
      return exitCode == 0;
    }
  }

  @Test
  void itPassesItsOwnTests() throws IOException, InterruptedException {
    requireNode();
    install();
    new ClientFixtures(FIXTURES).write();
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      End tests = run(Map.of("HEADWATER_KAFKA", kafka.bootstrapServers()), "npm", "test");
      assertThat(tests.exitCode()).as(tests.output()).isZero();
      tests.output().lines().filter(line -> line.contains("# SKIP")).forEach(System.out::println);
    }
  }

  private static void requireNode() throws InterruptedException {
    String version;
    try {
      version =
          run(Map.of(), "npm", "--version").isGood()
              ? run(Map.of(), "node", "--version").output()
              : "";
    } catch (IOException e) {
      version = "";
    }
    assumeTrue(
        NODE_20_OR_NEWER.matcher(version.strip()).matches(),
        "node 20 or newer with npm is not installed; the client in JavaScript is not tested");
  }

  /** What the lock file names, unless that is there. */
  private static void install() throws IOException, InterruptedException {
    Path lock = PACKAGE.resolve("package-lock.json");
    Path installed = PACKAGE.resolve(Path.of("node_modules", ".package-lock.json"));
    if (Files.exists(installed)
        && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) > 0) {
      return;
    }
    End install = run(Map.of(), "npm", "ci");
    assumeFalse(
        !install.isGood() && NO_REGISTRY.matcher(install.output()).find(),
        () ->
            "npm reaches no registry; the client in JavaScript is not tested: " + install.output());
    assertThat(install.exitCode()).as(install.output()).isZero();
  }

  private static End run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command)).directory(PACKAGE.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.outputWriter().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new End(process.waitFor(), output);
  }
}
