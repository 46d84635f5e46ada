package io.headwater.cli.submit;

import static java.util.Objects.requireNonNull;

import io.headwater.job.FlinkProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the processes of a Flink find. */
final class ClassPaths {
  private static final Pattern OF_THE_JOB =
      Pattern.compile(
          "(headwater|avro|kafka|flink-connector-kafka|jackson|nd4j|dl4j|deeplearning4j|dnnl|openblas|javacpp|onnx|protobuf|boofcv|selenium).*");

  private ClassPaths() {}

  /**
   * Flink's jars and the job's, but no classes of tests.
   *
   * @param directory for the class that starts its processes, alone
   */
  static String withoutTests(Path directory) throws IOException {
    return Stream.concat(
            Stream.of(starter(directory)),
            elements()
                .filter(
                    element ->
                        !element.endsWith("test-classes") && !element.endsWith("-tests.jar")))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /**
   * Flink's jars, and none of the job's.
   *
   * @param directory for the class that starts its processes, alone
   */
  static String ofBareFlink(Path directory) throws IOException {
    return Stream.concat(
            Stream.of(starter(directory)),
            elements()
                .filter(element -> element.endsWith(".jar"))
                .filter(
                    element ->
                        !OF_THE_JOB
                            .matcher(String.valueOf(Path.of(element).getFileName()))
                            .matches()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String starter(Path directory) throws IOException {
    String name = FlinkProcess.class.getName().replace('.', '/') + ".class";
    Path starter = directory.resolve(name);
    Files.createDirectories(requireNonNull(starter.getParent()));
    try (InputStream in =
        requireNonNull(FlinkProcess.class.getClassLoader().getResourceAsStream(name))) {
      Files.copy(in, starter);
    }
    return directory.toString();
  }

  private static Stream<String> elements() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator));
  }
}
