package io.headwater.embedded;

import java.nio.file.Path;
import java.util.Properties;

/** The broker's configuration: one node that is broker and controller, quick to start and stop. */
final class BrokerConfig {
  static final int NODE = 1;

  // Always the same, so that a broker may go on with the directory of an earlier one.
  static final String CLUSTER = "headwater-embedded";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final String LARGEST_MESSAGE = Integer.toString(16 << 20);

  private BrokerConfig() {}

  static Properties of(Listeners at, Path directory) {
    Properties config = new Properties();
    listeners(config, at);
    singleNode(config);
    sizes(config);
    quickStartAndStop(config);
    config.setProperty("log.dirs", directory.toString());
    config.setProperty("auto.create.topics.enable", "false");
    return config;
  }

  private static void listeners(Properties config, Listeners at) {
    String broker = "PLAINTEXT://" + at.broker();
    String controller = at.controller();
    config.setProperty("process.roles", "broker,controller");
    config.setProperty("node.id", Integer.toString(NODE));
    config.setProperty("listeners", broker + "," + CONTROLLER_LISTENER + "://" + controller);
    config.setProperty("advertised.listeners", broker);
    config.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    config.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    config.setProperty("controller.quorum.voters", NODE + "@" + controller);
  }

  private static void singleNode(Properties config) {
    config.setProperty("offsets.topic.replication.factor", "1");
    config.setProperty("offsets.topic.num.partitions", "1");
    config.setProperty("transaction.state.log.replication.factor", "1");
    config.setProperty("transaction.state.log.min.isr", "1");
    config.setProperty("transaction.state.log.num.partitions", "1");
    config.setProperty("share.coordinator.state.topic.replication.factor", "1");
    config.setProperty("share.coordinator.state.topic.min.isr", "1");
    config.setProperty("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void sizes(Properties config) {
    config.setProperty("message.max.bytes", LARGEST_MESSAGE);
    config.setProperty("replica.fetch.max.bytes", LARGEST_MESSAGE);
    config.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    config.setProperty("num.network.threads", "2");
    config.setProperty("num.io.threads", "2");
    config.setProperty("group.coordinator.threads", "1");
  }

  private static void quickStartAndStop(Properties config) {
    config.setProperty("group.initial.rebalance.delay.ms", "0");
    config.setProperty("metric.reporters", "");
    // Otherwise the controller wakes all of the broker twice a second to write nothing.
    config.setProperty("metadata.max.idle.interval.ms", "0");
  }
}
