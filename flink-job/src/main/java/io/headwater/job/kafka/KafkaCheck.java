package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
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
  private static final int ANSWER_WITHIN_SECONDS = 10;

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
    try (Admin admin = Admin.create(adminProperties(config))) {
      new KafkaCheck(config, admin).run();
    } catch (TimeoutException e) {
      throw new KafkaNotReadyException(
          "no Kafka broker answers at %s (kafka.bootstrapServers) within %d s: start one there, or correct the address"
              .formatted(config.kafka().bootstrapServers(), ANSWER_WITHIN_SECONDS),
          e);
    } catch (KafkaException e) {
      throw new KafkaNotReadyException(
          "cannot use Kafka at %s (kafka.bootstrapServers): %s"
              .formatted(config.kafka().bootstrapServers(), reason(e)),
          e);
    }
  }

  private void run() {
    LimitsCheck limits = LimitsCheck.of(config, admin);
    refuse(limits.shortcomings());
    limits.risks().forEach(risk -> LOG.warn("{}", risk));
    Set<String> existing = get(admin.listTopics().names());
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
      get(admin.createTopics(List.of(created)).all());
    } catch (TopicExistsException e) {
      checkSettings(topic);
    } catch (AuthorizationException e) {
      throw new KafkaNotReadyException(topic.missing(brokers).toString(), e);
    }
  }

  private void checkSettings(OutputTopic topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    try {
      for (Config each : get(admin.describeConfigs(List.of(resource)).all()).values()) {
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

  private static Properties adminProperties(JobConfig config) {
    Properties properties = config.kafka().clientProperties();
    String millis = Integer.toString(ANSWER_WITHIN_SECONDS * 1000);
    properties.setProperty("request.timeout.ms", millis);
    properties.setProperty("default.api.timeout.ms", millis);
    return properties;
  }

  static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException kafka) {
        throw kafka;
      }
      throw new IllegalStateException("cannot ask Kafka", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking Kafka", e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
  }
}
