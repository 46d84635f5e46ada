package io.headwater.cli.doctor;

import io.headwater.job.kafka.BrokerLimits;
import io.headwater.job.kafka.LimitsCheck;
import io.headwater.job.kafka.Shortcoming;
import io.headwater.learning.host.Finding;
import io.headwater.learning.host.HealthCheck;
import java.util.ArrayList;
import java.util.List;

/** Whether the clients' settings and the brokers allow what the job does. */
record TransactionsCheck(LimitsCheck limits) implements HealthCheck {
  private static final String NAME = "transactions";

  @Override
  public List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Shortcoming found : limits.shortcomings()) {
      findings.add(Finding.failed(NAME, found.what(), found.remedy()));
    }
    for (Shortcoming risk : limits.risks()) {
      findings.add(Finding.warning(NAME, risk.what(), risk.remedy()));
    }
    if (findings.isEmpty()) {
      limits.brokers().ifPresent(brokers -> findings.add(Finding.ok(NAME, detail(brokers))));
    }
    return findings;
  }

  private String detail(BrokerLimits brokers) {
    return "must stay open for %d ms, may for %d; requests of at most %d bytes"
        .formatted(
            limits.transactionMillis(),
            brokers.transactionTimeout().toMillis(),
            brokers.requestBytes());
  }
}
