package io.headwater.job.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What schemas/PREPROCESSING.md says, and the images published with it. */
class GoldenImagesTest {
  private static final Path PROGRAM = Path.of("..", "schemas", "src", "python", "preprocess.py");

  @ParameterizedTest
  @MethodSource("io.headwater.job.decode.GoldenImage#all")
  void theJobBringsThePublishedImageToThePublishedPixels(GoldenImage golden)
      throws IOException, UnacceptableException {
    byte[] pixels = golden.decoded();
    Path kept =
        Files.createDirectories(Path.of("target", "preprocessing")).resolve(golden.output());
    Files.write(kept, pixels);

    assertThat(pixels)
        .as("what came is in %s; models were trained by what is published, so that must stay", kept)
        .isEqualTo(golden.expected());
  }

  @Test
  void everyPublishedFileIsInTheIndex() throws IOException {
    List<String> named = new ArrayList<>(List.of("index.json"));
    for (GoldenImage golden : GoldenImage.all()) {
      named.add(golden.input());
      named.add(golden.output());
    }
    try (Stream<Path> files = Files.list(GoldenImage.FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSameElementsAs(named)
          .doesNotHaveDuplicates();
    }
  }

  /** Another implementation, which shares no code with ours. */
  @Test
  void theProgramInPythonComesToThePublishedPixels() throws IOException, InterruptedException {
    assumeTrue(runs("-c", "import numpy"), "python3 with numpy is not installed");

    String report = output(PROGRAM.toString(), GoldenImage.FOLDER.toString());

    assertThat(report.lines())
        .hasSize(GoldenImage.all().size())
        .allMatch(line -> line.startsWith("right") || line.endsWith("Pillow is not installed"));
  }

  private static boolean runs(String... arguments) throws InterruptedException {
    try {
      return python(arguments).waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String output(String... arguments) throws IOException {
    return new String(python(arguments).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Process python(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
