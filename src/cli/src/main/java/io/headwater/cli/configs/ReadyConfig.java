package io.headwater.cli.configs;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration that comes with the product: a file {@code configs/NAME.yaml} on the class path.
 *
 * @param name what it is called on the command line
 * @param title one sentence: the file's first line
 * @param yaml the whole file
 * @param demo how the demo runs it
 */
public record ReadyConfig(String name, String title, String yaml, DemoSettings demo) {
  /** What the demo runs where none is named. */
  public static final String DEFAULT = "lenet-four-tasks";

  private static final String COMMENT = "# ";

  /**
   * For the demo on two cores.
   *
   * @param events that are sent
   * @param checkpointInterval as in {@code training.checkpointInterval}
   */
  public record DemoSettings(long events, String checkpointInterval) {}

  /** All, in the order of the index. */
  public static List<ReadyConfig> all() {
    return index().entrySet().stream().map(entry -> of(entry.getKey(), entry.getValue())).toList();
  }

  /** The one of that name. */
  public static Optional<ReadyConfig> named(String name) {
    return Optional.ofNullable(index().get(name)).map(demo -> of(name, demo));
  }

  public static List<String> names() {
    return List.copyOf(index().keySet());
  }

  private static ReadyConfig of(String name, DemoSettings demo) {
    String yaml = resource(name);
    String first = yaml.lines().findFirst().orElse("");
    if (!first.startsWith(COMMENT)) {
      throw new IllegalStateException(name + ".yaml does not begin with what it is");
    }
    return new ReadyConfig(name, first.substring(COMMENT.length()), yaml, demo);
  }

  private static Map<String, DemoSettings> index() {
    try {
      return new YAMLMapper().readValue(resource("index"), new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the index of configurations", e);
    }
  }

  private static String resource(String name) {
    return text("/configs/" + name + ".yaml");
  }

  /** The text of a file on the class path. */
  static String text(String path) {
    try (InputStream in = ReadyConfig.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
