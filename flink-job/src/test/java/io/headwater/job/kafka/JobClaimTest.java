package io.headwater.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobClaimTest {
  private static final JobClaim CLAIM =
      new JobClaim("a-job", "2026-01-02T03:04:05Z", "process 7 on a host");

  @Test
  void whatWasWrittenIsRead() {
    assertThat(CLAIM.text()).isEqualTo("a-job 2026-01-02T03:04:05Z process 7 on a host");
    assertThat(JobClaim.parse(CLAIM.text())).contains(CLAIM);
  }

  /** Anybody may have written it, and it is quoted in messages. */
  @ParameterizedTest
  @ValueSource(strings = {"", "a-job", "a-job now", "a-job now a\nhost", "a-job now \u009b31m"})
  void anythingElseIsNoClaim(String text) {
    assertThat(JobClaim.parse(text)).isEmpty();
  }

  @Test
  void aClaimIsOfBoundedLength() {
    String longest = "a-job now " + "h".repeat(290);
    assertThat(JobClaim.parse(longest)).map(JobClaim::text).contains(longest);
    assertThat(JobClaim.parse(longest + "h")).isEmpty();
  }

  @Test
  void aJobIsTheSameWheneverItSaysSo() {
    JobClaim again = CLAIM.now();
    assertThat(again.isSameJob(CLAIM)).isTrue();
    assertThat(again.who()).isEqualTo(CLAIM.who());
    assertThat(Instant.parse(again.time())).isAfter(Instant.parse(CLAIM.time()));
    assertThat(new JobClaim("another-job", CLAIM.time(), CLAIM.who()).isSameJob(CLAIM)).isFalse();
  }

  @Test
  void aProcessIsNamedByItsNumberAndHost() {
    JobClaim claim = JobClaim.ofThisProcess();
    assertThat(claim.who()).matches("process " + ProcessHandle.current().pid() + " on .+");
    assertThat(JobClaim.parse(claim.text())).contains(claim);
    assertThat(JobClaim.ofThisProcess().isSameJob(claim)).isFalse();
  }
}
