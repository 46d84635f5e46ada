package io.headwater.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in KRaft mode (KIP-500) inside this JVM, reachable from this machine only.
 * Messages may have up to 16 MiB; topics must be created before they are used.
 */
public final class EmbeddedKafka implements AutoCloseable {
  /** Says that any free port will do. */
  public static final int ANY_PORT = 0;

  private final KafkaRaftServer server;
  private final int port;
  private final Path directory;
  private final boolean temporary;

  private EmbeddedKafka(KafkaRaftServer server, int port, Path directory, boolean temporary) {
    this.server = server;
    this.port = port;
    this.directory = directory;
    this.temporary = temporary;
  }

  /** A broker on any free port, whose data are gone when it closes. */
  public static EmbeddedKafka start() {
    return start(ANY_PORT);
  }

  /**
   * A broker whose data are gone when it closes.
   *
   * @param port from 1 to 65535, or {@link #ANY_PORT}
   * @throws PortInUseException if the port is taken
   */
  public static EmbeddedKafka start(int port) {
    return start(LoopbackPorts.reserve(port), Map.of());
  }

  /**
   * A broker on any free port, whose data are gone when it closes.
   *
   * @param settings of the broker by configuration name, such as "transaction.max.timeout.ms", that
   *     differ from what it has otherwise
   */
  public static EmbeddedKafka start(Map<String, String> settings) {
    return start(LoopbackPorts.reserve(ANY_PORT), settings);
  }

  private static EmbeddedKafka start(LoopbackPorts ports, Map<String, String> settings) {
    try {
      return start(ports, settings, Files.createTempDirectory("headwater-kafka"), true);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create a temporary directory for the broker", e);
    }
  }

  /**
   * A broker whose data stay in the directory: the next one started there goes on with them.
   *
   * @param port from 1 to 65535, or {@link #ANY_PORT}
   * @param directory empty or missing, or left there by an earlier broker
   * @throws PortInUseException if the port is taken
   */
  public static EmbeddedKafka start(int port, Path directory) {
    return start(LoopbackPorts.reserve(port), Map.of(), directory, false);
  }

  private static EmbeddedKafka start(
      LoopbackPorts ports, Map<String, String> settings, Path directory, boolean temporary) {
    Properties config = BrokerConfig.of(ports, directory);
    config.putAll(settings);
    format(directory);
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(config, false), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server, ports.broker(), directory, temporary);
  }

  /** "HOST:PORT" for clients. */
  public String bootstrapServers() {
    return LoopbackPorts.HOST + ":" + port;
  }

  /** Where the broker keeps its data. */
  public Path directory() {
    return directory;
  }

  /**
   * Creates a topic and waits until it can be written to.
   *
   * @param partitions at least 1
   * @param configs topic configuration by name, such as "retention.ms"
   * @throws IllegalStateException if there is such a topic, or it can't be created
   */
  public void createTopic(String name, int partitions, Map<String, String> configs) {
    Topics.create(bootstrapServers(), name, partitions, configs);
  }

  /** Stops the broker; its temporary directory is deleted. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    if (temporary) {
      delete(directory);
    }
  }

  private static void format(Path directory) {
    try {
      new Formatter()
          .setPrintStream(
              new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
          .setClusterId(BrokerConfig.CLUSTER)
          .setNodeId(BrokerConfig.NODE)
          .setDirectories(List.of(directory.toString()))
          .setMetadataLogDirectory(directory.toString())
          .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
          .setIgnoreFormatted(true)
          .run();
    } catch (Exception e) {
      throw new IllegalStateException("cannot format " + directory + " for the broker", e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the broker's directory " + directory, e);
    }
  }
}
