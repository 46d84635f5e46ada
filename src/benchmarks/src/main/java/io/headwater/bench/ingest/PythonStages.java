package io.headwater.bench.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.headwater.cli.CommandFailure;
import io.headwater.cli.TemporaryDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The same stages in a Python process, by torchvision or, where there is none, Pillow. */
final class PythonStages implements AutoCloseable {
  /** Debian's packages are for its own Python, which another one may hide. */
  private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");

  private static final List<String> LIBRARIES = List.of("torchvision", "PIL");

  private final TemporaryDirectory directory;
  private final Process process;
  private final PrintWriter requests;
  private final BufferedReader answers;
  private final String what;

  private PythonStages(TemporaryDirectory directory, String python) throws IOException {
    this.directory = directory;
    Path script = directory.path().resolve("peer.py");
    Path images = Files.createDirectory(directory.path().resolve("images"));
    try (InputStream source =
        Objects.requireNonNull(PythonStages.class.getResourceAsStream("peer.py"))) {
      Files.copy(source, script);
    }
    for (IngestCase each : IngestCase.all()) {
      int number = 0;
      for (byte[] image : SampleImages.of(each)) {
        String name = String.format(Locale.ROOT, "%s-%03d.%s", each.id(), number++, each.format());
        Files.write(images.resolve(name), image);
      }
    }
    ProcessBuilder builder = new ProcessBuilder(python, script.toString(), images.toString());
    process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    requests = new PrintWriter(process.outputWriter(UTF_8), true);
    answers = process.inputReader(UTF_8);
    what = answer();
  }

  /** Empty if no Python on this machine has either library. */
  static Optional<PythonStages> open() throws IOException, InterruptedException {
    for (String library : LIBRARIES) {
      for (String python : PYTHONS) {
        if (imports(python, library)) {
          return Optional.of(new PythonStages(TemporaryDirectory.create(), python));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean imports(String python, String library) throws InterruptedException {
    try {
      ProcessBuilder builder = new ProcessBuilder(python, "-c", "import " + library);
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
      return builder.start().waitFor() == 0;
    } catch (IOException e) {
      // There is no such Python.
      return false;
    }
  }

  String what() {
    return what;
  }

  /** Takes so many events through the stage; returns events per second. */
  double rate(Stage stage, IngestCase asked, int count) throws IOException {
    requests.println(stage.id() + " " + asked.id() + " " + count);
    return count / Double.parseDouble(answer());
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw CommandFailure.failed("the Python process of the peer ended", null);
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
    directory.close();
  }
}
