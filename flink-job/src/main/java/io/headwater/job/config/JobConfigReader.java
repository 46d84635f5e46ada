package io.headwater.job.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.headwater.learning.digest.Sha256;
import io.headwater.learning.task.Task;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** Makes a {@link JobConfig} of YAML text, or says all that is wrong with it. */
final class JobConfigReader {
  private JobConfigReader() {}

  static JobConfig read(Path file, Map<String, String> environment) throws IOException {
    Path directory = file.toAbsolutePath().resolveSibling("");
    return read(Files.readString(file), file.toString(), directory, environment);
  }

  static JobConfig read(String yaml, String source, Map<String, String> environment) {
    return read(yaml, source, Path.of(""), environment);
  }

  private static JobConfig read(
      String yaml, String source, Path directory, Map<String, String> environment) {
    JsonNode tree = YamlTree.parse(source, yaml);
    Optional.ofNullable(environment.get(JobConfig.BOOTSTRAP_SERVERS))
        .ifPresent(servers -> overrideBootstrapServers(tree, servers));
    OptionValues values = new OptionValues(JobOptions.ROOT, tree);
    refuse(source, values.problems());
    refuse(source, ConfigRules.problems(values));
    JobConfig config =
        new JobConfig(
            ModelConfig.of(values),
            values.names("tasks").stream().map(name -> TaskConfig.of(values, name)).toList(),
            TrainingConfig.of(values),
            KafkaConfig.of(values, clientSettings(values, source, directory)),
            SnapshotsConfig.of(values),
            LimitsConfig.of(values),
            values.kinds(),
            Sha256.hex(values.canonicalText()));
    refuseTooSmallInput(config, source);
    refuseImpossibleTraining(config, source);
    refuse(source, ConsumerLimits.problems(config));
    return config;
  }

  private static void overrideBootstrapServers(JsonNode tree, String servers) {
    if (tree instanceof ObjectNode root) {
      JsonNode kafka = root.get(KafkaOptions.SECTION.name());
      if (kafka == null || kafka.isNull()) {
        kafka = root.putObject(KafkaOptions.SECTION.name());
      }
      if (kafka instanceof ObjectNode section) {
        section.put(KafkaOptions.BOOTSTRAP_SERVERS.name(), servers);
      }
    }
  }

  private static Map<String, String> clientSettings(
      OptionValues values, String source, Path directory) {
    Map<String, String> settings = new TreeMap<>();
    values
        .find("kafka", KafkaOptions.PROPERTIES_FILE)
        .ifPresent(file -> settings.putAll(properties(directory.resolve(file), source)));
    settings.putAll(values.get("kafka", KafkaOptions.PROPERTIES));
    return settings;
  }

  private static Map<String, String> properties(Path file, String source) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (NoSuchFileException e) {
      throw wrongPropertiesFile(file, source, "there is no such file");
    } catch (IOException | IllegalArgumentException e) {
      throw wrongPropertiesFile(file, source, "it cannot be read as a Java properties file");
    }
    Map<String, String> settings = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> settings.put(name, properties.getProperty(name)));
    return settings;
  }

  private static ConfigException wrongPropertiesFile(Path file, String source, String reason) {
    return new ConfigException(
        source, List.of("kafka.propertiesFile is '" + file + "'; " + reason));
  }

  private static void refuseTooSmallInput(JobConfig config, String source) {
    List<String> names = config.learned().stream().map(Task::name).toList();
    refuse(
        source,
        config.model().used(names).stream()
            .flatMap(backbone -> backbone.objection(config.model().input()).stream())
            .sorted()
            .map(
                objection ->
                    "model.input is "
                        + config.model().input()
                        + ", which is too small: "
                        + objection)
            .toList());
  }

  private static void refuseImpossibleTraining(JobConfig config, String source) {
    try {
      config.learnerConfig().requireFits(config.architecture());
    } catch (IllegalArgumentException e) {
      throw new ConfigException(source, List.of("training: " + e.getMessage()));
    }
  }

  private static void refuse(String source, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ConfigException(source, problems);
    }
  }
}
