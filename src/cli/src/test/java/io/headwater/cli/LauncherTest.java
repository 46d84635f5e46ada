package io.headwater.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a small project whose java and mvn only say how they were called. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "awk",
          "cat",
          "dirname",
          "find",
          "flock",
          "getconf",
          "grep",
          "head",
          "mkdir",
          "mktemp",
          "mv",
          "readlink",
          "rm",
          "sed",
          "tail",
          "touch");

  @TempDir private Path directory;
  private Path home;
  private Path tools;
  private final Map<String, String> environment = new TreeMap<>();

  record Outcome(int exitCode, String output) {}

  @BeforeEach
  void makeProject() throws IOException {
    home = Files.createDirectories(directory.resolve("a project"));
    Path script = Path.of("").toAbsolutePath().resolve("../../headwater").normalize();
    Files.copy(script, home.resolve("headwater"));
    makeExecutable(home.resolve("headwater"));
    source("pom.xml");
    source("src/learning/src/main/java/A.java");
    tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool : TOOLS) {
      forward(tool);
    }
    environment.put("PATH", tools.toString());
    environment.put("TMPDIR", directory.toString());
    java("17.0.15");
    built(Instant.now());
  }

  @Test
  void startsTheCommandWithTheBuiltClassPath() throws Exception {
    Outcome outcome = run(home.resolve("headwater"), "doctor", "--json", "a file");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.output())
        .contains("-cp " + home + "/src/cli/target/headwater/lib/headwater-cli.jar:")
        .contains("io.headwater.cli.Main doctor --json a file")
        .contains("OMP_WAIT_POLICY=passive")
        .doesNotContain("building");
  }

  @Test
  void worksThroughSymbolicLinksFromAnyDirectory() throws Exception {
    Path first = Files.createSymbolicLink(home.resolve("hw"), Path.of("headwater"));
    Path second = Files.createSymbolicLink(directory.resolve("elsewhere"), first);

    assertThat(run(second, "demo").output()).contains(home + "/src/cli/target/headwater/lib/");
  }

  @Test
  void saysThatThereIsNoJava() throws Exception {
    Files.delete(tools.resolve("java"));

    Outcome outcome = run(home.resolve("headwater"), "demo");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.output())
        .isEqualTo(
            "headwater: there is no java on the PATH: install JDK 17 or newer"
                + " (Debian: apt-get install openjdk-17-jdk) and set JAVA_HOME to it\n");
  }

  @Test
  void saysThatJavaHomeIsWrong() throws Exception {
    environment.put("JAVA_HOME", "/no/such/jdk");

    Outcome outcome = run(home.resolve("headwater"), "demo");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.output())
        .startsWith("headwater: there is no JDK at JAVA_HOME, /no/such/jdk");
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    java("1.8.0_292");

    Outcome outcome = run(home.resolve("headwater"), "demo");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.output()).contains("is Java 8, which is too old: install JDK 17 or newer");
  }

  @Test
  void buildsWhenSourcesAreNewer() throws Exception {
    built(Instant.now().minusSeconds(3600));
    executable("mvn", "mkdir -p '" + lib() + "'; echo new > '" + lib() + "/new.jar'");

    assertThat(run(home.resolve("headwater"), "demo").output())
        .contains("headwater: building")
        .contains("/new.jar:")
        .doesNotContain("headwater-cli.jar");
    assertThat(run(home.resolve("headwater"), "demo").output()).doesNotContain("building");
  }

  @Test
  void buildsTheBenchmarksOnlyForBench() throws Exception {
    source("src/benchmarks/src/main/java/B.java");
    built(Instant.now().minusSeconds(30));
    Path target = home.resolve("src/benchmarks/target");
    executable(
        "mvn",
        "mkdir -p '%1$s'; echo /peer.jar > '%1$s/classpath'; echo \"$*\" > '%1$s/own.jar'"
            .formatted(target));

    assertThat(run(home.resolve("headwater"), "demo").output()).doesNotContain("building");
    assertThat(run(home.resolve("headwater"), "bench", "engine").output())
        .contains("headwater: building")
        .contains("-cp " + target + "/own.jar:/peer.jar io.headwater.bench.Main bench engine");
    assertThat(target.resolve("own.jar")).content().contains("-pl src/benchmarks -am");
    assertThat(run(home.resolve("headwater"), "bench").output()).doesNotContain("building");
  }

  @Test
  void saysThatAnInstallationHasNoBenchmarks() throws Exception {
    Outcome outcome = run(home.resolve("headwater"), "bench", "engine");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.output())
        .startsWith("headwater: there are no benchmarks in this installation");
  }

  @Test
  void showsWhyTheBuildFailed() throws Exception {
    built(Instant.now().minusSeconds(3600));
    executable("mvn", "echo '[ERROR] A.java:[1,1] class expected'; exit 1");

    Outcome outcome = run(home.resolve("headwater"), "demo");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.output())
        .contains("A.java:[1,1] class expected")
        .contains("headwater: the build failed; all it said is in " + home)
        .doesNotContain("io.headwater.cli.Main");
  }

  @Test
  void saysThatThereIsNoMaven() throws Exception {
    built(Instant.now().minusSeconds(3600));

    Outcome outcome = run(home.resolve("headwater"), "demo");

    assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.output()).startsWith("headwater: there is no mvn on the PATH");
  }

  private Outcome run(Path script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), output);
  }

  private String lib() {
    return home.resolve("src/cli/target/headwater/lib").toString();
  }

  private void built(Instant time) throws IOException {
    Path jars = Files.createDirectories(Path.of(lib()));
    Files.writeString(jars.resolve("headwater-cli.jar"), "");
    Path stamp = Files.writeString(jars.resolveSibling("built"), "");
    Files.setLastModifiedTime(stamp, FileTime.from(time));
  }

  private void source(String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    Instant aMinuteAgo = Instant.now().minusSeconds(60);
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(aMinuteAgo));
      }
    }
  }

  private void java(String version) throws IOException {
    executable(
        "java",
        "if [ \"$1\" = -version ]; then echo 'openjdk version \""
            + version
            + "\"' >&2; exit; fi\n"
            + "echo \"java $* OMP_WAIT_POLICY=$OMP_WAIT_POLICY\"");
  }

  private void executable(String name, String script) throws IOException {
    Path file = tools.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    makeExecutable(file);
  }

  private static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private void forward(String tool) throws IOException {
    for (String bin : List.of("/usr/bin", "/bin")) {
      if (Files.exists(Path.of(bin, tool)) && !Files.exists(tools.resolve(tool))) {
        executable(tool, "exec " + bin + "/" + tool + " \"$@\"");
      }
    }
  }
}
