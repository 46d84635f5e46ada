package io.headwater.cli;

import io.headwater.snapshots.FollowerConfig;
import io.headwater.snapshots.SnapshotLimits;
import picocli.CommandLine.Option;

/** The options of every command that reads a model's snapshots from their topic. */
public final class SnapshotsTopicOptions {
  @Option(
      names = "--kafka",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The broker.",
      converter = KafkaAddress.Converter.class)
  private KafkaAddress kafka = new KafkaAddress("localhost", 9092);

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description =
          "The topic of snapshots, as in the job's configuration (default: headwater-snapshots).")
  private String topic = "headwater-snapshots";

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "The model's name, as in the job's configuration.")
  private String model = "";

  /**
   * Where the snapshots are; with the usual limits, and of the newest lineage.
   *
   * @throws CommandFailure if nothing listens there, or the properties can't be read
   */
  public FollowerConfig follower(KafkaPropertiesOption properties) {
    KafkaClients clients = properties.clients(kafka);
    kafka.requireListener();
    return new FollowerConfig(
        clients.bootstrapServers(), topic, model, SnapshotLimits.DEFAULT, clients.properties());
  }
}
