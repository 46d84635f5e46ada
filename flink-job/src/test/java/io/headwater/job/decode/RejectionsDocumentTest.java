package io.headwater.job.decode;

import io.headwater.job.docs.GeneratedDocument;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RejectionsDocumentTest {
  private static final String INTRODUCTION =
      """
      An event that cannot be learned from goes to the topic `kafka.rejectedTopic` as a RejectedEvent:
      where it came from, the reason, a message that names the value and what would be right, and its
      original key and bytes. The job goes on. To replay an event, repair it and send it again; its
      original bytes are under `value`.

      | reason | an event is rejected when | what to do |
      |---|---|---|
      """;

  @Test
  void theDocumentationOfTheReasonsIsUpToDate() throws IOException {
    StringBuilder page =
        new StringBuilder(GeneratedDocument.header("Rejected events", "RejectionReason"));
    page.append(INTRODUCTION);
    for (RejectionReason reason : RejectionReason.values()) {
      page.append("| `%s` | %s | %s |\n".formatted(reason, reason.meaning(), reason.remedy()));
    }
    GeneratedDocument.check("rejections.md", page.toString());
  }
}
