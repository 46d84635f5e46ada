package io.headwater.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerfileTest {
  private static final Path USRLIB = Repository.file("flink-job/target/usrlib");

  @Test
  void copiesWhatTheBuildMakes() throws IOException {
    assertThat(Dockerfile.read().problems(ignoreFile())).isEmpty();
  }

  @Test
  void hasATargetForCpuAndOneForGpu() throws IOException {
    assertThat(Dockerfile.read().targets()).contains("cpu", "gpu");
  }

  @Test
  void aSourceThatNothingMakesIsNamed() throws IOException {
    Dockerfile dockerfile = Dockerfile.parse("COPY flink-job/target/uberjar /opt/flink/usrlib\n");

    assertThat(dockerfile.problems("!flink-job/target/uberjar"))
        .containsExactly("flink-job/target/uberjar is copied, but nothing makes it");
  }

  @Test
  void aSourceThatIsIgnoredIsNamed() throws IOException {
    Dockerfile dockerfile = Dockerfile.parse("COPY headwater /opt/headwater/headwater\n");

    assertThat(dockerfile.problems("*"))
        .containsExactly("headwater is copied, but kept out of the build's context");
  }

  @Test
  void theJobBringsNothingThatFlinkHas() throws IOException {
    // Only there once flink-job is packaged, as in "mvn verify".
    assumeThat(USRLIB).isDirectory();
    try (Stream<Path> jars = Files.list(USRLIB)) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .noneMatch(jar -> jar.matches("(flink-(?!connector-kafka-)|slf4j-|log4j-|kryo-).*"))
          .anyMatch(jar -> jar.startsWith("flink-connector-kafka-"))
          .anyMatch(jar -> jar.startsWith("headwater-learning-dl4j-"))
          .anyMatch(jar -> jar.startsWith("headwater-learning-onednn-"))
          .anyMatch(jar -> jar.matches("dnnl-.*-linux-x86_64.jar"))
          .anyMatch(jar -> jar.matches("opencl-.*-linux-x86_64.jar"));
    }
  }

  private static String ignoreFile() throws IOException {
    return Files.readString(Repository.file("docker/Dockerfile.dockerignore"));
  }
}
