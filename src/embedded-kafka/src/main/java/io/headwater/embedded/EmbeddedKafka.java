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
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A real Kafka broker in KRaft mode (KIP-500) inside this JVM, reachable from this machine only
 * unless another host is named. Messages may have up to 16 MiB; topics must be created before they
 * are used.
 */
public final class EmbeddedKafka implements AutoCloseable {
  /** Says that any free port will do. */
  public static final int ANY_PORT = 0;

  /** The host that only this machine reaches. */
  public static final String LOOPBACK = Listeners.LOOPBACK;

  private final KafkaRaftServer server;
  private final Listeners listeners;
  private final Path directory;
  private final Optional<BrokerDirectory> kept;

  private EmbeddedKafka(
      KafkaRaftServer server, Listeners listeners, Path directory, Optional<BrokerDirectory> kept) {
    this.server = server;
    this.listeners = listeners;
    this.directory = directory;
    this.kept = kept;
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
    return start(Listeners.reserve(LOOPBACK, port), Map.of());
  }

  /**
   * A broker on any free port, whose data are gone when it closes.
   *
   * @param settings of the broker by configuration name, such as "transaction.max.timeout.ms", that
   *     differ from what it has otherwise
   */
  public static EmbeddedKafka start(Map<String, String> settings) {
    return start(Listeners.reserve(LOOPBACK, ANY_PORT), settings);
  }

  private static EmbeddedKafka start(Listeners listeners, Map<String, String> settings) {
    try {
      Path directory = Files.createTempDirectory("headwater-kafka");
      return start(listeners, settings, directory, Optional.empty());
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
   * @throws BrokerNotStartedException if another broker has the directory, or it can't be used
   */
  public static EmbeddedKafka start(int port, Path directory) {
    return start(LOOPBACK, port, directory);
  }

  /**
   * The same, for who reaches the host: anyone who does may read and write everything.
   *
   * @param host an address of this machine, or its name
   * @throws BrokerNotStartedException also if it is none
   */
  public static EmbeddedKafka start(String host, int port, Path directory) {
    Listeners listeners = Listeners.reserve(host, port);
    BrokerDirectory claimed = BrokerDirectory.claim(directory);
    try {
      return start(listeners, Map.of(), directory, Optional.of(claimed));
    } catch (RuntimeException e) {
      release(claimed);
      throw e;
    }
  }

  private static EmbeddedKafka start(
      Listeners listeners,
      Map<String, String> settings,
      Path directory,
      Optional<BrokerDirectory> kept) {
    Properties config = BrokerConfig.of(listeners, directory);
    config.putAll(settings);
    format(directory);
    KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(config, false), Time.SYSTEM);
    server.startup();
    return new EmbeddedKafka(server, listeners, directory, kept);
  }

  /** "HOST:PORT" for clients. */
  public String bootstrapServers() {
    return listeners.broker();
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

  /** Waits until the broker ends by itself, as it does where it can't go on. */
  public void awaitEnd() throws InterruptedException {
    Thread waiting = new Thread(server::awaitShutdown, "headwater-broker-end");
    waiting.setDaemon(true);
    waiting.start();
    waiting.join();
  }

  /** Stops the broker; its temporary directory is deleted. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    kept.ifPresentOrElse(EmbeddedKafka::release, () -> delete(directory));
  }

  private static void release(BrokerDirectory claimed) {
    try {
      claimed.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release the broker's directory", e);
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
