package io.headwater.job.kafka;

import io.headwater.job.config.JobConfig;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether the clients' settings and the brokers allow what the job does. */
final class LimitsCheck {
  private static final Logger LOG = LoggerFactory.getLogger(LimitsCheck.class);

  private LimitsCheck() {}

  /**
   * @throws KafkaNotReadyException if they don't
   */
  static void run(JobConfig config, Admin admin) {
    KafkaCheck.refuse(ProducerSettings.shortcomings(config));
    Optional<BrokerLimits> limits = BrokerLimits.read(admin);
    if (limits.isEmpty()) {
      LOG.warn(
          "The job may not see the brokers' settings; they must allow a transaction.timeout.ms of {}",
          TransactionTimes.timeout(config).toMillis());
    }
    limits.ifPresent(found -> KafkaCheck.refuse(found.shortcomings(config)));
  }
}
