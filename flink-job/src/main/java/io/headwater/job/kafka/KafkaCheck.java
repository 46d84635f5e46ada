package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether Kafka is as the job needs it, before the job starts: the brokers answer and allow
 * what it does, the topics that are given by name exist, and those that the job writes to can take
 * its records. Creates those that the job writes to, where there are none.
 */
public final class KafkaCheck {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaCheck.class);

  private final JobConfig config;
  private final String brokers;
  private final Admin admin;

  private KafkaCheck(JobConfig config, Admin admin) {
    this.config = config;
    this.brokers = config.kafka().bootstrapServers();
    this.admin = admin;
  }

  /**
   * @throws KafkaNotReadyException with one sentence that says what is wrong, and the remedy
   */
  public static void run(JobConfig config) {
    AskedKafka.ask(
        config,
        admin -> {
          new KafkaCheck(config, admin).run();
          return true;
        });
  }

  private void run() {
    LimitsCheck limits = LimitsCheck.of(config, admin);
    refuse(limits.shortcomings());
    limits.risks().forEach(risk -> LOG.warn("{}", risk));
    Set<String> existing = AskedKafka.get(admin.listTopics().names());
    refuse(
        InputTopic.all(config).stream()
            .filter(topic -> !existing.contains(topic.name()))
            .map(topic -> topic.missing(brokers))
            .toList());
    for (OutputTopic topic : OutputTopic.all(config)) {
      if (existing.contains(topic.name())) {
        checkSettings(topic);
      } else {
        create(topic);
      }
    }
  }

  private void create(OutputTopic topic) {
    try {
      NewTopic created =
          new NewTopic(topic.name(), Optional.of(1), Optional.empty()).configs(topic.settings());
      AskedKafka.get(admin.createTopics(List.of(created)).all());
    } catch (TopicExistsException e) {
      checkSettings(topic);
    } catch (AuthorizationException e) {
      throw new KafkaNotReadyException(topic.missing(brokers).toString(), e);
    }
  }

  private void checkSettings(OutputTopic topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    try {
      for (Config each : AskedKafka.get(admin.describeConfigs(List.of(resource)).all()).values()) {
        ToldSettings settings = new ToldSettings(each);
        refuse(topic.shortcomings(settings, brokers));
        topic.risks(settings, brokers).forEach(risk -> LOG.warn("{}", risk));
      }
    } catch (AuthorizationException e) {
      // Who may write to a topic but not look at its settings has had it set up by someone else.
      return;
    }
  }

  private static void refuse(List<Shortcoming> shortcomings) {
    if (!shortcomings.isEmpty()) {
      throw new KafkaNotReadyException(shortcomings.get(0).toString(), null);
    }
  }
}
